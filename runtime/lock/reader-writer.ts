// Reader/writer spin locks, the routines: many readers or one writer. A waiting writer holds new readers back, so a worker
// that holds the lock shared must not take it shared again.
import * as worker from "../cpu.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";
import type { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import * as checks from "./level-checks.js";
import * as ways from "./reader-writer-take.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const lowerTo = worker.lowerTo;
const DISPATCH_LEVEL = levels.DISPATCH_LEVEL;
const checkRestore = checks.checkRestore;
const refuseAbove = checks.refuseAbove;
const refuseBelowDispatch = checks.refuseBelowDispatch;
const convert = ways.convert;
const enterExclusive = ways.enterExclusive;
const enterShared = ways.enterShared;
const leaveExclusive = ways.leaveExclusive;
const leaveShared = ways.leaveShared;
const tryExclusive = ways.tryExclusive;
const tryShared = ways.tryShared;

/**
 * Takes the lock shared and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlockshared.md
 */
export const ExAcquireSpinLockShared = (SpinLock: EX_SPIN_LOCK): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove("ExAcquireSpinLockShared");
  enterShared(SpinLock, "ExAcquireSpinLockShared");
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};

/**
 * Takes the lock exclusively and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exacquirespinlockexclusive.md
 */
export const ExAcquireSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove("ExAcquireSpinLockExclusive");
  enterExclusive(SpinLock, "ExAcquireSpinLockExclusive");
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};

/**
 * Leaves a shared section and restores the level. IRQL: DISPATCH_LEVEL on entry, `OldIrql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`, `IRQL_TOO_LOW`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockshared.md
 */
export const ExReleaseSpinLockShared = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => {
  checkRestore("ExReleaseSpinLockShared", OldIrql);
  leaveShared(SpinLock, "ExReleaseSpinLockShared", OldIrql);
  lowerTo(OldIrql);
};

/**
 * Leaves an exclusive section and restores the level. IRQL: DISPATCH_LEVEL on entry, `OldIrql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`, `IRQL_TOO_LOW`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockexclusive.md
 */
export const ExReleaseSpinLockExclusive = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => {
  checkRestore("ExReleaseSpinLockExclusive", OldIrql);
  leaveExclusive(SpinLock, "ExReleaseSpinLockExclusive", OldIrql);
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
  enterShared(SpinLock, "ExAcquireSpinLockSharedAtDpcLevel");
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
  enterExclusive(SpinLock, "ExAcquireSpinLockExclusiveAtDpcLevel");
};

/**
 * Leaves an exclusive section at the present level. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel.md
 */
export const ExReleaseSpinLockExclusiveFromDpcLevel = (SpinLock: EX_SPIN_LOCK): void => {
  requireDispatch("ExReleaseSpinLockExclusiveFromDpcLevel", "ExReleaseSpinLockExclusive");
  leaveExclusive(SpinLock, "ExReleaseSpinLockExclusiveFromDpcLevel");
};

/**
 * Takes the lock shared unless a writer is inside or waits; never waits. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryacquirespinlocksharedatdpclevel.md
 */
export const ExTryAcquireSpinLockSharedAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean => {
  requireDispatch("ExTryAcquireSpinLockSharedAtDpcLevel", "ExAcquireSpinLockShared");
  return tryShared(SpinLock, "ExTryAcquireSpinLockSharedAtDpcLevel");
};

/**
 * Takes the lock exclusively if nobody is inside; never waits. IRQL: >= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryacquirespinlockexclusiveatdpclevel.md
 */
export const ExTryAcquireSpinLockExclusiveAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean => {
  requireDispatch("ExTryAcquireSpinLockExclusiveAtDpcLevel", "ExAcquireSpinLockExclusive");
  return tryExclusive(SpinLock, "ExTryAcquireSpinLockExclusiveAtDpcLevel");
};

/**
 * Makes a shared hold exclusive if this worker is the only reader; never waits. The lock stays held either way.
 * IRQL: >= DISPATCH_LEVEL; unchanged.
 * @returns whether the hold is exclusive now.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-extryconvertsharedspinlockexclusive.md
 */
export const ExTryConvertSharedSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): boolean => {
  requireDispatch("ExTryConvertSharedSpinLockExclusive", "ExAcquireSpinLockExclusive");
  return convert(SpinLock, "ExTryConvertSharedSpinLockExclusive");
};
