import type { FunctionUnit, Graph, GraphNode, NodeId } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation, Register } from "../ir/operation.js";
import { reachable } from "../ir/reachable.js";
import { writtenRegister } from "../ir/registers.js";
import { sourcesOf } from "../solve/telling-registers.js";

const definition = (graph: Graph, register: Register): Operation | undefined =>
  graph.nodes.find(({ operation }) => "dst" in operation && operation.dst === register)?.operation;

const isConstant = (graph: Graph, register: Register): boolean => definition(graph, register)?.kind === "const";

/** `compare(a, b)` or `a.id - b.id`: compared with a constant it orders two things as well. */
const isDistance = (graph: Graph, register: Register): boolean => {
  const operation = definition(graph, register);
  return operation?.kind === "call" || (operation?.kind === "arithmetic" && operation.operator === "-");
};

/** What a condition asks; undefined for one that is made of itself: `on = !on`. */
const questionOf = (
  graph: Graph,
  register: Register,
  seen: ReadonlySet<Register> = new Set(),
): Operation | undefined => {
  const operation = definition(graph, register);
  if (operation?.kind !== "not" && operation?.kind !== "copy") return operation;
  return seen.has(register) ? undefined : questionOf(graph, operation.src, new Set([...seen, register]));
};

/** `a.id < b.id`, `i > j`, `compare(a, b) <= 0`. */
const ordersTwo = (graph: Graph, register: Register): boolean => {
  const operation = questionOf(graph, register);
  if (operation?.kind !== "compare" || operation.operator === "==" || operation.operator === "!=") return false;
  const { left, right } = operation;
  if (isConstant(graph, left)) return isDistance(graph, right);
  return !isConstant(graph, right) || isDistance(graph, left);
};

const armOf = (graph: Graph, { id, edges }: GraphNode, taken: "true" | "false"): Set<NodeId> =>
  reachable(graph, edges.find(({ when }) => when === taken)?.to, id);

/**
 * Nodes on one side only of an `if` or `?:` that compares two things for order: what happens to the two there, happens in the
 * order that the comparison fixes.
 */
export const orderedNodes = ofEach(({ graph }: FunctionUnit): ReadonlySet<NodeId> => {
  const ordered = new Set<NodeId>();
  for (const node of graph.nodes) {
    const { operation } = node;
    if (operation.kind !== "branch" || !operation.choice || !ordersTwo(graph, operation.condition)) continue;
    const arms = [armOf(graph, node, "true"), armOf(graph, node, "false")] as const;
    for (const id of [...arms[0], ...arms[1]]) if (arms[0].has(id) !== arms[1].has(id)) ordered.add(id);
  }
  return ordered;
});

/** Whether a comparison of two things for order decides which of several values the register has. */
export const isChosenByOrder = (unit: FunctionUnit, register: Register): boolean => {
  const ordered = orderedNodes(unit);
  const sources = new Set([register]);
  for (const one of sources)
    for (const { id, operation } of unit.graph.nodes) {
      if (writtenRegister(operation) !== one) continue;
      if (ordered.has(id)) return true;
      for (const source of sourcesOf(operation)) sources.add(source);
    }
  return false;
};
