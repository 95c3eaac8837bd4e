// What a reaper must know of a worker that has ended: the locks that it held, waited for or was about to take. Plain stores,
// about 1 ns: the reaper reads them when the thread is no more.
//
//   place 0    the lock whose slow way in or out the worker is on, else 0
//   place 1..  locks taken, the outermost first. A release only forgets the depth: what lies above it may be free since,
//              which the owner in the lock's own word tells. Readers have no names there: reader/writer locks are taken away.
import * as worker from "../cpu.js";

// A constant of the module, for the reason given in take.ts.
const cpu = worker.cpu;

interface Recorded {
  readonly reference: number;
}

/** Before a lock is taken. */
export const remember = ({ reference }: Recorded): void => {
  cpu.records[cpu.depth++] = reference;
};

/** After a spin lock was given up, or could not be taken. */
export const forget = (): void => {
  cpu.depth--;
};

/** After a reader/writer lock was given up, or could not be taken. */
export const forgetExactly = ({ reference }: Recorded): void => {
  const top = cpu.depth - 1;
  if (cpu.records[top] === reference) cpu.records[top] = 0;
  else forgetBelow(reference);
  cpu.depth = top;
};

/** Given up in another order than taken. */
const forgetBelow = (reference: number): void => {
  const place = cpu.records.lastIndexOf(reference);
  if (place > 0) cpu.records[place] = 0;
};

/**
 * The identity under which a worker that waits for the lock, remembered last, is told that it holds it already; -1 for none. Where another
 * worker may have the same identity (browsers, unattached), its own records must name the lock as well.
 */
export const selfFor = (lock: Recorded): number => (cpu.exactId || isRecordedBefore(lock) ? cpu.id : -1);

const isRecordedBefore = ({ reference }: Recorded): boolean =>
  cpu.records.subarray(1, Math.max(1, cpu.depth - 1)).includes(reference);

/** On the slow way in or out of a lock: death there leaves the queue or a sleeper behind. */
export const rememberWay = ({ reference }: Recorded): void => {
  cpu.records[0] = reference;
};

export const forgetWay = (): void => {
  cpu.records[0] = 0;
  cpu.asleep[0] = 0;
};

/**
 * A lock in a record. By its tag (`TAG`): its byte offset in the system's own memory, its address in the memories that the system
 * lists (of the first, an offset), or its offset in memory that only its user knows.
 */
export interface LockRecord {
  readonly tag: number;
  readonly byteOffset: number;
  /** Left on the slow way in or out: the lock is certainly broken. Else only where `isLeftBy` says so (abandon.ts). */
  readonly onItsWay: boolean;
}

/** Reads one reference; null for none. */
export const recordAt = (reference: number, onItsWay = false): LockRecord | null => {
  const tag = reference & 3;
  return tag === 0 ? null : { tag, byteOffset: (reference & ~3) >>> 0, onItsWay };
};

/** Reads the records of a processor (`PROCESSOR.records` in its block). */
export const recordsIn = (records: Int32Array): readonly LockRecord[] => {
  const [way = 0, ...taken] = records;
  const all = [recordAt(way, true), ...[...new Set(taken)].map((reference) => recordAt(reference))];
  return all.filter((record) => record !== null);
};
