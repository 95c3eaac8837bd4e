/**
 * connect: who calls whom, as far as symbols tell, and the order in which functions are summarised.
 * Takes the lowered functions; gives components (functions that call each other), callees first.
 * Promises: every function is in exactly one component; a component comes after all that its members may call.
 * Leaves out: calls through values, which the solver sees and for which it orders work anew.
 */
import type { FunctionUnit, LoweredProgram } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId, Operation, Target } from "../ir/operation.js";
import { components } from "./components.js";
import { elementFunctions } from "./element-functions.js";

export interface CallGraph {
  /** Callees first. */
  readonly components: readonly (readonly FunctionId[])[];
  readonly callees: ReadonlyMap<FunctionId, readonly FunctionId[]>;
  readonly propertyFunctions: ReadonlyMap<string, readonly FunctionId[]>;
}

const groupProperties = (program: LoweredProgram): Map<string, FunctionId[]> => {
  const groups = new Map<string, FunctionId[]>();
  for (const entry of [...program.propertyFunctions, ...elementFunctions([...program.functions.values()])]) {
    const group = groups.get(entry.property) ?? [];
    if (!group.includes(entry.function)) group.push(entry.function);
    groups.set(entry.property, group);
  }
  return groups;
};

const targetsOf = (operation: Operation): readonly Target[] => {
  if (operation.kind === "call") return operation.targets;
  return operation.kind === "closure" ? [operation.target] : [];
};

const targetsIn = ofEach(({ graph }: FunctionUnit): readonly Target[] =>
  graph.nodes
    .flatMap((node) => targetsOf(node.operation))
    .filter(({ kind }) => kind === "function" || kind === "property"),
);

export const connect = (program: LoweredProgram): CallGraph => {
  const propertyFunctions = groupProperties(program);
  const callees = new Map<FunctionId, readonly FunctionId[]>();
  const calleesOf = (id: FunctionId): readonly FunctionId[] => {
    const unit = program.functions.get(id);
    const found = (unit ? targetsIn(unit) : [])
      .flatMap((target) => {
        if (target.kind === "function") return [target.id];
        return target.kind === "property" ? (propertyFunctions.get(target.property) ?? []) : [];
      })
      .filter((callee) => program.functions.has(callee));
    callees.set(id, found);
    return found;
  };
  return { components: components([...program.functions.keys()], calleesOf), callees, propertyFunctions };
};
