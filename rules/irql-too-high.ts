import { levelNeeds, type LevelNeed } from "../analyzer/check/level-needs.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import { ANY_LEVEL, atLeast, complement, highest, lowest, NO_LEVEL } from "../analyzer/domain/level-set.js";
import { defineRule } from "./define-rule.js";
import { levelFindings, type LevelRule } from "./level-fault.js";
import { adviceTooHigh, atMostText, subject } from "./level-words.js";

/** Calls that may wait are `blocking-call-at-dispatch` alone. */
const isSpokenOf = ({ mayBlock, contract }: LevelNeed): boolean => !mayBlock && contract?.polls !== true;

const RULE: LevelRule = {
  wrong: (need) =>
    need.requires === ANY_LEVEL || !isSpokenOf(need)
      ? NO_LEVEL
      : complement(need.requires) & atLeast(lowest(need.requires)),
  required: ({ requires }) => ({ min: lowest(requires), max: highest(requires) }),
  say: ({ need, evidence, certainty, why }) => {
    const bound = `${subject(need)} needs ${atMostText(need.requires)}`;
    return {
      messageId: certainty === "certain" ? "aboveMaximum" : "maybeAboveMaximum",
      message: `${bound}, but ${why}: ${adviceTooHigh(evidence)}`,
      steps: [{ kind: "use", span: need.operation.span, message: bound }],
    };
  },
};

const check: CheckedRule["check"] = (program) => levelFindings(program, levelNeeds(program), RULE);

export const irqlTooHigh = defineRule(
  {
    id: "irql-too-high",
    summary: "a routine is called at a level above what its contract allows",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      aboveMaximum: "the level is certainly above what the routine's contract allows",
      maybeAboveMaximum: "the level may be above what the routine's contract allows",
    },
    hasSuggestions: false,
    saysMoreInStrict: true,
    counterparts: {
      sdv: "IrqlKeDispatchLte, IrqlKeApcLte1, IrqlIoPassive1, IrqlZwPassive and others",
      prefast: "C28121",
      codeql: "IrqlTooHigh",
      driverVerifier: "0xC4 / 0x20002 to 0x20024, 0x42",
    },
  },
  perFile("irql-too-high", check),
);
