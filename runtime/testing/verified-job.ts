import type { ARENA } from "../kernel/arena.js";
import type { KSYSTEM } from "../machine/system.js";

/** Byte offsets of two locks and of the counters in the arena of a test of the verifier. */
export const AT = { outer: 64, inner: 128, counters: 256 } as const;
/** Words after `AT.counters`. */
export const TELL = { ready: 0, held: 1 } as const;
/** How many workers wait, sleep, are idle or work before the holder makes its mistake. */
export const OTHERS = 4;

/** Longest hold, in milliseconds: on a busy machine a holder may stand still for longer than the second that is the default. */
export const PATIENT = 60_000;

export type Part =
  | "takes outer, inner"
  | "takes inner, outer"
  | "holds outer, meets, takes inner"
  | "holds inner, meets, takes outer"
  | "takes a lock again"
  | "holds the lock, then restores a wrong level"
  | "holds the lock until somebody waits"
  | "waits for the lock"
  | "waits for an event"
  | "is idle"
  | "works on"
  | "awaits with the lock"
  | "returns with the lock"
  | "throws through its finally";

export interface VerifiedJob {
  readonly arena: ARENA;
  readonly system: KSYSTEM | undefined;
  readonly part: Part;
  /** False for a worker that runs the free build. */
  readonly verified: boolean;
  /** Default false. */
  readonly statistics?: boolean;
}
