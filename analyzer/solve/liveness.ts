import { mapOf, PersistentMap } from "../domain/persistent-map.js";
import type { FunctionUnit, Graph, NodeId } from "../ir/graph.js";
import type { Register } from "../ir/operation.js";
import { readRegisters, writtenRegister } from "../ir/registers.js";

/** Sets share what they have in common: a register that lives long costs nothing where it just lives on. */
export type Registers = PersistentMap<true>;

const NONE: Registers = new PersistentMap();

const setOf = (registers: readonly Register[]): Registers => mapOf(registers.map((register) => [register, true]));

const union = (a: Registers, b: Registers): Registers =>
  a.merge(b, { both: () => true, first: "keep", second: "keep" });

/** Registers that are still read after each node. */
const liveAfter = (graph: Graph): readonly Registers[] => {
  const before = graph.nodes.map(() => NONE);
  const after = graph.nodes.map(() => NONE);
  const reads = graph.nodes.map(({ operation }) => setOf(readRegisters(operation)));
  let changed = true;
  while (changed) {
    changed = false;
    for (const node of graph.nodes.toReversed()) {
      const out = node.edges.reduce((live, { to }) => union(live, before[to] ?? NONE), after[node.id] ?? NONE);
      const written = writtenRegister(node.operation);
      const needed = written === undefined ? out : out.without(setOf([written]));
      const into = union(before[node.id] ?? NONE, union(needed, reads[node.id] ?? NONE));
      changed ||= into !== before[node.id];
      after[node.id] = out;
      before[node.id] = into;
    }
  }
  return after;
};

/**
 * Registers that are there at each node and not read any more after it. Dropping them lets cases merge that differ only in values
 * nobody will look at again.
 */
export const dyingRegisters = ({
  graph,
  parameters,
}: Pick<FunctionUnit, "graph" | "parameters">): readonly Registers[] => {
  const after = liveAfter(graph);
  const dying = graph.nodes.map(({ operation }) => {
    const written = writtenRegister(operation);
    return written === undefined ? NONE : setOf([written]);
  });
  const arrive = (at: NodeId, registers: Registers): void => {
    dying[at] = union(dying[at] ?? NONE, registers.without(after[at] ?? NONE));
  };
  arrive(0, setOf(parameters.map(({ register }) => register)));
  for (const { id, edges } of graph.nodes) for (const { to } of edges) arrive(to, after[id] ?? NONE);
  return dying.map((registers, id) => registers.without(after[id] ?? NONE));
};
