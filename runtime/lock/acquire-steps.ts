// The slow way into a lock: queue by ticket, spin, then sleep. Ordinary and interrupt locks let newcomers pass a
// sleeping head (STEAL), so that a hand-over never waits for a thread to be woken; queued locks never do (strict FIFO).
import { AT, type Attempt, type Parking } from "./attempt.js";
import {
  HANDED_OVER,
  HEAD_WORD,
  KICK,
  KIND_MASK,
  OWNER_MASK,
  QUEUED,
  STEAL,
  TAIL_ONE,
  TICKET_MASK,
  WAKE_ONE,
  SLEEPERS_MASK,
  slotOf,
  ticketOf,
} from "./layout.js";

/** Makes one step. `tired`: the spin budget is used up (in tests: any answer at any time). */
export const stepAcquire = (a: Attempt, parking: Parking, tired: boolean): void => {
  if (a.at < AT.awaitTurn) enter(a);
  else if (a.at < AT.head) awaitTurn(a, parking, tired);
  else if (a.at < AT.announceSleep) competeAsHead(a, tired);
  else if (a.at < AT.passHead) sleepAsHead(a, parking);
  else passHeadship(a, parking);
};

const enter = (a: Attempt): void => {
  switch (a.at) {
    case AT.look:
      a.seen = Atomics.load(a.words, a.index);
      a.at = judge(a);
      return;
    case AT.lookAtHead:
      a.at = Atomics.load(a.words, a.index + HEAD_WORD) === ticketOf(a.seen) ? AT.take : AT.enqueue;
      return;
    case AT.take:
      a.at = swap(a, a.seen | a.kind | a.me) ? AT.done : AT.look;
      return;
    default:
      // By compare-and-exchange on the word just judged: a queued lock that is free has no waiters, ever.
      a.ticket = ticketOf(a.seen);
      a.at = swap(a, (a.seen + TAIL_ONE) | 0) ? AT.awaitTurn : AT.look;
  }
};

const judge = (a: Attempt): Attempt["at"] => {
  const kind = a.seen & KIND_MASK;
  const owner = a.seen & OWNER_MASK;
  if (kind !== a.kind && kind !== 0) return AT.mixedUse;
  if (owner === a.me && a.exact) return AT.recursion;
  if (owner !== 0) return AT.enqueue;
  return a.kind === QUEUED || kind === 0 || (a.seen & STEAL) !== 0 ? AT.take : AT.lookAtHead;
};

const swap = (a: Attempt, value: number): boolean =>
  Atomics.compareExchange(a.words, a.index, a.seen, value) === a.seen;

const awaitTurn = (a: Attempt, parking: Parking, tired: boolean): void => {
  const slot = slotOf(a.index, a.ticket);
  switch (a.at) {
    case AT.awaitTurn:
      if (isTurn(a)) a.at = AT.head;
      else if (tired) a.at = AT.registerForTurn;
      return;
    case AT.registerForTurn:
      a.slot = (Atomics.add(a.words, slot, 1) + 1) | 0;
      a.at = AT.recheckTurn;
      return;
    case AT.recheckTurn:
      a.at = isTurn(a) ? AT.leaveTurnSlot : AT.sleepForTurn;
      return;
    case AT.sleepForTurn:
      parking.sleep(a.words, slot, a.slot);
      a.at = AT.rereadTurnSlot;
      return;
    case AT.rereadTurnSlot:
      a.slot = Atomics.load(a.words, slot);
      a.at = AT.recheckTurn;
      return;
    default:
      Atomics.sub(a.words, slot, 1);
      a.at = AT.head;
  }
};

const isTurn = (a: Attempt): boolean => Atomics.load(a.words, a.index + HEAD_WORD) === a.ticket;

const competeAsHead = (a: Attempt, tired: boolean): void => {
  switch (a.at) {
    case AT.head: {
      a.seen = Atomics.load(a.words, a.index);
      const owner = a.seen & OWNER_MASK;
      if (owner === 0 || owner === HANDED_OVER) a.at = AT.takeAsHead;
      else if (tired) a.at = AT.announceSleep;
      else if ((a.seen & (STEAL | KICK)) !== 0) a.at = AT.wakeful;
      return;
    }
    case AT.wakeful:
      Atomics.and(a.words, a.index, ~(STEAL | KICK));
      a.at = AT.head;
      return;
    default:
      a.at = swap(a, (a.seen & ~(OWNER_MASK | STEAL | KICK)) | a.me) ? AT.passHead : AT.head;
  }
};

const sleepAsHead = (a: Attempt, parking: Parking): void => {
  const slot = slotOf(a.index, a.ticket);
  switch (a.at) {
    case AT.announceSleep:
      a.at = swap(a, a.seen | KICK | (a.kind === QUEUED ? 0 : STEAL)) ? AT.registerAsHead : AT.head;
      return;
    case AT.registerAsHead:
      a.slot = (Atomics.add(a.words, slot, 1) + 1) | 0;
      a.at = AT.recheckKick;
      return;
    case AT.recheckKick:
      // The owner that clears KICK also wakes this slot; whoever registers later than that sees KICK gone here.
      a.at = (Atomics.load(a.words, a.index) & KICK) === 0 ? AT.leaveHeadSlot : AT.sleepAsHead;
      return;
    case AT.sleepAsHead:
      parking.sleep(a.words, slot, a.slot);
      a.at = AT.rereadHeadSlot;
      return;
    case AT.rereadHeadSlot:
      a.slot = Atomics.load(a.words, slot);
      a.at = AT.recheckKick;
      return;
    default:
      Atomics.sub(a.words, slot, 1);
      a.at = AT.head;
  }
};

/** The lock is ours; the next waiter becomes the head of the queue. */
const passHeadship = (a: Attempt, parking: Parking): void => {
  const next = (a.ticket + 1) & TICKET_MASK;
  const slot = slotOf(a.index, next);
  switch (a.at) {
    case AT.passHead:
      Atomics.store(a.words, a.index + HEAD_WORD, next);
      a.at = AT.lookAtNext;
      return;
    case AT.lookAtNext:
      a.at = (Atomics.load(a.words, slot) & SLEEPERS_MASK) === 0 ? AT.done : AT.markNext;
      return;
    default:
      if (a.kind === QUEUED) wakeAhead(a, parking, slot);
      else {
        // Not woken now: that would lengthen the section. Who unlocks will.
        Atomics.or(a.words, a.index, STEAL | KICK);
        a.at = AT.done;
      }
  }
};

/** Strict hand-over would wait for the sleeper, so it is woken while the section runs. */
const wakeAhead = (a: Attempt, parking: Parking, slot: number): void => {
  if (a.at === AT.markNext) {
    Atomics.add(a.words, slot, WAKE_ONE);
    a.at = AT.wake;
  } else {
    parking.wake(a.words, slot);
    a.at = AT.done;
  }
};
