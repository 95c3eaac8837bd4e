import { ofEach } from "../ir/of-each.js";
import type { Graph, GraphNode, NodeId } from "../ir/graph.js";
import type { Literal, Register } from "../ir/operation.js";
import { writtenRegister } from "../ir/registers.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

const writersIn = ofEach(({ nodes }: Graph): ReadonlyMap<Register, readonly NodeId[]> => {
  const writers = new Map<Register, NodeId[]>();
  for (const { id, operation } of nodes) {
    const register = writtenRegister(operation);
    if (register !== undefined) writers.set(register, [...(writers.get(register) ?? []), id]);
  }
  return writers;
});

const isTemporary = (register: Register): boolean => register.startsWith("%");

const isReached = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): boolean =>
  casesAt(program, instance, node).length > 0;

/**
 * Literals that an expression may be by one of its arms (`a ? 31 : b`), where the joined value does not tell any more. Variables
 * are not followed: what keeps their values apart is for cases to know.
 */
export const joinedLiterals = (
  program: SettledProgram,
  instance: SolvedInstance,
  register: Register,
): readonly Literal[] => {
  if (!isTemporary(register)) return [];
  const { graph } = instance.unit;
  return (writersIn(graph).get(register) ?? []).flatMap((id) => {
    const node = graph.nodes[id];
    if (!node || !isReached(program, instance, node)) return [];
    const { operation } = node;
    if (operation.kind === "const") return [operation.value];
    return operation.kind === "copy" ? joinedLiterals(program, instance, operation.src) : [];
  });
};
