import type { Graph } from "../ir/graph.js";
import type { Register } from "../ir/operation.js";
import { readRegisters, writtenRegister } from "../ir/registers.js";

export type LiveRegisters = readonly ReadonlySet<Register>[];

/**
 * Registers that are still read after each node. Dropping the others lets cases merge that differ only in values nobody
 * will look at again.
 */
export const liveRegisters = (graph: Graph): LiveRegisters => {
  const before = graph.nodes.map(() => new Set<Register>());
  const after = graph.nodes.map(() => new Set<Register>());
  let changed = true;
  while (changed) {
    changed = false;
    for (let index = graph.nodes.length - 1; index >= 0; index -= 1) {
      const node = graph.nodes[index];
      const out = after[index];
      const into = before[index];
      if (!node || !out || !into) continue;
      for (const edge of node.edges) for (const register of before[edge.to] ?? []) out.add(register);
      const size = into.size;
      const written = writtenRegister(node.operation);
      for (const register of out) if (register !== written) into.add(register);
      for (const register of readRegisters(node.operation)) into.add(register);
      changed ||= into.size !== size;
    }
  }
  return after;
};
