import { callEffects } from "../analyzer/check/call-effects.js";
import type { LockForm } from "../analyzer/contract/contract.js";
import type { Span } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import type { Decision } from "./rewrite-choice.js";

const RAISES: Readonly<Record<LockForm, boolean>> = { raise: true, forDpc: true, dpc: false, kef: false };

const inside = (span: Span, outer: Span | undefined): boolean =>
  outer !== undefined && outer.start <= span.start && span.end <= outer.end;

/** What the rewrite takes out: everything of the statement but the arm that stays. */
const isDropped = (span: Span, decisions: readonly Decision[]): boolean =>
  decisions.some(({ question, arm }) => {
    const { choice } = question.branch;
    const kept = arm === "true" ? choice?.whenTrue : choice?.whenFalse;
    return inside(span, choice?.whole) && !inside(span, kept);
  });

/**
 * Whether the lock's acquires and releases still pair once the branches keep the routine that saves the level: both kinds of
 * call stand in this function, and none that relies on the level is left.
 */
export const staysPaired = (instance: SolvedInstance, lock: string, decisions: readonly Decision[]): boolean => {
  const left = instance.unit.graph.nodes.flatMap((node) => {
    const { operation } = node;
    if (operation.kind !== "call" || isDropped(operation.span, decisions)) return [];
    return (instance.solution.before[node.id]?.cases ?? [])
      .flatMap((state) => callEffects(instance, state, operation))
      .flatMap((effect) => (effect.kind === "lock" && effect.lock.text === lock ? [effect] : []));
  });
  return (
    left.every((effect) => RAISES[effect.form]) && left.some(({ takes }) => takes) && left.some(({ takes }) => !takes)
  );
};
