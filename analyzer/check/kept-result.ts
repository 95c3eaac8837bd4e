import type { Case } from "../domain/case.js";
import type { GraphNode } from "../ir/graph.js";
import type { Operation, Register } from "../ir/operation.js";
import { propertyPath, readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** Stores this far behind a call still belong to its statement. */
const MAX_NODES = 8;

export const isTemporary = (register: Register): boolean => register.startsWith("%");

/** Names a register, or the path of a place in memory. */
const placeOf = (state: Case | undefined, operation: Operation, held: ReadonlySet<Register>): string | undefined => {
  if (operation.kind === "copy" && held.has(operation.src) && !isTemporary(operation.dst)) return operation.dst;
  if (operation.kind === "store" && held.has(operation.src)) return `var:${operation.variable}`;
  if (operation.kind !== "set" || !held.has(operation.src) || !state) return undefined;
  return propertyPath(state, readRegister(state, operation.object), operation.key)?.text;
};

const following = (instance: SolvedInstance, node: GraphNode): GraphNode | undefined => {
  const edge = node.edges.find(({ when }) => when === "next");
  return edge && instance.unit.graph.nodes[edge.to];
};

const isOfRound = (rounds: Case["rounds"], other: Case): boolean =>
  [...rounds].every(([counter, round]) => other.rounds.get(counter) === round);

const ANY_ROUND: Case["rounds"] = new Map();

/** The node that keeps a result, and the place in which it does. */
export interface Kept {
  readonly node: GraphNode;
  readonly place: string;
}

/** Where the statement of a call puts the call's result: a variable or a place in memory; in these rounds of loops around it. */
export const keptBy = (
  program: SettledProgram,
  instance: SolvedInstance,
  call: GraphNode,
  rounds = ANY_ROUND,
): Kept | undefined => {
  if (call.operation.kind !== "call") return undefined;
  const held = new Set<Register>([call.operation.dst]);
  let node = following(instance, call);
  for (let count = 0; node && count < MAX_NODES; count += 1, node = following(instance, node)) {
    const state = casesAt(program, instance, node).find((one) => isOfRound(rounds, one));
    const place = placeOf(state, node.operation, held);
    if (place !== undefined) return { node, place };
    if (node.operation.kind === "copy" && held.has(node.operation.src)) held.add(node.operation.dst);
    if (node.operation.kind === "call" || node.operation.kind === "branch") return undefined;
  }
  return undefined;
};

export const keptAt = (program: SettledProgram, instance: SolvedInstance, call: GraphNode): string | undefined =>
  keptBy(program, instance, call)?.place;
