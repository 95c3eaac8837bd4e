// Counts of each lock, in shared memory, over all workers; kept while `statistics` is asked for.
import type { AnyLock } from "../build.js";
import { OWNER_MASK } from "../lock/layout.js";
import { classOf } from "./lock-order.js";
import { CLASS, CLASSES, HEADER, classAt, shared } from "./memory.js";

/** What is known of one lock. */
export interface LockStatistics {
  /** Where it lies in its buffer. */
  readonly byteOffset: number;
  readonly acquisitions: number;
  /** Acquisitions that found the lock held. */
  readonly contentions: number;
  /** Microseconds. */
  readonly longestWait: number;
  /** Microseconds. */
  readonly longestHold: number;
}

const microseconds = (milliseconds: number): number => Math.min(0x7fff_ffff, Math.round(milliseconds * 1000));

const keepLargest = (word: number, value: number): void => {
  for (let seen = Atomics.load(shared.words, word); value > seen;) {
    const before = Atomics.compareExchange(shared.words, word, seen, value);
    if (before === seen) return;
    seen = before;
  }
};

/** Whether somebody has the lock now. */
export const isTaken = (lock: AnyLock): boolean => (Atomics.load(lock.words, lock.index) & OWNER_MASK) !== 0;

/** After an acquire that took so many milliseconds. */
export const countAcquire = (lock: AnyLock, wasTaken: boolean, waited: number): void => {
  const at = classAt(classOf(lock));
  Atomics.add(shared.words, at + CLASS.acquisitions, 1);
  if (!wasTaken) return;
  Atomics.add(shared.words, at + CLASS.contentions, 1);
  keepLargest(at + CLASS.wait, microseconds(waited));
};

/** After a hold of so many milliseconds. */
export const countHold = (lock: AnyLock, milliseconds: number): void => {
  keepLargest(classAt(classOf(lock)) + CLASS.hold, microseconds(milliseconds));
};

const read = (number: number): LockStatistics => {
  const word = (which: number): number => Atomics.load(shared.words, classAt(number) + which);
  return {
    byteOffset: word(CLASS.reference) & ~3,
    acquisitions: word(CLASS.acquisitions),
    contentions: word(CLASS.contentions),
    longestWait: word(CLASS.wait),
    longestHold: word(CLASS.hold),
  };
};

/** What is known of a lock, over all workers. */
export const statisticsOf = (lock: AnyLock): LockStatistics => read(classOf(lock));

/** What is known of every lock that was taken since statistics were asked for. */
export const allStatistics = (): readonly LockStatistics[] => {
  const count = Math.min(CLASSES - 1, Atomics.load(shared.words, HEADER.classes));
  return Array.from({ length: count }, (_, index) => read(index + 1)).filter(({ acquisitions }) => acquisitions > 0);
};

/** Acquisitions under other locks whose order was not looked at, because there are too many locks or orders. */
export const uncheckedOrders = (): number => Atomics.load(shared.words, HEADER.unchecked);
