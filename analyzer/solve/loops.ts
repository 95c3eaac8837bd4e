import { components } from "../connect/components.js";
import type { Graph, NodeId } from "../ir/graph.js";

const known = new WeakMap<Graph, ReadonlySet<NodeId>>();

const nodesInLoops = (graph: Graph): ReadonlySet<NodeId> => {
  const successors = (id: NodeId): NodeId[] => (graph.nodes[id]?.edges ?? []).map((edge) => edge.to);
  const loops = components(
    graph.nodes.map((node) => node.id),
    successors,
  ).filter(([first, ...others]) => others.length > 0 || (first !== undefined && successors(first).includes(first)));
  return new Set(loops.flat());
};

/** Whether the node can run more than once in one run of its function. */
export const isInLoop = (graph: Graph, id: NodeId): boolean => {
  const loops = known.get(graph) ?? nodesInLoops(graph);
  known.set(graph, loops);
  return loops.has(id);
};
