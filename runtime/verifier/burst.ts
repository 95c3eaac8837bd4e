// What runs without a return to the event loop is a burst. The first raise of a burst asks for a look at its end: who is
// at DISPATCH_LEVEL there, or holds a lock, has awaited or returned.
import { cpu } from "../cpu.js";
import { DISPATCH_LEVEL } from "../levels.js";
import { levelName } from "../level-name.js";
import { held } from "./holds.js";
import { HEADER, shared } from "./memory.js";
import { violate } from "./stop.js";

/** Of this worker. One constant object, as `cpu`. `isQuiet`: it is watched, and not every acquire is asked for. */
export const burst = { isWatched: false, isQuiet: false };

const look = (): void => {
  burst.isWatched = burst.isQuiet = false;
  // A stopped machine is left as it was when it stopped.
  if ((cpu.irql < DISPATCH_LEVEL && held.depth === 0) || shared.words[HEADER.stop] !== 0) return;
  violate(
    "RAISED_IN_EVENT_LOOP",
    `the event loop was reached at ${levelName(cpu.irql)} with ${String(held.depth)} ${held.depth === 1 ? "lock" : "locks"} held: ` +
      "an `await`, or a return or an exception without a release; release the locks and restore the level before",
    { routine: "" },
  );
};

/** At the first raise of a burst. */
export const watchBurst = (): void => {
  burst.isWatched = true;
  queueMicrotask(look);
};
