import { boundsOf, type Case } from "../domain/case.js";
import { levelText, type Level } from "../domain/level.js";
import { isRelative, parsePath } from "../domain/path.js";
import type { FunctionUnit } from "../ir/graph.js";
import { substituteLevel } from "../solve/substitute.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { Entry } from "../summarize/entry.js";
import type { SolvedInstance } from "../summarize/instance.js";

const SAVED = "path:";

const NO_BOUNDS = { taken: 0, assumed: 0 };

/** A saved level that callers pass, or that the closure has captured: `old` in a helper that restores it. */
const isPassed = ({ captures }: FunctionUnit, level: Level): boolean => {
  if (level.kind !== "symbol" || !level.symbol.startsWith(SAVED)) return false;
  const path = parsePath(level.symbol.slice(SAVED.length));
  return isRelative(path) || captures.some((variable) => path.root === `var:${variable}`);
};

/** The caller's case at the call, as if the level that it passes were its level. */
const atCaller = (edge: CallEdge, state: Case): Case => {
  const { caller, node, args, receiver, captured } = edge;
  const site = `${caller.unit.id}:${String(node.id)}`;
  return {
    ...edge.state,
    level: substituteLevel({ caller: edge.state, callee: state, args, receiver, captured, site }, state.level),
  };
};

/** Equal where callers are asked the same: what else the case knows is nothing to them. */
export const passedKey = ({ key }: SolvedInstance, state: Case, calls: number): string => {
  const { taken, assumed } = state.level.kind === "symbol" ? boundsOf(state, state.level.symbol) : NO_BOUNDS;
  return `${String(calls)} ${key} ${levelText(state.level)} ${String(taken)}/${String(assumed)}`;
};

/** Where the level of a case comes from callers, the same question put to each of them; empty where it does not. */
export const passedFrom = (
  unit: FunctionUnit,
  entry: Entry,
  state: Case,
): readonly { readonly edge: CallEdge; readonly state: Case }[] =>
  isPassed(unit, state.level) ? entry.calls.map((edge) => ({ edge, state: atCaller(edge, state) })) : [];
