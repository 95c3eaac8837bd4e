import { caseText, type Case } from "../domain/case.js";
import type { GraphNode } from "../ir/graph.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { callEffects, type CallEffect } from "./call-effects.js";
import { step } from "./settled-program.js";

/** A point on a way through the function. */
export interface Point {
  readonly node: GraphNode;
  readonly state: Case;
}

export interface FirstEffect extends Point {
  readonly effects: readonly CallEffect[];
}

export interface FirstEffects {
  readonly found: readonly FirstEffect[];
  /** Some way ends without touching level or locks. */
  readonly mayEnd: boolean;
  /** Nodes passed on the way, the found ones not included. */
  readonly passed: readonly Point[];
}

const MAX_POINTS = 500;

/** On every way from a point: the first call that touches level or locks. Undefined where there is too much to look at. */
export const firstEffects = (instance: SolvedInstance, start: readonly Point[]): FirstEffects | undefined => {
  const found: FirstEffect[] = [];
  const passed: Point[] = [];
  const seen = new Set<string>();
  const open = [...start];
  let mayEnd = false;
  for (let point = open.pop(); point; point = open.pop()) {
    const { node, state } = point;
    const key = `${String(node.id)} ${caseText(state)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_POINTS) return undefined;
    const effects = node.operation.kind === "call" ? callEffects(instance, state, node.operation) : [];
    if (effects.length > 0) {
      found.push({ node, state, effects });
      continue;
    }
    passed.push(point);
    const following = step(instance, node, state);
    if (following.length === 0) mayEnd = true;
    open.push(...following);
  }
  return { found, mayEnd, passed };
};
