import { contractOf, exitPoints, leftBehind, raiseOf, type LeftBehind } from "../analyzer/check/left-behind.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { ENTRY_LEVEL } from "../analyzer/check/stated-effects.js";
import { describeLevels, highest, isSingleton, lowest, NO_LEVEL } from "../analyzer/domain/level-set.js";
import type { Certainty } from "../analyzer/finding/finding.js";
import { placesOf, type Raise } from "../analyzer/domain/raise.js";
import { branchSteps } from "../analyzer/explain/branch-steps.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { sameSpan, spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { saidOnce } from "./said-in-callee.js";

/** A raise to no more than the level at which the function was entered changes nothing, or lowers: another mistake. */
const changesLevel = (point: LeftBehind): boolean => {
  const {
    state,
    context,
    left: { spans },
  } = point;
  const left = levelsIn(state, state.level, context.levels);
  const entered = levelsIn(state, ENTRY_LEVEL, context.levels);
  if (left === NO_LEVEL || entered === NO_LEVEL || highest(left) <= lowest(entered)) return false;
  // What a lock has raised below it is the lock's.
  const raise = state.raises.find(({ lock, span }) => lock === undefined && spans.some((one) => sameSpan(one, span)));
  const base = raise && levelsIn(state, raise.base, context.levels);
  return base === undefined || base === NO_LEVEL || highest(left) > lowest(base);
};

/** On every normal way out of every function that the raise stands in. */
const certaintyOf = (program: SettledProgram, points: readonly LeftBehind[]): Certainty => {
  const isOpen = (raises: readonly Raise[]): boolean =>
    raises.some((raise) => placesOf(raise).some((place) => points.some(({ span }) => sameSpan(span, place.span))));
  const instances = new Set(points.map(({ context }) => context.instance));
  const returns = [...instances].flatMap((one) => exitPoints(program, one).filter(({ how }) => how === "return"));
  return returns.length > 0 && returns.every(({ state }) => isOpen(state.raises)) ? "certain" : "possible";
};

const advice = (program: SettledProgram, { context, how, state }: LeftBehind): string => {
  if (how === "throw") return "lower it in a `finally` block";
  const level = levelsIn(state, state.level, context.levels);
  const contract = contractOf(program, context.instance);
  const isStated = contract?.statesExit === true || context.root?.reason.kind === "role";
  const tag = isSingleton(level) ? `\`@irqlRaises ${describeLevels(level)}\`` : "`@irqlRaises`";
  return isStated
    ? "lower it with `KeLowerIrql` on every way out"
    : `lower it with \`KeLowerIrql\` on every way out, or state ${tag}`;
};

const why = (program: SettledProgram, { context, how }: LeftBehind, certainty: Certainty): string => {
  const { unit } = context.instance;
  const name = unit.kind === "module" ? "module code" : `\`${unit.name}\``;
  const contract = contractOf(program, context.instance);
  const promise =
    contract?.statesExit === true && contract.level.kind === "same"
      ? ", although its tags say that it leaves at the same level"
      : "";
  if (how === "throw") return `an exception leaves ${name} without lowering it${promise}`;
  return certainty === "certain"
    ? `${name} does not lower it again${promise}`
    : `on some way out ${name} does not lower it again${promise}`;
};

/** A normal way out says more than an exception; of the callers, the first. */
const clearest = (points: readonly LeftBehind[]): LeftBehind | undefined =>
  points.find(({ how }) => how === "return") ?? points[0];

const judge = (program: SettledProgram, points: readonly LeftBehind[]): RuleFinding | undefined => {
  const point = clearest(points);
  const raise = point && raiseOf(point);
  if (!point || !raise) return undefined;
  const certainty = certaintyOf(program, points);
  const { context, state, span } = point;
  const level = levelsIn(state, state.level, context.levels);
  return {
    messageId: certainty === "certain" ? "notRestored" : "maybeNotRestored",
    certainty,
    message: `\`${raise.text}\` raises IRQL, and ${why(program, point, certainty)}: ${advice(program, point)}`,
    span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...contextSteps(context),
      { kind: "raise", span, message: `\`${raise.text}\` raises IRQL` },
      ...branchSteps(context.instance, state),
      {
        kind: "use",
        span: context.instance.unit.nameSpan,
        message: `\`${context.instance.unit.name}\` is left at \`${describeLevels(level)}\``,
      },
    ],
    suggestions: [],
    identity: raise.text,
  };
};

const raisesLeft = everywhere("irql-not-restored: raises left", (part) =>
  part.instances.flatMap((instance) =>
    leftBehind(part, instance)
      .filter((point) => point.left.kind === "raise" && !point.left.entrusted && changesLevel(point))
      .map((point) => ({ ...point, instance })),
  ),
);

const check: CheckedRule["check"] = (program) =>
  groupBy(saidOnce(program, raisesLeft(program)), ({ span }) => spanKey(span)).flatMap(
    (group) => judge(program, group) ?? [],
  );

export const irqlNotRestored = defineRule(
  {
    id: "irql-not-restored",
    summary: "a function leaves at another level than that at which it was entered, and its contract does not say so",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      notRestored: "IRQL is raised and not lowered again before the function is left",
      maybeNotRestored: "IRQL is raised and on some way out not lowered again",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "IrqlReturn",
      prefast: "C28166, C28167",
      codeql: "IrqlFunctionNotAnnotated",
      driverVerifier: "0xC9 / 0x05, 0xC4 / 0xFA, 0x111",
    },
  },
  check,
);
