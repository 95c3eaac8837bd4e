// Takes: the records of processors that sleep for locks. Gives: a cycle of them through one processor, if there is one.
// Promises: no false alarm. Leaves out: waits that never sleep (try in a loop), locks in memory that the system does not list.
//
// Nothing stops while we look, so a cycle that was read is only a guess. It is then read once more against the direction of
// the waits, beginning with the processor that asks, which sleeps and therefore keeps its locks: whoever waits for a lock of
// a processor that cannot go on cannot go on either, so that each thing confirmed stays true while the next one is read.
import type { LockPlace } from "../kernel/memory-list.js";
import { flagOf } from "../lock/abandon.js";
import { ABANDONED, OWNER_MASK, WRITER, WRITER_WAITS, isReaderWriter } from "../lock/layout.js";
import { recordAt } from "../lock/records.js";
import { PROCESSOR, isRunning, numbersOf, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";
import { placeOf, recordsOf } from "./reap.js";

/** A processor waits for a lock, as records name it. */
interface Wait {
  readonly processor: number;
  readonly reference: number;
}

/** What the processor has been sleeping for, 0 for nothing. */
const awaitedBy = (system: KSYSTEM, processor: number): number => {
  const words = wordsOf(system);
  const block = processorAt(processor);
  const sleeps = isRunning(words, block) && Atomics.load(words, block + PROCESSOR.asleep) !== 0;
  return sleeps ? Atomics.load(words, block + PROCESSOR.records) : 0;
};

export const lockOf = (system: KSYSTEM, reference: number): LockPlace | null => {
  const record = recordAt(reference);
  return record === null ? null : placeOf(system, record);
};

/** Whether a sleeper holds a lock shared: it took it before the one that it sleeps for, its last. */
const holdsShared = (system: KSYSTEM, processor: number, reference: number): boolean => {
  const words = wordsOf(system);
  const block = processorAt(processor);
  const depth = Atomics.load(words, block + PROCESSOR.asleep);
  return recordsOf(words, block)
    .subarray(1, Math.max(1, depth - 1))
    .includes(reference);
};

/** Processors with their flag up in a distributed lock, whose writer waits for them. */
const flagged = (system: KSYSTEM, { words, index }: LockPlace): readonly number[] =>
  numbersOf(system).filter((processor) => {
    const flag = flagOf(words, index, processor + 1);
    return flag > 0 && Atomics.load(words, index + flag) !== 0;
  });

/** Without whom nobody who sleeps for the lock gets it. Readers hold others back only where a writer waits for them. */
const holdersOf = (system: KSYSTEM, { reference, processor }: Wait): readonly number[] => {
  const lock = lockOf(system, reference);
  const word = lock === null ? ABANDONED : Atomics.load(lock.words, lock.index);
  if (lock === null || (word & ABANDONED) !== 0) return [];
  if (!isReaderWriter(word) || (word & WRITER) !== 0) {
    if (isReaderWriter(word) && (word & OWNER_MASK) === processor + 1) return flagged(system, lock);
    const holder = (word & OWNER_MASK) - 1;
    return holder >= 0 && holder < system.processors ? [holder] : [];
  }
  if ((word & WRITER_WAITS) === 0 || (word & OWNER_MASK) === 0) return [];
  return numbersOf(system).filter((other) => holdsShared(system, other, reference));
};

/** A way from the last of `path` back to its first, over waits. */
const search = (system: KSYSTEM, path: readonly Wait[], seen: Set<number>): readonly Wait[] | null => {
  const [first] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) return null;
  const holders = holdersOf(system, last);
  if (holders.includes(first.processor)) return path;
  for (const processor of holders) {
    const reference = seen.has(processor) ? 0 : awaitedBy(system, processor);
    seen.add(processor);
    const cycle = reference === 0 ? null : search(system, [...path, { processor, reference }], seen);
    if (cycle !== null) return cycle;
  }
  return null;
};

const isTrue = (system: KSYSTEM, cycle: readonly Wait[]): boolean => {
  let holder = cycle[0]?.processor ?? -1;
  return [...cycle].reverse().every(({ processor, reference }) => {
    const isHeld = (): boolean => holdersOf(system, { reference, processor }).includes(holder);
    const stuck = isHeld() && awaitedBy(system, processor) === reference && isHeld();
    holder = processor;
    return stuck;
  });
};

/** The cycle of waits through `processor`, which must be the worker that asks: it, whom it waits for, and so on. */
export const cycleThrough = (system: KSYSTEM, processor: number): readonly Wait[] | null => {
  const reference = awaitedBy(system, processor);
  const cycle = reference === 0 ? null : search(system, [{ processor, reference }], new Set([processor]));
  return cycle !== null && isTrue(system, cycle) ? cycle : null;
};
