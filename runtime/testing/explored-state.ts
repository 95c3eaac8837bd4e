import { AT } from "../lock/attempt.js";

/** Words of a lock. */
export const LOCK_WORDS = 16;
/** Words of a worker in a saved state: at, rounds, releasing, asleep, seen, ticket, slot. */
export const WORKER_WORDS = 7;

const BEFORE_SLEEP: ReadonlySet<number> = new Set([AT.recheckTurn, AT.sleepForTurn, AT.recheckKick, AT.sleepAsHead]);

/** Whether a value of the slot that was read before can still be compared with the slot. */
export const mayStillSleep = (at: number): boolean => BEFORE_SLEEP.has(at);

const LIVE: Readonly<Record<"seen" | "slot", ReadonlySet<number>>> = {
  seen: new Set([AT.lookAtHead, AT.take, AT.enqueue, AT.takeAsHead, AT.announceSleep, AT.readHead, AT.free]),
  slot: new Set([
    AT.recheckTurn,
    AT.sleepForTurn,
    AT.recheckKick,
    AT.sleepAsHead,
    AT.free,
    AT.lookAtSleeper,
    AT.countWake,
    AT.wake,
  ]),
};

/** Whether a later step reads this variable; what none reads is left out of the state, or equal states would differ. */
export const isLive = (variable: "seen" | "ticket" | "slot", at: number): boolean =>
  variable === "ticket" ? at >= AT.awaitTurn && (at <= AT.markNext || at === AT.wake) : LIVE[variable].has(at);
