// Takes: a lock and who asks. Gives: one acquisition or release as a machine of steps.
// Promises: every step makes at most one access to shared memory, so that running the steps of several attempts in
// every order (`explore.test.ts`) tries all that real workers can do: the checked code is the code that runs.
// Leaves out: the uncontended fast paths (same operations as the first steps), levels, errors for people.
import type { LockKind } from "./layout.js";

/** Where an attempt stands. Numbers, so that the switch is a jump table. */
export const AT = {
  done: 0,
  // acquire
  look: 1,
  lookAtHead: 2,
  take: 3,
  enqueue: 4,
  awaitTurn: 5,
  registerForTurn: 6,
  recheckTurn: 7,
  sleepForTurn: 8,
  rereadTurnSlot: 9,
  leaveTurnSlot: 10,
  head: 11,
  wakeful: 12,
  takeAsHead: 13,
  announceSleep: 14,
  registerAsHead: 15,
  recheckKick: 16,
  sleepAsHead: 17,
  rereadHeadSlot: 18,
  leaveHeadSlot: 19,
  passHead: 20,
  lookAtNext: 21,
  markNext: 22,
  // release
  check: 30,
  readHead: 31,
  free: 32,
  lookAtSleeper: 33,
  countWake: 34,
  wake: 35,
  // misuse: nothing was changed
  mixedUse: 40,
  recursion: 41,
  notOwned: 42,
} as const;
export type At = (typeof AT)[keyof typeof AT];

/** One acquisition or release under way: everything a step reads or writes besides the lock itself. */
export interface Attempt {
  at: At;
  words: Int32Array;
  index: number;
  kind: LockKind;
  /** Identity of the worker. */
  me: number;
  /** Whether `me` in the lock proves that this worker holds it. */
  exact: boolean;
  /** The lock word as last seen. */
  seen: number;
  /** This attempt's place in the queue. */
  ticket: number;
  /** Acquire: the slot's value on which to sleep. Release: ticket of the head. */
  slot: number;
}

/** How a step sleeps and wakes: the machine's own in production, the explorer's in tests. */
export interface Parking {
  sleep(words: Int32Array, word: number, value: number): void;
  wake(words: Int32Array, word: number): void;
}
