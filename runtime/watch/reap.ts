// Takes: a system, and a sign that workers of it have ended. Gives: the locks that they left, marked as abandoned, and their
// processors, free again. Promises: whoever dies at it, the next does it again; a block in use by a living worker is never
// touched. Leaves out: who gives the sign (workers.ts, waits.ts), and locks in memory that the system does not list.
import { RECORDS, cpu } from "../cpu.js";
import { TAG } from "../kernel/memories.js";
import { lockAt, type LockPlace } from "../kernel/memory-list.js";
import { abandonLock, isLeftBy } from "../lock/abandon.js";
import { KIND_MASK } from "../lock/layout.js";
import { recordsIn, type LockRecord } from "../lock/records.js";
import { signOut } from "../machine/sign.js";
import {
  DEAD,
  FREE,
  PROCESSOR,
  RESERVED,
  VECTOR,
  isRunning,
  numbersOf,
  processorAt,
  vectorAt,
  wordsOf,
} from "../machine/system.js";
import type { KSYSTEM } from "../machine/system.js";
import { withClaim, type IsDead } from "./claim.js";
import { hasThreadEnded } from "./thread.js";

/** The lock that a record names, where its memory is known. */
export const placeOf = (system: KSYSTEM, { tag, byteOffset }: LockRecord): LockPlace | null => {
  if (tag === TAG.system) return { words: wordsOf(system), index: byteOffset >>> 2 };
  return tag === TAG.arena ? lockAt(system.memories, byteOffset) : null;
};

/** The records of a processor. */
export const recordsOf = (words: Int32Array, block: number): Int32Array =>
  words.subarray(block + PROCESSOR.records, block + PROCESSOR.records + RECORDS);

/** A worker that was told to end and is out of JavaScript for sure after this time. Milliseconds. */
export const GRACE = 100;

const TIME = 0x3fff_ffff;

/** A time that fits a word and is never 0. Wraps after 12 days; only differences count. */
export const timeMark = (): number => (Date.now() & TIME) | 1;

/** What can be seen from outside, without an event: the thread is gone or, where no thread is known, was told to end. */
export const looksDead: IsDead = (words, block) => {
  const state = Atomics.load(words, block + PROCESSOR.state);
  if (state === FREE || state === RESERVED) return false;
  const thread = Atomics.load(words, block + PROCESSOR.thread);
  if (thread !== 0) return hasThreadEnded(thread);
  const ending = Atomics.load(words, block + PROCESSOR.ending);
  return ending !== 0 && ((timeMark() - ending) & TIME) > GRACE;
};

const isLeft = ({ words, index }: LockPlace, onItsWay: boolean, who: number): boolean =>
  onItsWay ? (Atomics.load(words, index) & KIND_MASK) !== 0 : isLeftBy(words, index, who);

const markLocks = (system: KSYSTEM, number: number): void => {
  for (const record of recordsIn(recordsOf(wordsOf(system), processorAt(number)))) {
    const place = placeOf(system, record);
    if (place !== null && isLeft(place, record.onItsWay, number + 1)) abandonLock(place.words, place.index, number + 1);
  }
};

/** Interrupt lines that it served keep their requests for the next; who waits for its answer to a flush goes on. */
const leaveMachine = (system: KSYSTEM, number: number): void => {
  const words = wordsOf(system);
  const block = processorAt(number);
  for (let vector = 0; vector < system.vectors; vector++)
    Atomics.compareExchange(words, vectorAt(system, vector) + VECTOR.processor, number + 1, 0);
  signOut(words, block);
  Atomics.notify(words, block + PROCESSOR.flushDone);
};

const bury = (system: KSYSTEM, number: number): void => {
  Atomics.store(wordsOf(system), processorAt(number) + PROCESSOR.state, DEAD);
  markLocks(system, number);
  leaveMachine(system, number);
};

/** Numbers of the processors whose worker has ended, or whose burial was left half done. */
const deadIn = (system: KSYSTEM, isDead: IsDead): readonly number[] => {
  const words = wordsOf(system);
  return numbersOf(system).filter((number) => {
    const block = processorAt(number);
    const isBuriedHalf = Atomics.load(words, block + PROCESSOR.state) === DEAD;
    return isBuriedHalf || (isRunning(words, block) && isDead(words, block, number));
  });
};

/** Buries all that are dead. @returns whether that is done; false where somebody else is at it: look again. IRQL: any. */
export const reap = (system: KSYSTEM, isDead: IsDead): boolean => {
  if (deadIn(system, isDead).length === 0) return true;
  const done = withClaim(system, isDead, () => {
    // Its own block last: freeing that gives the claim away.
    const isOwn = (number: number): number => Number(number === cpu.id - 1);
    for (const number of [...deadIn(system, isDead)].sort((one, other) => isOwn(one) - isOwn(other)))
      bury(system, number);
    return true;
  });
  return done === true;
};
