// A section under a reader/writer spin lock as a function.
import type { EX_SPIN_LOCK } from "../lock/ex-spin-lock.js";
import {
  ExAcquireSpinLockExclusive,
  ExAcquireSpinLockExclusiveAtDpcLevel,
  ExAcquireSpinLockShared,
  ExAcquireSpinLockSharedAtDpcLevel,
  ExReleaseSpinLockExclusive,
  ExReleaseSpinLockExclusiveFromDpcLevel,
  ExReleaseSpinLockShared,
  ExReleaseSpinLockSharedFromDpcLevel,
} from "../lock/reader-writer.js";
import { refusePromise, type NotPromise } from "./refuse-promise.js";

/**
 * Runs `section` between `ExAcquireSpinLockShared` and `ExReleaseSpinLockShared`, also where it throws, and returns its result.
 * @throws KernelError `RETURNED_PROMISE`, and what the two routines throw.
 * @irqlRequiresMax DISPATCH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLockShared = <T>(SpinLock: EX_SPIN_LOCK, section: () => NotPromise<T>): NotPromise<T> => {
  const oldIrql = ExAcquireSpinLockShared(SpinLock);
  try {
    return refusePromise("withSpinLockShared", section());
  } finally {
    ExReleaseSpinLockShared(SpinLock, oldIrql);
  }
};

/**
 * Runs `section` between `ExAcquireSpinLockSharedAtDpcLevel` and `ExReleaseSpinLockSharedFromDpcLevel`.
 * @throws KernelError as `withSpinLockShared`.
 * @irqlRequiresMin DISPATCH_LEVEL
 * @irqlRequiresMax HIGH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLockSharedAtDpcLevel = <T>(
  SpinLock: EX_SPIN_LOCK,
  section: () => NotPromise<T>,
): NotPromise<T> => {
  ExAcquireSpinLockSharedAtDpcLevel(SpinLock);
  try {
    return refusePromise("withSpinLockSharedAtDpcLevel", section());
  } finally {
    ExReleaseSpinLockSharedFromDpcLevel(SpinLock);
  }
};

/**
 * Runs `section` between `ExAcquireSpinLockExclusive` and `ExReleaseSpinLockExclusive`, also where it throws, and returns its result.
 * @throws KernelError `RETURNED_PROMISE`, and what the two routines throw.
 * @irqlRequiresMax DISPATCH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLockExclusive = <T>(SpinLock: EX_SPIN_LOCK, section: () => NotPromise<T>): NotPromise<T> => {
  const oldIrql = ExAcquireSpinLockExclusive(SpinLock);
  try {
    return refusePromise("withSpinLockExclusive", section());
  } finally {
    ExReleaseSpinLockExclusive(SpinLock, oldIrql);
  }
};

/**
 * Runs `section` between `ExAcquireSpinLockExclusiveAtDpcLevel` and `ExReleaseSpinLockExclusiveFromDpcLevel`.
 * @throws KernelError as `withSpinLockExclusive`.
 * @irqlRequiresMin DISPATCH_LEVEL
 * @irqlRequiresMax HIGH_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 */
export const withSpinLockExclusiveAtDpcLevel = <T>(
  SpinLock: EX_SPIN_LOCK,
  section: () => NotPromise<T>,
): NotPromise<T> => {
  ExAcquireSpinLockExclusiveAtDpcLevel(SpinLock);
  try {
    return refusePromise("withSpinLockExclusiveAtDpcLevel", section());
  } finally {
    ExReleaseSpinLockExclusiveFromDpcLevel(SpinLock);
  }
};
