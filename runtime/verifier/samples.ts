// A stack costs microseconds and a look at the clock more than a lock, so the verifier keeps them of each lock's first
// acquisitions and then of some: enough for programs that are being tried, and little for those that run.
import type { AnyLock } from "../build.js";
import type { Hold } from "./holds.js";
import { nameOfReference } from "./report.js";
import { options } from "./options.js";
import { countAcquire, countHold, isTaken } from "./statistics.js";
import { violate } from "./stop.js";

/** A lock's acquisition (by one object) is sampled where none of these bits is in its number. */
export const BETWEEN = 255;
/** The same for stacks. */
const BETWEEN_STACKS = 65_535;
/** Numbers of the first 64 acquisitions: they are far apart, so that all are sampled. */
const FIRST = 64 * (BETWEEN + 1);

export const now = (): number => performance.now();

/** The wait that statistics measure; no lock while there is none. */
const wait = { lock: null as AnyLock | null, wasTaken: false, since: 0 };

/** Before a wait that statistics count. */
export const beginWait = (lock: AnyLock): void => {
  Object.assign(wait, { lock, wasTaken: isTaken(lock), since: now() });
};

const endWait = ({ lock, since }: Hold): void => {
  if (lock !== null && wait.lock === lock) countAcquire(lock, wait.wasTaken, since - wait.since);
  wait.lock = null;
};

/** Gives the lock's next acquisition a number that is sampled. */
export const askForSample = (lock: AnyLock): void => {
  lock.taken = (lock.taken + BETWEEN) & ~BETWEEN;
};

/** Begins the measurement of a hold, counted already. */
export const sample = (hold: Hold, lock: AnyLock): void => {
  hold.since = now();
  // A release that does not pair with it is looked at, and ends the sample.
  hold.release = "";
  if (options.statistics) endWait(hold);
  const number = lock.taken - 1;
  if (number < FIRST) lock.taken += BETWEEN;
  hold.stack = options.stacks || number < FIRST || (number & BETWEEN_STACKS) === 0 ? new Error("where") : null;
};

/** At the release of a hold that is measured. */
export const endSample = (hold: Hold, lock: AnyLock, routine: string): void => {
  const measured = now() - hold.since;
  hold.since = 0;
  hold.stack = null;
  if (options.statistics) countHold(lock, measured);
  if (measured <= options.hold) return;
  violate(
    "HELD_TOO_LONG",
    `${nameOfReference(lock.reference)} was held for ${measured.toFixed(1)} ms when \`${routine}\` released it, longer than the ` +
      `${String(options.hold)} ms that are allowed; take out of the section what does not need the lock`,
    { routine, lock, measured: Math.round(measured), allowed: options.hold },
  );
};
