import { components } from "../connect/components.js";
import type { Graph, NodeId } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";

const nodesInLoops = ofEach((graph: Graph): ReadonlySet<NodeId> => {
  const successors = (id: NodeId): NodeId[] => (graph.nodes[id]?.edges ?? []).map((edge) => edge.to);
  const loops = components(
    graph.nodes.map((node) => node.id),
    successors,
  ).filter(([first, ...others]) => others.length > 0 || (first !== undefined && successors(first).includes(first)));
  return new Set(loops.flat());
});

/** Whether the node can run more than once in one run of its function. */
export const isInLoop = (graph: Graph, id: NodeId): boolean => nodesInLoops(graph).has(id);

/** Whether a way leads from one node to another, and through none of the others. */
export const leadsTo = (graph: Graph, from: NodeId, goal: NodeId, others: ReadonlySet<NodeId>): boolean => {
  const seen = new Set<NodeId>(others);
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const { to } of graph.nodes[next]?.edges ?? []) {
      if (to === goal) return true;
      if (!seen.has(to)) waiting.push(to);
      seen.add(to);
    }
  return false;
};

/** Whether a way leads from the node back to it, and through none of the others. */
export const isRunAgain = (graph: Graph, id: NodeId, others: ReadonlySet<NodeId>): boolean =>
  leadsTo(graph, id, id, others);
