import type { Rule } from "./define-rule.js";
import { blockingCallAtDispatch } from "./blocking-call-at-dispatch.js";
import { callUnderSpinLock } from "./call-under-spin-lock.js";
import { cancelRoutineIrql } from "./cancel-routine-irql.js";
import { contractMismatch } from "./contract-mismatch.js";
import { doubleAcquire } from "./double-acquire.js";
import { invalidIrqlChange } from "./invalid-irql-change.js";
import { invalidIrqlValue } from "./invalid-irql-value.js";
import { irqlNotRestored } from "./irql-not-restored.js";
import { irqlNotSaved } from "./irql-not-saved.js";
import { irqlTooHigh } from "./irql-too-high.js";
import { irqlTooLow } from "./irql-too-low.js";
import { lockHandleMisuse } from "./lock-handle-misuse.js";
import { lockNotHeld } from "./lock-not-held.js";
import { lockOrderInversion } from "./lock-order-inversion.js";
import { longHold } from "./long-hold.js";
import { mismatchedRelease } from "./mismatched-release.js";
import { missingContract } from "./missing-contract.js";
import { mixedAtomicAccess } from "./mixed-atomic-access.js";
import { mixedSpinLockUse } from "./mixed-spin-lock-use.js";
import { pageableSpinLock } from "./pageable-spin-lock.js";
import { redundantIrqlCheck } from "./redundant-irql-check.js";
import { redundantIrqlRaise } from "./redundant-irql-raise.js";
import { releaseUnheld } from "./release-unheld.js";
import { sharedOldIrql } from "./shared-old-irql.js";
import { suspendAtDispatch } from "./suspend-at-dispatch.js";
import { uncertainAtDpcLevel } from "./uncertain-at-dpc-level.js";
import { unguardedAccess } from "./unguarded-access.js";
import { uninitializedSpinLock } from "./uninitialized-spin-lock.js";
import { unreleasedSpinLock } from "./unreleased-spin-lock.js";
import { wrongIrqlRestored } from "./wrong-irql-restored.js";

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  uncertainAtDpcLevel,
  mixedSpinLockUse,
  redundantIrqlCheck,
  redundantIrqlRaise,
  irqlTooHigh,
  irqlTooLow,
  irqlNotRestored,
  wrongIrqlRestored,
  invalidIrqlChange,
  invalidIrqlValue,
  irqlNotSaved,
  suspendAtDispatch,
  blockingCallAtDispatch,
  cancelRoutineIrql,
  mismatchedRelease,
  unreleasedSpinLock,
  doubleAcquire,
  releaseUnheld,
  lockOrderInversion,
  uninitializedSpinLock,
  pageableSpinLock,
  sharedOldIrql,
  lockHandleMisuse,
  callUnderSpinLock,
  longHold,
  lockNotHeld,
  unguardedAccess,
  mixedAtomicAccess,
  contractMismatch,
  missingContract,
];

const recommended = new Set(
  RULES.filter(({ meta }) => meta.presets.includes("recommended")).map(({ meta }) => meta.id),
);

export const isRecommended = (id: string): boolean => recommended.has(id);
