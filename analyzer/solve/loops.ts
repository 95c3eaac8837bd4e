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
