import { holdsLock } from "../analyzer/check/holds-lock.js";
import { levelNeeds, type LevelNeed } from "../analyzer/check/level-needs.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import type { Case } from "../analyzer/domain/case.js";
import { atMost, highest, levelName, lowest, NO_LEVEL } from "../analyzer/domain/level-set.js";
import { defineRule } from "./define-rule.js";
import { levelFindings, type LevelRule } from "./level-fault.js";
import { isLevelTakenAlong } from "./level-taken-along.js";
import { atLeastText, subject } from "./level-words.js";
import { reliesOnDispatch } from "./relies-on-dispatch.js";

/** The same where nothing that is still open tells it. */
const isTakenAlong = (state: Case): boolean =>
  state.raises.length === 0 ? state.origin.kind === "release" : isLevelTakenAlong(state);

/**
 * `AtDpcLevel` forms are `uncertain-at-dpc-level`. A release is spoken of where the level was lowered under the lock; one of what
 * is not held, or behind a wrong release or an `await` with the lock held, is wrong for another reason than the level.
 */
const isSpokenOf = (need: LevelNeed): boolean => {
  const { contract, instance, state, operation, isRelease } = need;
  if (!contract) return true;
  if (contract.origin === "wdk" && reliesOnDispatch(contract)) return false;
  if (!isRelease) return true;
  return (state.origin.kind === "lower" || isTakenAlong(state)) && holdsLock(instance, state, operation);
};

const remedy = (need: LevelNeed): string =>
  need.isRelease && isTakenAlong(need.state)
    ? "undo raises and release locks in the reverse of the order in which they were taken"
    : `raise IRQL to \`${levelName(lowest(need.requires))}\` before`;

const RULE: LevelRule = {
  wrong: (need) => (isSpokenOf(need) ? atMost(lowest(need.requires) - 1) : NO_LEVEL),
  required: ({ requires }) => ({ min: lowest(requires), max: highest(requires) }),
  say: ({ need, certainty, why }) => {
    const bound = `${subject(need)} needs ${atLeastText(need.requires)}`;
    return {
      messageId: certainty === "certain" ? "belowMinimum" : "maybeBelowMinimum",
      message: `${bound}, but ${why}: ${remedy(need)}`,
      steps: [{ kind: "use", span: need.operation.span, message: bound }],
    };
  },
};

const check: CheckedRule["check"] = (program) => levelFindings(program, levelNeeds(program), RULE);

export const irqlTooLow = defineRule(
  {
    id: "irql-too-low",
    summary: "a routine is called at a level below what its contract needs",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      belowMinimum: "the level is certainly below what the routine's contract needs",
      maybeBelowMinimum: "the level may be below what the routine's contract needs",
    },
    hasSuggestions: false,
    saysMoreInStrict: true,
    counterparts: {
      sdv: "IrqlDispatch, IrqlKeReleaseSpinLock",
      prefast: "C28120",
      codeql: "IrqlTooLow",
      driverVerifier: "0xC4 / 0x20003, 0x20015",
    },
  },
  perFile("irql-too-low", check),
);
