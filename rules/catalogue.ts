import type { Rule } from "./define-rule.js";
import { blockingCallAtDispatch } from "./blocking-call-at-dispatch.js";
import { invalidIrqlValue } from "./invalid-irql-value.js";
import { irqlTooHigh } from "./irql-too-high.js";
import { irqlTooLow } from "./irql-too-low.js";
import { lockNotHeld } from "./lock-not-held.js";
import { lockOrderInversion } from "./lock-order-inversion.js";
import { mixedAtomicAccess } from "./mixed-atomic-access.js";
import { mixedSpinLockUse } from "./mixed-spin-lock-use.js";
import { redundantIrqlCheck } from "./redundant-irql-check.js";
import { unguardedAccess } from "./unguarded-access.js";
import { uncertainAtDpcLevel } from "./uncertain-at-dpc-level.js";

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  uncertainAtDpcLevel,
  mixedSpinLockUse,
  redundantIrqlCheck,
  irqlTooHigh,
  irqlTooLow,
  invalidIrqlValue,
  blockingCallAtDispatch,
  lockOrderInversion,
  lockNotHeld,
  unguardedAccess,
  mixedAtomicAccess,
];

const recommended = new Set(
  RULES.filter(({ meta }) => meta.presets.includes("recommended")).map(({ meta }) => meta.id),
);

export const isRecommended = (id: string): boolean => recommended.has(id);
