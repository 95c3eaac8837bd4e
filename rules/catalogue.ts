import { UserError } from "../analyzer/finding/errors.js";
import type { Preset, Rule } from "./define-rule.js";
import { blockingCallAtDispatch } from "./blocking-call-at-dispatch.js";
import { invalidIrqlValue } from "./invalid-irql-value.js";
import { irqlTooHigh } from "./irql-too-high.js";
import { irqlTooLow } from "./irql-too-low.js";
import { mixedSpinLockUse } from "./mixed-spin-lock-use.js";
import { redundantIrqlCheck } from "./redundant-irql-check.js";
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
];

const recommended = new Set(
  RULES.filter(({ meta }) => meta.presets.includes("recommended")).map(({ meta }) => meta.id),
);

export const isRecommended = (id: string): boolean => recommended.has(id);

export interface RuleChoice {
  readonly preset?: Preset | undefined;
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

const known = (id: string): string => {
  if (RULES.some((rule) => rule.meta.id === id)) return id;
  throw new UserError(`there is no rule \`${id}\`: \`irql rules\` lists them`);
};

/**
 * The rules to ask: those of the preset, or only the named ones, less the skipped ones.
 * @throws UserError for a rule that does not exist
 */
export const chooseRules = ({ preset = "recommended", only = [], skip = [] }: RuleChoice): readonly Rule[] => {
  const wanted = new Set(only.map(known));
  const unwanted = new Set(skip.map(known));
  const chosen = RULES.filter(({ meta }) => {
    if (unwanted.has(meta.id)) return false;
    if (wanted.size > 0) return wanted.has(meta.id);
    return preset === "all" || meta.presets.includes(preset);
  });
  if (chosen.length === 0) throw new UserError("no rule is left to check: every chosen rule is also skipped");
  return chosen;
};
