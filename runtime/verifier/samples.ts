// A stack costs microseconds and a look at the clock more than a lock, so the verifier keeps them of each lock's first
// acquisitions and then of some: enough for programs that are being tried, and little for those that run.
import type { AnyLock } from "../build.js";
import type { Hold } from "./holds.js";
import { nameOfReference } from "./report.js";
import { options } from "./options.js";
import { countHold } from "./statistics.js";
import { violate } from "./stop.js";

/** First acquisitions of a lock (by one object) that are all sampled. */
export const FIRST = 64;

export const now = (): number => performance.now();

/** Begins the measurement of the n-th hold. */
export const sample = (hold: Hold, n: number): void => {
  hold.since = now();
  hold.stack = n < FIRST || (n & options.stacked) === 0 ? new Error("where") : null;
};

/** At the release of a hold that is measured. */
export const endSample = (hold: Hold, lock: AnyLock, routine: string): void => {
  const measured = now() - hold.since;
  hold.since = 0;
  if (options.statistics) countHold(lock, measured);
  if (measured <= options.hold) return;
  violate(
    "HELD_TOO_LONG",
    `${nameOfReference(lock.reference)} was held for ${measured.toFixed(1)} ms when \`${routine}\` released it, longer than the ` +
      `${String(options.hold)} ms that are allowed; take out of the section what does not need the lock`,
    { routine, lock, measured: Math.round(measured), allowed: options.hold },
  );
};
