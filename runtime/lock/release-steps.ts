// The slow way out of a lock. Ordinary and interrupt locks become free and the sleeping head, if any, is woken to
// compete; queued locks are handed to the head of the queue, so that nobody can come between.
import { AT, type Attempt, type Parking } from "./attempt.js";
import {
  HANDED_OVER,
  HEAD_WORD,
  KICK,
  KIND_MASK,
  OWNER_MASK,
  QUEUED,
  SLEEPERS_MASK,
  WAKE_ONE,
  slotOf,
  ticketOf,
} from "./layout.js";

/** Makes one step of a release. */
export const stepRelease = (a: Attempt, parking: Parking): void => {
  switch (a.at) {
    case AT.check:
      a.seen = Atomics.load(a.words, a.index);
      a.at = judge(a);
      return;
    case AT.readHead:
      a.slot = Atomics.load(a.words, a.index + HEAD_WORD);
      a.at = AT.free;
      return;
    case AT.free:
      a.at = setFree(a);
      return;
    case AT.lookAtSleeper:
      // None: the head announced its sleep but will see that KICK is gone before it sleeps.
      a.at = (Atomics.load(a.words, slotOf(a.index, a.slot)) & SLEEPERS_MASK) === 0 ? AT.done : AT.countWake;
      return;
    case AT.countWake:
      Atomics.add(a.words, slotOf(a.index, a.slot), WAKE_ONE);
      a.at = AT.wake;
      return;
    default:
      parking.wake(a.words, slotOf(a.index, a.slot));
      a.at = AT.done;
  }
};

const judge = (a: Attempt): Attempt["at"] => {
  if ((a.seen & OWNER_MASK) !== a.me) return AT.notOwned;
  return (a.seen & KIND_MASK) === a.kind ? AT.readHead : AT.mixedUse;
};

const setFree = (a: Attempt): Attempt["at"] => {
  const waiters = ticketOf(a.seen) !== a.slot;
  const owner = a.kind === QUEUED && waiters ? HANDED_OVER : 0;
  const value = (a.seen & ~(OWNER_MASK | KICK)) | owner;
  if (Atomics.compareExchange(a.words, a.index, a.seen, value) !== a.seen) return AT.check;
  return (a.seen & KICK) === 0 ? AT.done : AT.lookAtSleeper;
};
