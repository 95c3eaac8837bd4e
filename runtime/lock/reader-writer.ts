// Reader/writer spin locks, the routines: many readers or one writer. A waiting writer holds new readers back, so a worker
// that holds the lock shared must not take it shared again.
import { cpu, lowerTo } from "../cpu.js";
import { DISPATCH_LEVEL, type KIRQL } from "../levels.js";
import type { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import { OWNER_MASK, READER_WRITER } from "./layout.js";
import { checkRestore, refuseBelowDispatch } from "./level-checks.js";
import {
  WRITER,
  WRITER_WAITS,
  enter,
  enterRaising,
  isSwapped,
  leaveExclusive,
  leaveShared,
  look,
  readIn,
  refuseRelease,
  writeIn,
  writeInOrAsk,
  type Try,
} from "./reader-writer-steps.js";

/**
 * Takes the lock shared and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlockshared.md
 */
export const ExAcquireSpinLockShared = (SpinLock: EX_SPIN_LOCK): KIRQL =>
  enterRaising(SpinLock, readIn, "ExAcquireSpinLockShared");

/**
 * Takes the lock exclusively and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlockexclusive.md
 */
export const ExAcquireSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): KIRQL =>
  enterRaising(SpinLock, writeInOrAsk, "ExAcquireSpinLockExclusive");

/**
 * Leaves a shared section and restores the level. IRQL: DISPATCH_LEVEL on entry, `OldIrql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`, `IRQL_TOO_LOW`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockshared.md
 */
export const ExReleaseSpinLockShared = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => {
  checkRestore("ExReleaseSpinLockShared", OldIrql);
  leaveShared(SpinLock, "ExReleaseSpinLockShared");
  lowerTo(OldIrql);
};

/**
 * Leaves an exclusive section and restores the level. IRQL: DISPATCH_LEVEL on entry, `OldIrql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`, `IRQL_TOO_LOW`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockexclusive.md
 */
export const ExReleaseSpinLockExclusive = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => {
  checkRestore("ExReleaseSpinLockExclusive", OldIrql);
  leaveExclusive(SpinLock, "ExReleaseSpinLockExclusive");
  lowerTo(OldIrql);
};

const requireDispatch = (routine: string, raising: string): void => {
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch(routine, raising);
};

/**
 * Takes the lock shared at the present level. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlocksharedatdpclevel.md
 */
export const ExAcquireSpinLockSharedAtDpcLevel = (SpinLock: EX_SPIN_LOCK): void => {
  requireDispatch("ExAcquireSpinLockSharedAtDpcLevel", "ExAcquireSpinLockShared");
  enter(SpinLock, readIn, "ExAcquireSpinLockSharedAtDpcLevel");
};

/**
 * Leaves a shared section at the present level. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlocksharedfromdpclevel.md
 */
export const ExReleaseSpinLockSharedFromDpcLevel = (SpinLock: EX_SPIN_LOCK): void => {
  requireDispatch("ExReleaseSpinLockSharedFromDpcLevel", "ExReleaseSpinLockShared");
  leaveShared(SpinLock, "ExReleaseSpinLockSharedFromDpcLevel");
};

/**
 * Takes the lock exclusively at the present level. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlockexclusiveatdpclevel.md
 */
export const ExAcquireSpinLockExclusiveAtDpcLevel = (SpinLock: EX_SPIN_LOCK): void => {
  requireDispatch("ExAcquireSpinLockExclusiveAtDpcLevel", "ExAcquireSpinLockExclusive");
  enter(SpinLock, writeInOrAsk, "ExAcquireSpinLockExclusiveAtDpcLevel");
};

/**
 * Leaves an exclusive section at the present level. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel.md
 */
export const ExReleaseSpinLockExclusiveFromDpcLevel = (SpinLock: EX_SPIN_LOCK): void => {
  requireDispatch("ExReleaseSpinLockExclusiveFromDpcLevel", "ExReleaseSpinLockExclusive");
  leaveExclusive(SpinLock, "ExReleaseSpinLockExclusiveFromDpcLevel");
};

/** Tries until the lock is taken or certainly not free; a race alone is no answer. */
const tryOnce = (lock: EX_SPIN_LOCK, tryIn: Try, routine: string): boolean => {
  requireDispatch(routine, routine.replace("Try", "").replace("AtDpcLevel", ""));
  for (;;) {
    const seen = look(lock, routine);
    if (tryIn(lock, seen)) return true;
    if (Atomics.load(lock.words, lock.index) === seen) return false;
  }
};

/**
 * Takes the lock shared unless a writer is inside or waits; never waits. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryacquirespinlocksharedatdpclevel.md
 */
export const ExTryAcquireSpinLockSharedAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean =>
  tryOnce(SpinLock, readIn, "ExTryAcquireSpinLockSharedAtDpcLevel");

/**
 * Takes the lock exclusively if nobody is inside; never waits. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryacquirespinlockexclusiveatdpclevel.md
 */
export const ExTryAcquireSpinLockExclusiveAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean =>
  tryOnce(SpinLock, writeIn, "ExTryAcquireSpinLockExclusiveAtDpcLevel");

/**
 * Makes a shared hold exclusive if this worker is the only reader; never waits. The lock stays held either way.
 * IRQL: >= DISPATCH_LEVEL; unchanged.
 * @returns whether the hold is exclusive now.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryconvertsharedspinlockexclusive.md
 */
export const ExTryConvertSharedSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): boolean => {
  const routine = "ExTryConvertSharedSpinLockExclusive";
  requireDispatch(routine, "ExAcquireSpinLockExclusive");
  for (;;) {
    const seen = look(SpinLock, routine);
    if ((seen & WRITER) !== 0 || (seen & OWNER_MASK) === 0) refuseRelease(routine, "nobody holds shared");
    if ((seen & OWNER_MASK) !== 1) return false;
    if (isSwapped(SpinLock, seen, (seen & WRITER_WAITS) | WRITER | READER_WRITER | cpu.id)) return true;
  }
};
