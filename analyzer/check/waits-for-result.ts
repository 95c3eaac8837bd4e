import { caseText, type Case } from "../domain/case.js";
import { literal } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import { writeRegister } from "../solve/memory.js";
import { isInLoop } from "../solve/loops.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { step } from "./settled-program.js";

const MAX_POINTS = 500;

/**
 * Whether a call that found nothing is made again: a loop that waits. A loop that goes on as long as something is found
 * empties a queue, and ends.
 */
export const waitsForResult = (instance: SolvedInstance, node: GraphNode, state: Case): boolean => {
  const { operation } = node;
  if (operation.kind !== "call" || !isInLoop(instance.unit.graph, node.id)) return false;
  const seen = new Set<string>();
  const open = step(instance, node, state).map((next) => ({
    ...next,
    state: writeRegister(next.state, operation.dst, literal(undefined)),
  }));
  for (let point = open.pop(); point; point = open.pop()) {
    if (point.node.id === node.id) return true;
    const key = `${String(point.node.id)} ${caseText(point.state)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_POINTS) return true;
    open.push(...step(instance, point.node, point.state));
  }
  return false;
};
