import type { Graph, NodeId } from "./graph.js";

/** Nodes that can be reached from a node without passing through another. */
export const reachable = (graph: Graph, start: NodeId | undefined, without: NodeId): Set<NodeId> => {
  const seen = new Set<NodeId>(start === undefined ? [] : [start]);
  const open = [...seen];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const { to } of graph.nodes[id]?.edges ?? [])
      if (to !== without && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  return seen;
};
