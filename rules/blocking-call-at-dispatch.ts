import { levelNeeds, type LevelNeed } from "../analyzer/check/level-needs.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import { waitsForResult } from "../analyzer/check/waits-for-result.js";
import { ENTRY } from "../analyzer/domain/level.js";
import {
  ANY_LEVEL,
  APC_LEVEL,
  atLeast,
  atMost,
  complement,
  highest,
  lowest,
  NO_LEVEL,
  PASSIVE_LEVEL,
  type LevelSet,
} from "../analyzer/domain/level-set.js";
import { defineRule } from "./define-rule.js";
import { levelFindings, type LevelRule } from "./level-fault.js";
import { adviceTooHigh, atMostText, subject } from "./level-words.js";

const mayWait = ({ mayBlock, contract, instance, node, state }: LevelNeed): boolean =>
  mayBlock || (contract?.polls === true && waitsForResult(instance, node, state));

/** The function says itself that it may wait, so whoever calls it too high is told. */
const isForCallers = ({ instance: { unit, context }, state }: LevelNeed): boolean => {
  const own = unit.contract === undefined ? undefined : context.program.contracts.get(unit.contract);
  return own?.mayBlock === true && !own.statesLevel && state.level.kind === "symbol" && state.level.symbol === ENTRY;
};

const allowed = ({ requires }: LevelNeed): LevelSet => {
  const below = requires & atMost(APC_LEVEL);
  return requires === ANY_LEVEL || below === NO_LEVEL ? atMost(APC_LEVEL) : below;
};

const RULE: LevelRule = {
  wrong: (need) =>
    mayWait(need) && !isForCallers(need) ? complement(allowed(need)) & atLeast(lowest(allowed(need))) : NO_LEVEL,
  required: (need) => ({ min: PASSIVE_LEVEL, max: highest(allowed(need)) }),
  say: ({ need, evidence, certainty, why }) => {
    const waits = `${subject(need)} may wait, which needs ${atMostText(allowed(need))}`;
    return {
      messageId: certainty === "certain" ? "waitsAtDispatch" : "mayWaitAtDispatch",
      message: `${waits}, but ${why}: ${adviceTooHigh(evidence)}`,
      steps: [{ kind: "use", span: need.operation.span, message: waits }],
    };
  },
};

const check: CheckedRule["check"] = (program) => levelFindings(program, levelNeeds(program), RULE);

export const blockingCallAtDispatch = defineRule(
  {
    id: "blocking-call-at-dispatch",
    summary: "a call that may wait is made at IRQL >= `DISPATCH_LEVEL`",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      waitsAtDispatch: "the call may wait, and the level is certainly too high for that",
      mayWaitAtDispatch: "the call may wait, and the level may be too high for that",
    },
    hasSuggestions: false,
    saysMoreInStrict: true,
    counterparts: {
      sdv: "IrqlKeWaitForMutexObject, IrqlKeWaitForMultipleObjects, IrqlKeApcLte1",
      prefast: "C28121",
      codeql: "IrqlTooHigh",
      driverVerifier: "0xC4 / 0x121, 0x122",
    },
  },
  perFile("blocking-call-at-dispatch", check),
);
