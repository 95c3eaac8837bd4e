// The cancel spin lock: one for each machine.
import { cpu, lowerTo } from "../cpu.js";
import { DISPATCH_LEVEL, type KIRQL } from "../levels.js";
import { checkRestore, refuseAbove } from "../lock/level-checks.js";
import { ORDINARY } from "../lock/layout.js";
import { KSPIN_LOCK } from "../lock/spin-lock.js";
import { giveUp, take } from "../lock/take.js";
import { processor } from "./processor.js";
import { CANCEL_LOCK_OFFSET, type KSYSTEM } from "./system.js";

const locks = new WeakMap<KSYSTEM, KSPIN_LOCK>();

const cancelLock = (): KSPIN_LOCK => {
  const { system } = processor();
  let lock = locks.get(system);
  if (lock === undefined) {
    lock = new KSPIN_LOCK(system.buffer, CANCEL_LOCK_OFFSET);
    locks.set(system, lock);
  }
  return lock;
};

/**
 * Takes the machine's cancel lock and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on
 * exit. Workers share it that are attached to the same system.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ioacquirecancelspinlock.md
 */
export const IoAcquireCancelSpinLock = (): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove("IoAcquireCancelSpinLock");
  take(cancelLock(), ORDINARY, "IoAcquireCancelSpinLock");
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};

/**
 * Releases the cancel lock and restores the level; a cancel routine passes `Irp.CancelIrql`.
 * IRQL: DISPATCH_LEVEL on entry, `Irql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`, `IRQL_TOO_LOW`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ioreleasecancelspinlock.md
 */
export const IoReleaseCancelSpinLock = (Irql: KIRQL): void => {
  checkRestore("IoReleaseCancelSpinLock", Irql);
  giveUp(cancelLock(), ORDINARY, "IoReleaseCancelSpinLock", Irql);
  lowerTo(Irql);
};
