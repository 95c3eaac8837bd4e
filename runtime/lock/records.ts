// What a reaper must know of a worker that has ended: the locks that it held, waited for or was about to take. Plain stores
// before the lock is touched and after it is free, about 1 ns: the reaper reads them when the thread is no more.
import * as worker from "../cpu.js";
import { TAG } from "../kernel/memories.js";

// A constant of the module, for the reason given in take.ts.
const { cpu } = worker;

interface Recorded {
  readonly reference: number;
}

/** Before a lock is taken. */
export const remember = ({ reference }: Recorded): void => {
  const { depth } = cpu;
  cpu.records[depth] = reference;
  cpu.depth = depth + 1;
};

/** After a lock was given up, or could not be taken. */
export const forget = ({ reference }: Recorded): void => {
  const top = cpu.depth - 1;
  if (cpu.records[top] === reference) {
    cpu.records[top] = 0;
    cpu.depth = top;
  } else forgetBelow(reference);
};

/** Released in another order than acquired, or deeper than is recorded. */
const forgetBelow = (reference: number): void => {
  const { records } = cpu;
  const place = records.lastIndexOf(reference);
  if (place >= 0) {
    records.copyWithin(place, place + 1);
    records[records.length - 1] = 0;
  }
  if (cpu.depth > 0) cpu.depth--;
};

/** A lock in a record: its byte offset, in the system's own memory, an arena, or memory that only its user knows. */
export interface LockRecord {
  readonly memory: "arena" | "system" | "elsewhere";
  readonly byteOffset: number;
}

const MEMORIES = { [TAG.arena]: "arena", [TAG.system]: "system", [TAG.elsewhere]: "elsewhere" } as const;

/** Reads a processor's records, the innermost lock first. */
export const recordsIn = (records: Int32Array): readonly LockRecord[] => {
  const known: LockRecord[] = [];
  for (const reference of records) {
    const tag = reference & 3;
    if (tag === TAG.arena || tag === TAG.system || tag === TAG.elsewhere)
      known.unshift({ memory: MEMORIES[tag], byteOffset: (reference & ~3) >>> 0 });
  }
  return known;
};
