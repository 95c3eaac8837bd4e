import type { Contract } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { everywhere } from "./parts.js";
import { casesAt, contractsCalled, type SettledProgram } from "./settled-program.js";

export interface ContractCallPoint {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
  readonly operation: CallOperation;
  readonly contract: Contract;
  readonly cases: readonly Case[];
}

const pointsAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): ContractCallPoint[] => {
  const { operation } = node;
  if (operation.kind !== "call") return [];
  const groups = new Map<Contract, Case[]>();
  for (const state of casesAt(program, instance, node))
    for (const contract of contractsCalled(instance, state, operation))
      groups.set(contract, [...(groups.get(contract) ?? []), state]);
  return [...groups].map(([contract, cases]) => ({ instance, node, operation, contract, cases }));
};

/** Every call of a routine known by contract, with the feasible cases in which it is called. */
export const contractCalls = everywhere("contract calls", (part) =>
  part.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => pointsAt(part, instance, node))),
);
