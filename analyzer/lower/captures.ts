import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId, Operation, VariableId } from "../ir/operation.js";

type Unit = Pick<FunctionUnit, "id" | "kind" | "parent" | "graph">;

/** A function that captures more variables keeps those that it reads itself: what others read goes by its name alone. */
const MAX_CAPTURES = 64;

const ownerOf = (variable: VariableId): FunctionId => variable.slice(0, variable.lastIndexOf("/"));

const operationsOf = (unit: Unit): Operation[] => unit.graph.nodes.map(({ operation }) => operation);

/** Local variables that other functions see and that only one place assigns: whoever captures one later finds it as it is. */
const assignedOnce = (units: readonly Unit[]): ReadonlySet<VariableId> => {
  const modules = new Set(units.flatMap((unit) => (unit.kind === "module" ? [unit.id] : [])));
  const seen = new Set<VariableId>();
  const once = new Set<VariableId>();
  for (const { id, graph } of units)
    for (const { operation } of graph.nodes) {
      if (operation.kind !== "store") continue;
      const { variable } = operation;
      const owner = ownerOf(variable);
      if (seen.has(variable) || owner !== id || modules.has(owner)) once.delete(variable);
      else once.add(variable);
      seen.add(variable);
    }
  return once;
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

interface Inner {
  readonly outer: ReadonlySet<FunctionId>;
  readonly own: readonly VariableId[];
  readonly captures: Set<VariableId>;
  /** Inner functions that name it. */
  readonly namedBy: Set<Inner>;
}

const innerFunctions = (units: readonly Unit[], once: ReadonlySet<VariableId>): ReadonlyMap<FunctionId, Inner> => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const inner = new Map<FunctionId, Inner>();
  for (const unit of units) {
    if (unit.parent === undefined) continue;
    const outer = ancestorsOf(unit, byId);
    const reads = operationsOf(unit).flatMap((one) => (one.kind === "load" ? [one.variable] : []));
    const own = new Set(reads.filter((variable) => once.has(variable) && outer.has(ownerOf(variable))));
    inner.set(unit.id, { outer, own: [...own], captures: new Set(), namedBy: new Set() });
  }
  for (const unit of units) {
    const by = inner.get(unit.id);
    if (by) for (const named of operationsOf(unit).flatMap(functionsNamed)) inner.get(named)?.namedBy.add(by);
  }
  return inner;
};

/** Hands each variable on to those that name the function, once: the cost is that of what is captured in the end. */
const spread = (inner: Iterable<Inner>): void => {
  const work = [...inner].flatMap((at) => at.own.map((variable) => ({ at, variable })));
  for (let item = work.pop(); item; item = work.pop()) {
    const { at, variable } = item;
    if (at.captures.has(variable) || at.captures.size > MAX_CAPTURES || !at.outer.has(ownerOf(variable))) continue;
    at.captures.add(variable);
    for (const by of at.namedBy) work.push({ at: by, variable });
  }
};

const kept = ({ captures, own }: Inner): readonly VariableId[] => {
  const all = captures.size > MAX_CAPTURES ? own : [...captures];
  return all.length > MAX_CAPTURES ? [] : all.toSorted();
};

/**
 * Which variables of enclosing functions each function of a file captures: those that it reads, and those of functions that it
 * names.
 * @param tooMany is told of functions that capture more than is kept
 */
export const withCaptures = <One extends Unit>(
  units: readonly One[],
  tooMany: (unit: One) => void = () => undefined,
): (One & { readonly captures: readonly VariableId[] })[] => {
  const once = assignedOnce(units);
  const inner = once.size > 0 ? innerFunctions(units, once) : new Map<FunctionId, Inner>();
  spread(inner.values());
  return units.map((unit) => {
    const found = inner.get(unit.id);
    if (found && found.captures.size > MAX_CAPTURES) tooMany(unit);
    return { ...unit, captures: found ? kept(found) : [] };
  });
};
