// The checks of locks that vanish while this worker holds them.
import type { AnyLock } from "../build.js";
import { holdsNow, placeOf } from "./holds.js";
import { nameOfReference } from "./report.js";
import { checkpoint, violate } from "./stop.js";

/** Before a lock is initialised. */
export const initializing = (lock: AnyLock): void => {
  checkpoint();
  if (placeOf(lock) < 0) return;
  violate(
    "LOCK_INITIALIZED_WHILE_HELD",
    `\`KeInitializeSpinLock\` makes ${nameOfReference(lock.reference)} free while this worker holds it; initialise each lock once, before its first use`,
    { routine: "KeInitializeSpinLock", lock },
  );
};

/** Before a block of the pool is given back. */
export const freeing = (block: SharedArrayBuffer | ArrayBuffer): void => {
  checkpoint();
  const lock = holdsNow().find((hold) => hold.lock?.buffer === block)?.lock;
  if (lock === undefined || lock === null) return;
  violate(
    "LOCK_FREED_WHILE_HELD",
    `\`ExFreePoolWithTag\` frees memory in which ${nameOfReference(lock.reference)} lies, which this worker holds; release the lock first`,
    { routine: "ExFreePoolWithTag", lock },
  );
};
