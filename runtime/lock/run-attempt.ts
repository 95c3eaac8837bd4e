import { cpu } from "../cpu.js";
import { AT, type Attempt } from "./attempt.js";
import { stepAcquire } from "./acquire-steps.js";
import { ORDINARY, type LockKind } from "./layout.js";
import { refuse } from "./misuse.js";
import { SPINS, parking, pause } from "./parking.js";
import { stepRelease } from "./release-steps.js";
import type { KSPIN_LOCK } from "./spin-lock.js";

// One attempt per worker is enough: nothing is delivered while a worker waits for a lock.
const attempt: Attempt = {
  at: AT.done,
  words: new Int32Array(0),
  index: 0,
  kind: ORDINARY,
  me: 0,
  exact: true,
  seen: 0,
  ticket: 0,
  slot: 0,
};

const begin = (lock: KSPIN_LOCK, kind: LockKind, at: Attempt["at"]): Attempt => {
  attempt.at = at;
  attempt.words = lock.words;
  attempt.index = lock.index;
  attempt.kind = kind;
  attempt.me = cpu.id;
  attempt.exact = cpu.exactId;
  return attempt;
};

/** Takes the lock however long it lasts. @throws KernelError where that can never succeed or mixes kinds. */
export const acquireSlowly = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const a = begin(lock, kind, AT.look);
  let spins = SPINS;
  while (a.at !== AT.done && a.at < AT.mixedUse) {
    const before = a.at;
    stepAcquire(a, parking, --spins < 0);
    if (a.at === before) pause();
    else spins = SPINS;
  }
  if (a.at !== AT.done) refuse(a, routine);
};

/** Gives the lock up. @throws KernelError, with nothing changed, where this worker does not hold it as `kind`. */
export const releaseSlowly = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const a = begin(lock, kind, AT.check);
  while (a.at !== AT.done && a.at < AT.mixedUse) stepRelease(a, parking);
  if (a.at !== AT.done) refuse(a, routine);
};
