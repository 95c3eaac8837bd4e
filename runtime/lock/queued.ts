// Queued spin locks: first come, first served, strictly or while the head of the queue is awake, as the lock's policy says
// (README: "Fairness"). A worker's place in line is fixed by the one atomic operation that puts it into the lock word.
import * as worker from "../cpu.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";
import { refuseUse } from "../refuse.js";
import * as checks from "./level-checks.js";
import type { KLOCK_QUEUE_HANDLE } from "./queue-handle.js";
import type { KSPIN_LOCK } from "./spin-lock.js";
import * as fast from "./take.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const lowerTo = worker.lowerTo;
const DISPATCH_LEVEL = levels.DISPATCH_LEVEL;
const checkRestore = checks.checkRestore;
const refuseAbove = checks.refuseAbove;
const refuseBelowDispatch = checks.refuseBelowDispatch;
const giveUp = fast.giveUp;
const take = fast.take;

const NOT_RAISED = -1;

const enter = (lock: KSPIN_LOCK, handle: KLOCK_QUEUE_HANDLE, routine: string): void => {
  if (handle.lock !== null) refuseBusyHandle(routine);
  take(lock, lock.queuedKind, routine);
  handle.lock = lock;
};

const leave = (handle: KLOCK_QUEUE_HANDLE, lock: KSPIN_LOCK, routine: string, newIrql?: KIRQL): void => {
  giveUp(lock, lock.queuedKind, routine, newIrql);
  handle.lock = null;
};

const enterRaising = (lock: KSPIN_LOCK, handle: KLOCK_QUEUE_HANDLE, routine: string): void => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove(routine);
  enter(lock, handle, routine);
  handle.oldIrql = oldIrql;
  cpu.irql = DISPATCH_LEVEL;
};

const leaveRestoring = (handle: KLOCK_QUEUE_HANDLE, routine: string): void => {
  const { lock, oldIrql } = handle;
  if (lock === null || oldIrql === NOT_RAISED) return refuseHandle(handle, routine);
  checkRestore(routine, oldIrql);
  leave(handle, lock, routine, oldIrql);
  lowerTo(oldIrql);
};

const refuseBusyHandle = (routine: string): never =>
  refuseUse(
    "QUEUE_HANDLE_IN_USE",
    routine,
    "got a handle that holds a lock already; use one for each lock held together",
  );

const refuseHandle = ({ lock }: KLOCK_QUEUE_HANDLE, routine: string): never =>
  refuseUse(
    "QUEUE_HANDLE_NOT_HELD",
    routine,
    lock === null
      ? "got a handle that holds no lock; release each acquire once, with the same handle"
      : "got a handle that the other form acquired; release with the routine that pairs with it",
    { lock: lock ?? undefined },
  );

/**
 * Takes the lock in order of arrival and raises to DISPATCH_LEVEL; the handle keeps the level to restore.
 * IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `QUEUE_HANDLE_IN_USE`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`; the level
 * is then as on entry.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquireinstackqueuedspinlock.md
 */
export const KeAcquireInStackQueuedSpinLock = (SpinLock: KSPIN_LOCK, LockHandle: KLOCK_QUEUE_HANDLE): void => {
  enterRaising(SpinLock, LockHandle, "KeAcquireInStackQueuedSpinLock");
};

/**
 * Hands the lock to the worker that came next and restores the level that the handle keeps.
 * IRQL: DISPATCH_LEVEL on entry, the saved level on exit.
 * @throws KernelError `QUEUE_HANDLE_NOT_HELD`, `IRQL_TOO_LOW`, `INVALID_IRQL`, `SPIN_LOCK_NOT_OWNED`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleaseinstackqueuedspinlock.md
 */
export const KeReleaseInStackQueuedSpinLock = (LockHandle: KLOCK_QUEUE_HANDLE): void => {
  leaveRestoring(LockHandle, "KeReleaseInStackQueuedSpinLock");
};

/**
 * Takes the lock in order of arrival where the level is DISPATCH_LEVEL or above already.
 * IRQL: >= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_LOW`, `QUEUE_HANDLE_IN_USE`, `SPIN_LOCK_MIXED_USE`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel.md
 */
export const KeAcquireInStackQueuedSpinLockAtDpcLevel = (
  SpinLock: KSPIN_LOCK,
  LockHandle: KLOCK_QUEUE_HANDLE,
): void => {
  const routine = "KeAcquireInStackQueuedSpinLockAtDpcLevel";
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch(routine, "KeAcquireInStackQueuedSpinLock");
  enter(SpinLock, LockHandle, routine);
  LockHandle.oldIrql = NOT_RAISED;
};

/**
 * Hands on a lock that the `AtDpcLevel` form took. IRQL: >= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `QUEUE_HANDLE_NOT_HELD`, `IRQL_TOO_LOW`, `SPIN_LOCK_NOT_OWNED`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel.md
 */
export const KeReleaseInStackQueuedSpinLockFromDpcLevel = (LockHandle: KLOCK_QUEUE_HANDLE): void => {
  const routine = "KeReleaseInStackQueuedSpinLockFromDpcLevel";
  const { lock, oldIrql } = LockHandle;
  if (lock === null || oldIrql !== NOT_RAISED) return refuseHandle(LockHandle, routine);
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch(routine, "KeReleaseInStackQueuedSpinLock");
  leave(LockHandle, lock, routine);
};

/**
 * For a DPC that may be threaded: as `KeAcquireInStackQueuedSpinLock`.
 * IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquireinstackqueuedspinlockfordpc.md
 */
export const KeAcquireInStackQueuedSpinLockForDpc = (SpinLock: KSPIN_LOCK, LockHandle: KLOCK_QUEUE_HANDLE): void => {
  enterRaising(SpinLock, LockHandle, "KeAcquireInStackQueuedSpinLockForDpc");
};

/**
 * Hands on what `KeAcquireInStackQueuedSpinLockForDpc` took and restores the saved level.
 * IRQL: DISPATCH_LEVEL on entry, the saved level on exit.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleaseinstackqueuedspinlockfordpc.md
 */
export const KeReleaseInStackQueuedSpinLockForDpc = (LockHandle: KLOCK_QUEUE_HANDLE): void => {
  leaveRestoring(LockHandle, "KeReleaseInStackQueuedSpinLockForDpc");
};
