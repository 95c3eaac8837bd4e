// Ordinary spin locks. Fair among waiters while none of them sleeps; a sleeping head of the queue may be passed, so
// that throughput holds when workers outnumber cores (README: "Fairness").
import { takeBuild } from "../build.js";
import * as worker from "../cpu.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";
import { requireObject } from "../refuse.js";
import * as layout from "./layout.js";
import * as checks from "./level-checks.js";
import { LockObject } from "./lock-object.js";
import type { KSPIN_LOCK } from "./spin-lock.js";
import * as fast from "./take.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const lowerTo = worker.lowerTo;
const DISPATCH_LEVEL = levels.DISPATCH_LEVEL;
const ORDINARY = layout.ORDINARY;
const OWNER_MASK = layout.OWNER_MASK;
const checkRestore = checks.checkRestore;
const refuseAbove = checks.refuseAbove;
const refuseBelowDispatch = checks.refuseBelowDispatch;
const giveUp = fast.giveUp;
const take = fast.take;
const tryToTake = fast.tryToTake;

/**
 * Makes a lock free and forgets how it was used. Nobody may hold it or wait for it. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializespinlock.md
 */
export const KeInitializeSpinLock = /* @__PURE__ */ takeBuild().initialize((SpinLock: KSPIN_LOCK): void => {
  requireObject("KeInitializeSpinLock", SpinLock, LockObject);
  const { words, index } = SpinLock;
  for (let word = index + 1; word < index + SpinLock.BYTES / 4; word++) Atomics.store(words, word, 0);
  Atomics.store(words, index, 0);
});

/**
 * Takes the lock, raises to DISPATCH_LEVEL and returns the level to pass to `KeReleaseSpinLock`.
 * IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`; the level is then as on entry.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquirespinlock.md
 */
export const KeAcquireSpinLock = (SpinLock: KSPIN_LOCK): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove("KeAcquireSpinLock");
  take(SpinLock, ORDINARY, "KeAcquireSpinLock");
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};

/**
 * The same as `KeAcquireSpinLock`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquirespinlockraisetodpc.md
 */
export const KeAcquireSpinLockRaiseToDpc = (SpinLock: KSPIN_LOCK): KIRQL => KeAcquireSpinLock(SpinLock);

/**
 * Releases the lock and restores the level that the acquire returned; pending interrupts and DPCs that the lower level
 * lets through run before it returns. IRQL: DISPATCH_LEVEL on entry, `NewIrql` on exit.
 * @throws KernelError `IRQL_TOO_LOW`, `INVALID_IRQL`, `SPIN_LOCK_NOT_OWNED`, `SPIN_LOCK_MIXED_USE`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleasespinlock.md
 */
export const KeReleaseSpinLock = (SpinLock: KSPIN_LOCK, NewIrql: KIRQL): void => {
  checkRestore("KeReleaseSpinLock", NewIrql);
  giveUp(SpinLock, ORDINARY, "KeReleaseSpinLock", NewIrql);
  lowerTo(NewIrql);
};

/**
 * Takes the lock where the level is DISPATCH_LEVEL or above already. IRQL: >= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_LOW`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquirespinlockatdpclevel.md
 */
export const KeAcquireSpinLockAtDpcLevel = (SpinLock: KSPIN_LOCK): void => {
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch("KeAcquireSpinLockAtDpcLevel", "KeAcquireSpinLock");
  take(SpinLock, ORDINARY, "KeAcquireSpinLockAtDpcLevel");
};

/**
 * Releases a lock that an `AtDpcLevel` form or `KeTryToAcquireSpinLockAtDpcLevel` took.
 * IRQL: >= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_LOW`, `SPIN_LOCK_NOT_OWNED`, `SPIN_LOCK_MIXED_USE`; nothing is changed.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleasespinlockfromdpclevel.md
 */
export const KeReleaseSpinLockFromDpcLevel = (SpinLock: KSPIN_LOCK): void => {
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch("KeReleaseSpinLockFromDpcLevel", "KeReleaseSpinLock");
  giveUp(SpinLock, ORDINARY, "KeReleaseSpinLockFromDpcLevel");
};

/** `KeAcquireSpinLockAtDpcLevel` under the name that the macro has on some platforms. IRQL: >= DISPATCH_LEVEL. */
export const KefAcquireSpinLockAtDpcLevel = (SpinLock: KSPIN_LOCK): void => {
  KeAcquireSpinLockAtDpcLevel(SpinLock);
};

/** `KeReleaseSpinLockFromDpcLevel` under the name that the macro has on some platforms. IRQL: >= DISPATCH_LEVEL. */
export const KefReleaseSpinLockFromDpcLevel = (SpinLock: KSPIN_LOCK): void => {
  KeReleaseSpinLockFromDpcLevel(SpinLock);
};

/**
 * Takes the lock if it is free and no waiter that is awake comes first; never waits.
 * IRQL: >= DISPATCH_LEVEL; unchanged.
 * @returns whether the lock is held now.
 * @throws KernelError `IRQL_TOO_LOW`, `SPIN_LOCK_MIXED_USE`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ketrytoacquirespinlockatdpclevel.md
 */
export const KeTryToAcquireSpinLockAtDpcLevel = (SpinLock: KSPIN_LOCK): boolean => {
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch("KeTryToAcquireSpinLockAtDpcLevel", "KeAcquireSpinLock");
  return tryToTake(SpinLock, ORDINARY, "KeTryToAcquireSpinLockAtDpcLevel");
};

/**
 * Whether the lock is free at this moment; takes nothing. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ketestspinlock.md
 */
export const KeTestSpinLock = (SpinLock: KSPIN_LOCK): boolean =>
  (Atomics.load(SpinLock.words, SpinLock.index) & OWNER_MASK) === 0;

/**
 * For a DPC that may be threaded: raises to DISPATCH_LEVEL where it is below, takes the lock and returns the level to
 * pass to `KeReleaseSpinLockForDpc`. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError as `KeAcquireSpinLock`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquirespinlockfordpc.md
 */
export const KeAcquireSpinLockForDpc = (SpinLock: KSPIN_LOCK): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove("KeAcquireSpinLockForDpc");
  take(SpinLock, ORDINARY, "KeAcquireSpinLockForDpc");
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};

/**
 * Releases what `KeAcquireSpinLockForDpc` took. IRQL: DISPATCH_LEVEL on entry, `OldIrql` on exit.
 * @throws KernelError as `KeReleaseSpinLock`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleasespinlockfordpc.md
 */
export const KeReleaseSpinLockForDpc = (SpinLock: KSPIN_LOCK, OldIrql: KIRQL): void => {
  checkRestore("KeReleaseSpinLockForDpc", OldIrql);
  giveUp(SpinLock, ORDINARY, "KeReleaseSpinLockForDpc", OldIrql);
  lowerTo(OldIrql);
};
