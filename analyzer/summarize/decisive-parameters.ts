import type { FunctionUnit } from "../ir/graph.js";
import type { Operation, Register } from "../ir/operation.js";
import { readRegisters } from "../ir/registers.js";

const passesOn = (operation: Operation): Register | undefined => {
  switch (operation.kind) {
    case "copy":
    case "not":
    case "compare":
    case "add":
      return operation.dst;
    default:
      return undefined;
  }
};

/** Whether a value that reaches this operation can change which way is taken, here or in a callee. */
const decides = (operation: Operation): boolean =>
  operation.kind === "branch" || operation.kind === "call" || operation.kind === "store" || operation.kind === "return";

const isDecisive = (unit: FunctionUnit, start: Register): boolean => {
  const reached = new Set([start]);
  const operations = unit.graph.nodes.map((node) => node.operation);
  let size = 0;
  while (size !== reached.size) {
    size = reached.size;
    for (const operation of operations) {
      if (!readRegisters(operation).some((register) => reached.has(register))) continue;
      if (decides(operation)) return true;
      const next = passesOn(operation);
      if (next !== undefined) reached.add(next);
    }
  }
  return false;
};

const known = new WeakMap<FunctionUnit, ReadonlySet<number>>();

/** Parameters whose value may decide what the function does: only these are worth solving it for. */
export const decisiveParameters = (unit: FunctionUnit): ReadonlySet<number> => {
  const found = known.get(unit);
  if (found) return found;
  const indices = unit.parameters.flatMap((parameter, index) =>
    !parameter.rest && isDecisive(unit, parameter.register) ? [index] : [],
  );
  const decisive = new Set(indices);
  known.set(unit, decisive);
  return decisive;
};
