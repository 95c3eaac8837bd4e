// A section under a spin lock as a function. It runs here and now; nothing of it may wait or be awaited.
import {
  KeAcquireSpinLock,
  KeAcquireSpinLockAtDpcLevel,
  KeReleaseSpinLock,
  KeReleaseSpinLockFromDpcLevel,
} from "../lock/ordinary.js";
import {
  KeAcquireInStackQueuedSpinLock,
  KeAcquireInStackQueuedSpinLockAtDpcLevel,
  KeReleaseInStackQueuedSpinLock,
  KeReleaseInStackQueuedSpinLockFromDpcLevel,
} from "../lock/queued.js";
import type { KSPIN_LOCK } from "../lock/spin-lock.js";
import { ownHandle } from "./queued-guard.js";
import { refusePromise, type NotPromise } from "./refuse-promise.js";

/**
 * Runs `section` between `KeAcquireSpinLock` and `KeReleaseSpinLock`, also where it throws, and returns its result.
 * @throws KernelError `RETURNED_PROMISE`, and what the two routines throw.
 * @irqlRequiresMax DISPATCH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLock = <T>(SpinLock: KSPIN_LOCK, section: () => NotPromise<T>): NotPromise<T> => {
  const oldIrql = KeAcquireSpinLock(SpinLock);
  try {
    return refusePromise("withSpinLock", section());
  } finally {
    KeReleaseSpinLock(SpinLock, oldIrql);
  }
};

/**
 * Runs `section` between `KeAcquireSpinLockAtDpcLevel` and `KeReleaseSpinLockFromDpcLevel`.
 * @throws KernelError as `withSpinLock`.
 * @irqlRequiresMin DISPATCH_LEVEL
 * @irqlRequiresMax HIGH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLockAtDpcLevel = <T>(SpinLock: KSPIN_LOCK, section: () => NotPromise<T>): NotPromise<T> => {
  KeAcquireSpinLockAtDpcLevel(SpinLock);
  try {
    return refusePromise("withSpinLockAtDpcLevel", section());
  } finally {
    KeReleaseSpinLockFromDpcLevel(SpinLock);
  }
};

/**
 * Runs `section` between `KeAcquireInStackQueuedSpinLock` and `KeReleaseInStackQueuedSpinLock`, also where it throws, and returns its result.
 * @throws KernelError `RETURNED_PROMISE`, and what the two routines throw.
 * @irqlRequiresMax DISPATCH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withInStackQueuedSpinLock = <T>(SpinLock: KSPIN_LOCK, section: () => NotPromise<T>): NotPromise<T> => {
  const handle = ownHandle();
  KeAcquireInStackQueuedSpinLock(SpinLock, handle);
  try {
    return refusePromise("withInStackQueuedSpinLock", section());
  } finally {
    KeReleaseInStackQueuedSpinLock(handle);
  }
};

/**
 * Runs `section` between `KeAcquireInStackQueuedSpinLockAtDpcLevel` and `KeReleaseInStackQueuedSpinLockFromDpcLevel`.
 * @throws KernelError as `withInStackQueuedSpinLock`.
 * @irqlRequiresMin DISPATCH_LEVEL
 * @irqlRequiresMax HIGH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withInStackQueuedSpinLockAtDpcLevel = <T>(
  SpinLock: KSPIN_LOCK,
  section: () => NotPromise<T>,
): NotPromise<T> => {
  const handle = ownHandle();
  KeAcquireInStackQueuedSpinLockAtDpcLevel(SpinLock, handle);
  try {
    return refusePromise("withInStackQueuedSpinLockAtDpcLevel", section());
  } finally {
    KeReleaseInStackQueuedSpinLockFromDpcLevel(handle);
  }
};
