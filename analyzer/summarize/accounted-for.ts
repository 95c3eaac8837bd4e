import { isFeasible } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import { addTo } from "../ir/add-to.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId, Target } from "../ir/operation.js";
import type { CallEdge } from "./call-edges.js";
import type { SolvedInstance } from "./instance.js";

/** What is known of how functions are entered. */
export interface Entered {
  readonly functions: ReadonlyMap<FunctionId, FunctionUnit>;
  readonly instances: readonly SolvedInstance[];
  /** Levels at which an instance is entered. */
  readonly levelsOf: (instance: SolvedInstance) => LevelSet;
  readonly edges: Iterable<readonly CallEdge[]>;
}

const idsOf = (targets: readonly Target[]): FunctionId[] =>
  targets.flatMap((target) => (target.kind === "function" ? [target.id] : []));

/** Functions that a function names in calls, and where it makes values of functions, whether that can be reached or not. */
const namesIn = ofEach(({ graph: { nodes } }: FunctionUnit) => ({
  called: new Set(nodes.flatMap(({ operation }) => (operation.kind === "call" ? idsOf(operation.targets) : []))),
  closures: nodes.flatMap((node) =>
    node.operation.kind === "closure" ? idsOf([node.operation.target]).map((made) => ({ node, made })) : [],
  ),
}));

/** Module code does not remember what it has run through, and of a function that was cut off nothing is known. */
const canReach = ({ unit, solution }: SolvedInstance, node: GraphNode, levels: LevelSet): boolean =>
  unit.kind === "module" ||
  solution.isCutOff ||
  (solution.before[node.id]?.cases ?? []).some((state) => isFeasible(state, levels));

/**
 * The functions that are entered, and those that are named only where nobody comes, in these or in others of the kind: their
 * callers have run their course. A function that is a value somewhere may be run by whoever gets that.
 */
export const accountedFor = ({ functions, instances, levelsOf, edges }: Entered): ReadonlySet<FunctionId> => {
  const entered = instances.filter((instance) => levelsOf(instance) !== 0);
  const found = new Set(entered.map(({ unit }) => unit.id));
  const values = new Set<FunctionId>();
  for (const instance of entered)
    for (const { node, made } of namesIn(instance.unit).closures)
      if (!found.has(made) && canReach(instance, node, levelsOf(instance))) values.add(made);
  const callees = new Map<FunctionId, FunctionId[]>();
  for (const all of edges)
    for (const { caller, callee } of all)
      if (!found.has(callee.unit.id)) addTo(callees, caller.unit.id, callee.unit.id);
  for (const id of found) {
    const unit = functions.get(id);
    if (!unit) continue;
    const { called, closures } = namesIn(unit);
    for (const callee of called) found.add(callee);
    for (const callee of callees.get(id) ?? []) found.add(callee);
    for (const { made } of closures) if (!values.has(made)) found.add(made);
  }
  return found;
};
