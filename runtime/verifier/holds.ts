// What this worker holds: its locks and its raises, each in the order in which they were taken.
import type { AnyLock } from "../build.js";
import type { KIRQL } from "../levels.js";

/** One acquisition. The objects are used again, so that an acquire allocates nothing. */
export interface Hold {
  lock: AnyLock | null;
  /** The routine that took it. */
  routine: string;
  /** The release that was found to pair with `routine`. */
  release: string;
  /** The level that its release restores: the one before the acquire. */
  irql: KIRQL;
  /** When it was taken, in milliseconds; 0 where it is not measured. */
  since: number;
  /** Where it was taken, where that was kept. */
  stack: Error | null;
}

const newHold = (): Hold => ({ lock: null, routine: "", release: "", irql: 0, since: 0, stack: null });

/** The state of this worker. One constant object, as `cpu`. */
export const held = {
  /** The first `depth` of them count. */
  locks: [newHold()],
  depth: 0,
  /** Raises that are not undone; the first `raiseDepth` count. Level before in bits 0..3, level after in 4..7, locks held in 8... */
  raises: new Int32Array(256),
  raiseDepth: 0,
  /** False where there are none. */
  hasRaised: false,
  /** Raises below this one belong to what the routine at hand has interrupted. */
  base: 0,
};

/** Of a raise: the level before, the level after, how many locks were held. */
export const fromOf = (raise: number): KIRQL => raise & 15;
export const toOf = (raise: number): KIRQL => (raise >>> 4) & 15;
export const locksOf = (raise: number): number => raise >>> 8;
export const raiseOf = (from: KIRQL, to: KIRQL): number => from | (to << 4) | (held.depth << 8);

/** There is always a place for one more hold. */
export const makeRoom = (): void => {
  if (held.locks.length === held.depth) held.locks.push(newHold());
};

/** The same lock, maybe through another object over the same bytes. */
export const isSameLock = (one: AnyLock | null, other: Pick<AnyLock, "words" | "index">): boolean =>
  one === other || (one !== null && one.words === other.words && one.index === other.index);

/** Place of the hold of a lock, -1 where this worker does not hold it. */
export const placeOf = (lock: Pick<AnyLock, "words" | "index">): number => {
  for (let place = held.depth - 1; place >= 0; place--)
    if (isSameLock(held.locks[place]?.lock ?? null, lock)) return place;
  return -1;
};

/** Moves a hold to the end, as if its lock had been taken last. */
export const moveToEnd = (place: number): void => {
  const moved = held.locks.splice(place, 1);
  held.locks.splice(held.depth - 1, 0, ...moved);
};

/** Holds that count, the outermost first. */
export const holdsNow = (): readonly Hold[] => held.locks.slice(0, held.depth);

/** Forgets everything: for a worker that begins again. */
export const forgetHolds = (): void => {
  held.locks.splice(0, Infinity, newHold());
  Object.assign(held, { depth: 0, raiseDepth: 0, hasRaised: false, base: 0 });
};
