/**
 * explain: finding → finding with `because`.
 * Takes what a rule said and the state that shows it; gives the shortest way from a place where the level is known to the
 * place of the finding: how the function is entered, what changed the level last, which branches led past a change.
 * Promises: at least one step; steps in the order in which they happen.
 */
import type { Judgement } from "../check/check.js";
import type { Evidence } from "../check/rule.js";
import type { SettledProgram } from "../check/settled-program.js";
import { ENTRY } from "../domain/level.js";
import type { BecauseStep, Finding } from "../finding/finding.js";
import { branchSteps } from "./branch-steps.js";
import { entrySteps } from "./entry-path.js";
import { originSteps } from "./origin-steps.js";

const MAX_STEPS = 30;

const levelSteps = (program: SettledProgram, { instance, state, levels }: Evidence): BecauseStep[] => {
  const fromEntry = state.level.kind === "symbol" && state.level.symbol === ENTRY;
  return [
    ...(fromEntry ? entrySteps(program, instance, levels) : []),
    ...originSteps(state, levels),
    ...branchSteps(instance, state),
  ];
};

export const explain = (program: SettledProgram, { rule, said }: Judgement): Finding => {
  const steps = [...(said.evidence ? levelSteps(program, said.evidence) : []), ...said.steps];
  const because =
    steps.length > 0 ? steps.slice(0, MAX_STEPS) : [{ kind: "use" as const, span: said.span, message: said.message }];
  const { messageId, certainty, message, span, irql, suggestions, identity } = said;
  return {
    ruleId: rule.id,
    severity: rule.severity,
    messageId,
    certainty,
    message,
    span,
    function: said.function,
    irql,
    because,
    suggestions,
    identity,
    strictOnly: said.strictOnly ?? false,
  };
};
