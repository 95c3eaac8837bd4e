import { levelsBeforeNeeds } from "../analyzer/check/known-entries.js";
import { levelNeeds, type LevelNeed } from "../analyzer/check/level-needs.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { DISPATCH_LEVEL, exactly } from "../analyzer/domain/level-set.js";
import { spanKey } from "../analyzer/ir/span.js";
import { clearestEvidence } from "./clearest-evidence.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { takeCalls } from "./lock-calls.js";
import { relyingForm } from "./raising-form.js";
import { relyOnLevel } from "./rely-on-level.js";
import type { Text } from "./statement-place.js";
import { whyLevel } from "./why-level.js";

const DISPATCH = exactly(DISPATCH_LEVEL);

const isRaisingAcquire = ({ contract }: LevelNeed): boolean =>
  contract?.origin === "wdk" &&
  relyingForm(contract.name) !== undefined &&
  contract.locks.some(({ operation, form }) => operation === "acquire" && form === "raise");

const judge = (program: SettledProgram, text: Text, needs: readonly LevelNeed[]): RuleFinding[] => {
  const isAtDispatch = ({ instance, state }: LevelNeed): boolean =>
    levelsBeforeNeeds(program, { instance, state, level: state.level }) === DISPATCH;
  if (!needs.every((need) => isRaisingAcquire(need) && isAtDispatch(need))) return [];
  const evidence = clearestEvidence(
    program,
    needs.map(({ instance, node, state }) => ({ instance, node, state, levels: DISPATCH })),
  );
  const [need] = needs;
  if (!need || !evidence) return [];
  const { operation, name, instance } = need;
  const form = relyingForm(name) ?? "";
  const said = `\`${name}\` raises IRQL although it is \`DISPATCH_LEVEL\` already`;
  return [
    {
      messageId: "raisesAgain",
      certainty: "certain",
      message: `${said}: ${whyLevel(program, evidence, "certain")}, so \`${form}\` with its release would do`,
      span: operation.span,
      function: instance.unit.name,
      irql: { possible: DISPATCH, required: { min: DISPATCH_LEVEL, max: DISPATCH_LEVEL } },
      evidence,
      steps: [{ kind: "use", span: operation.span, message: said }],
      suggestions: relyOnLevel(text, need),
      identity: `${name} ${String(operation.args.length)}`,
    },
  ];
};

/** Acquires of a lock that the worker itself holds: they never come back, whatever they do to the level. */
const acquiresAgain = (program: SettledProgram): ReadonlySet<string> =>
  new Set(
    takeCalls(program)
      .filter(({ hold }) => (hold.kind === "own" || hold.kind === "outer") && hold.certain)
      .map(({ point }) => spanKey(point.operation.span)),
  );

const check: CheckedRule["check"] = (program, text) => {
  const again = acquiresAgain(program);
  const needs = levelNeeds(program).filter(({ operation }) => !again.has(spanKey(operation.span)));
  return groupBy(needs, ({ operation }) => spanKey(operation.span)).flatMap((group) => judge(program, text, group));
};

export const redundantIrqlRaise = defineRule(
  {
    id: "redundant-irql-raise",
    summary: "a spin lock is acquired with a raise although IRQL is certainly `DISPATCH_LEVEL`",
    severity: "warning",
    presets: ["recommended", "strict"],
    messages: { raisesAgain: "IRQL is `DISPATCH_LEVEL` already: the `AtDpcLevel` form would do" },
    hasSuggestions: true,
    rewritesKeepMeaning: true,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  },
  perFile("redundant-irql-raise", check),
);
