import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId, Operation, VariableId } from "../ir/operation.js";

type Unit = Pick<FunctionUnit, "id" | "kind" | "parent" | "graph">;

const ownerOf = (variable: VariableId): FunctionId => variable.slice(0, variable.lastIndexOf("/"));

const operationsOf = (unit: Unit): Operation[] => unit.graph.nodes.map(({ operation }) => operation);

/** Local variables that other functions see and that only one place assigns: whoever captures one later finds it as it is. */
const assignedOnce = (units: readonly Unit[]): ReadonlySet<VariableId> => {
  const modules = new Set(units.flatMap((unit) => (unit.kind === "module" ? [unit.id] : [])));
  const writers = new Map<VariableId, FunctionId[]>();
  for (const unit of units)
    for (const operation of operationsOf(unit))
      if (operation.kind === "store" && !modules.has(ownerOf(operation.variable)))
        writers.set(operation.variable, [...(writers.get(operation.variable) ?? []), unit.id]);
  const once = [...writers].filter(([variable, by]) => by.length === 1 && by[0] === ownerOf(variable));
  return new Set(once.map(([variable]) => variable));
};

const functionsNamed = (operation: Operation): readonly FunctionId[] => {
  const targets =
    operation.kind === "call" ? operation.targets : operation.kind === "closure" ? [operation.target] : [];
  return targets.flatMap((target) => (target.kind === "function" ? [target.id] : []));
};

const ancestorsOf = (unit: Unit, byId: ReadonlyMap<FunctionId, Unit>): ReadonlySet<FunctionId> => {
  const found = new Set<FunctionId>();
  for (let id = unit.parent; id !== undefined && !found.has(id); id = byId.get(id)?.parent) found.add(id);
  return found;
};

/** Which variables of enclosing functions each function of a file captures: those that it reads, and those of functions that it names. */
export const withCaptures = <One extends Unit>(
  units: readonly One[],
): (One & { readonly captures: readonly VariableId[] })[] => {
  const once = assignedOnce(units);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const nested = units
    .filter(({ parent }) => once.size > 0 && parent !== undefined)
    .map((unit) => ({
      id: unit.id,
      outer: ancestorsOf(unit, byId),
      names: operationsOf(unit).flatMap(functionsNamed),
      reads: operationsOf(unit).flatMap((operation) => (operation.kind === "load" ? [operation.variable] : [])),
    }));
  const captures = new Map<FunctionId, Set<VariableId>>(units.map(({ id }) => [id, new Set()]));
  let grown = true;
  while (grown) {
    grown = false;
    for (const { id, outer, names, reads } of nested) {
      const own = captures.get(id) ?? new Set();
      const before = own.size;
      for (const variable of [...reads, ...names.flatMap((name) => [...(captures.get(name) ?? [])])])
        if (once.has(variable) && outer.has(ownerOf(variable))) own.add(variable);
      grown ||= own.size > before;
    }
  }
  return units.map((unit) => ({ ...unit, captures: [...(captures.get(unit.id) ?? [])].sort() }));
};
