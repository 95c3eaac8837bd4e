// The death of a worker, as far as its locks go: the mark that makes everybody throw who waits or comes later.
import { host } from "../kernel/host.js";
import { abandon, abandonDistributed, abandonReaderWriter } from "../kernel/kernel.generated.js";
import {
  FLAGS_WORD,
  KIND_MASK,
  LINE_WORDS,
  OWNER_MASK,
  READER_WRITER_DISTRIBUTED,
  WRITER,
  isReaderWriter,
} from "./layout.js";

/** Place of the flag that `who` has in a distributed lock, counted from its first word; 0 where it has none. */
export const flagOf = (words: Int32Array, index: number, who: number): number => {
  const isDistributed = (Atomics.load(words, index) & KIND_MASK) === READER_WRITER_DISTRIBUTED;
  return isDistributed && who <= Atomics.load(words, index + FLAGS_WORD) ? LINE_WORDS * who : 0;
};

/**
 * Marks the lock at `words[index]` as abandoned by the worker with identity `who` (identity.ts). Waiters and newcomers then
 * throw `SPIN_LOCK_ABANDONED` at once; who holds it may still release it. For a reaper that knows that `who` has ended and
 * that it held the lock, waited for it or was about to; a mark without need costs the lock, not the program's safety.
 * A waiter that cannot go on marks the lock it waits for, because nobody can leave its queue: `who | DEADLOCK` or `who | OVERDUE`.
 * The lock stays unusable until `KeInitializeSpinLock`, which must wait until all waiters have thrown. IRQL: any.
 */
export const abandonLock = (words: Int32Array, index: number, who: number): void => {
  const flag = flagOf(words, index, who);
  if (flag > 0) abandonDistributed(words, index, who, flag, host);
  else (isReaderWriter(Atomics.load(words, index)) ? abandonReaderWriter : abandon)(words, index, who, host);
};

/** Whether a lock that a dead worker's records name is still held by it; readers have no names, so any reader counts. */
export const isLeftBy = (words: Int32Array, index: number, who: number): boolean => {
  const word = Atomics.load(words, index);
  const flag = flagOf(words, index, who);
  if (flag > 0 && Atomics.load(words, index + flag) !== 0) return true;
  if (isReaderWriter(word) && (word & WRITER) === 0) return (word & OWNER_MASK) !== 0;
  return (word & OWNER_MASK) === who;
};
