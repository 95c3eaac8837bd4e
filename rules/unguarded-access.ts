import { statePoints } from "../analyzer/check/event-points.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { guardPath, isInitialisation, touchedObject, touchOf, type Touch } from "../analyzer/check/touches.js";
import type { ContractPath } from "../analyzer/contract/contract.js";
import { unusualTouches, type UnusualTouch } from "../analyzer/check/usual-guards.js";
import { contextSteps, lockSteps } from "../analyzer/explain/lock-steps.js";
import type { GraphNode } from "../analyzer/ir/graph.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { brokenNeeds, needPoint, type BrokenNeed, type NeedPoint } from "./lock-need.js";
import { nameContractPath, namePlace } from "./name-lock.js";
import type { Text } from "./statement-place.js";

interface GuardedTouch extends NeedPoint {
  readonly touch: Touch;
}

const guardOf = (program: SettledProgram, touch: Touch | undefined): ContractPath | undefined => {
  const key = touch && program.facts.guards.get(touch.place);
  return key === undefined ? undefined : program.facts.contracts.get(key)?.guardedBy;
};

/** The touches of one place by one operation, in all cases in which others may touch it as well. */
const touchesAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): GuardedTouch[] => {
  const touch = touchOf(node.operation);
  const guard = guardOf(program, touch);
  if (!touch || !guard) return [];
  return statePoints(program, instance, node).flatMap(({ context, state }): GuardedTouch[] => {
    const object = touchedObject(state, node.operation);
    const lock = guardPath(state, guard, object);
    if (!lock || isInitialisation(program, context, node, object)) return [];
    const name = namePlace(program, lock, instance.unit) ?? nameContractPath(guard);
    const at = { context, state, name, span: touch.span, held: true, mayNotApply: false };
    return [{ ...needPoint(program, at, lock), touch }];
  });
};

const how = ({ point, elsewhere }: BrokenNeed): string => {
  if (point.standing === "maybe") return "with the lock held on some ways only";
  if (point.standing === "other") return "with a lock held that may be another one";
  return elsewhere ? "without it on some ways" : "without it";
};

const finding = (broken: BrokenNeed<GuardedTouch>, text: Text): RuleFinding => {
  const { context, lock, locks, name, span, touch } = broken.point;
  const verb = touch.writes ? "written" : "read";
  const taken = locks.get(lock.text);
  return {
    messageId: "unguarded",
    certainty: broken.certain ? "certain" : "possible",
    message: `\`${touch.name}\` may be touched only with \`${name}\` held (\`@guardedBy\`), but it is ${verb} here ${how(broken)}: take the lock around the access`,
    span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...(taken ? lockSteps(context, taken, text) : contextSteps(context)),
      { kind: "use", span, message: `\`${touch.name}\` is ${verb} in \`${context.instance.unit.name}\`` },
    ],
    suggestions: [],
    identity: `${touch.name} ${name}`,
  };
};

/** A place that no tag guards, but nearly all code does. */
const unusual = ({ touch: point, lock, guarded, all }: UnusualTouch, text: Text): RuleFinding => {
  const { context, touch } = point;
  const verb = touch.writes ? "written" : "read";
  const taken = text(lock.span).replace(/\s+/g, " ");
  const name = context.instance.unit.name;
  return {
    messageId: "unusual",
    certainty: "possible",
    message: `\`${touch.name}\` is ${verb} here without the lock with which ${String(guarded)} of the ${String(all)} places that touch it do (\`${taken}\`): take the lock around the access, and say \`@guardedBy\` where it is declared`,
    span: touch.span,
    function: name,
    irql: undefined,
    evidence: undefined,
    steps: [
      {
        kind: "acquire",
        span: lock.span,
        message: `\`${taken}\` takes the lock for other places that touch \`${touch.name}\``,
      },
      ...contextSteps(context),
      { kind: "use", span: touch.span, message: `\`${touch.name}\` is ${verb} in \`${name}\`` },
    ],
    suggestions: [],
    identity: `${touch.name} ${verb}`,
    strictOnly: true,
  };
};

const guardedTouches = everywhere("unguarded-access: guarded touches", (part) =>
  part.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => touchesAt(part, instance, node))),
);

const check: CheckedRule["check"] = (program, text) => {
  const declared = brokenNeeds(guardedTouches(program)).map((broken) => finding(broken, text));
  return [...declared, ...unusualTouches(program).map((touch) => unusual(touch, text))];
};

export const unguardedAccess = defineRule(
  {
    id: "unguarded-access",
    summary: "a place that a lock guards is touched without the lock",
    severity: "error",
    presets: ["recommended", "strict"],
    saysMoreInStrict: true,
    messages: {
      unguarded: "the place is touched without the lock that guards it",
      unusual: "the place is touched without the lock that nearly all other places hold",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "C26100", codeql: "none", driverVerifier: "none" },
  },
  check,
);
