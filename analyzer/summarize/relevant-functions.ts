import { rootPath } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import { isStorageClass } from "../contract/storage-classes.js";
import { elementsOf } from "../ir/elements.js";
import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId, Operation, PlaceId, Target } from "../ir/operation.js";
import type { ProgramFacts } from "../solve/context.js";

/** What the operations of one function name. */
interface Named {
  /** Makes or tells apart locks, or uses `Atomics`. */
  readonly isOwn: boolean;
  readonly contracts: ReadonlySet<string>;
  readonly functions: ReadonlySet<FunctionId>;
  /** Properties and variables: what they hold may be called, and they may have guards. */
  readonly places: ReadonlySet<PlaceId>;
}

const targetsOf = (operation: Operation): readonly Target[] => {
  if (operation.kind === "closure") return [operation.target];
  if (operation.kind !== "call") return [];
  return operation.role ? [...operation.targets, operation.role] : operation.targets;
};

const placeOf = (operation: Operation): PlaceId | undefined => {
  if (operation.kind === "load" || operation.kind === "store") return operation.variable;
  if (operation.kind !== "get" && operation.kind !== "set") return undefined;
  return operation.key.kind === "name" ? operation.key.property : undefined;
};

const isAboutLocks = (operation: Operation): boolean =>
  (operation.kind === "instanceOf" && operation.classes === undefined) ||
  (operation.kind === "allocate" && isStorageClass(operation.typeName));

const usesAtomics = (target: Target): boolean =>
  (target.kind === "external" && target.name.startsWith("Atomics.")) ||
  (target.kind === "contract" && target.contract.includes("Atomics."));

const namedIn = ofEach(({ graph }: FunctionUnit): Named => {
  const operations = graph.nodes.map(({ operation }) => operation);
  const targets = operations.flatMap(targetsOf);
  const contracts = targets.flatMap((target) => (target.kind === "contract" ? [target.contract] : []));
  const functions = targets.flatMap((target) => (target.kind === "function" ? [target.id] : []));
  const properties = targets.flatMap((target) => (target.kind === "property" ? [target.property] : []));
  const places = operations.flatMap((operation) => placeOf(operation) ?? []);
  return {
    isOwn: operations.some(isAboutLocks) || targets.some(usesAtomics),
    contracts: new Set(contracts),
    functions: new Set(functions),
    places: new Set([...places, ...properties]),
  };
});

/** Between functions, and roots of places of module code, which lead to what they hold. */
type Edges = ReadonlyMap<string, readonly string[]>;

const reachedFrom = (starts: Iterable<string>, edges: Edges): ReadonlySet<string> => {
  const reached = new Set(starts);
  for (const key of reached) for (const next of edges.get(key) ?? []) reached.add(next);
  return reached;
};

const add = (edges: Map<string, string[]>, from: string, to: string): void => {
  const known = edges.get(from);
  if (known) known.push(to);
  else edges.set(from, [to]);
};

const parts = (value: Value): readonly Value[] =>
  value.kind === "functions" || value.kind === "generator"
    ? [
        ...((value.kind === "functions" ? value.bound : value.args) ?? []),
        ...(value.receiver ? [value.receiver] : []),
        ...(value.captured?.values() ?? []),
      ]
    : [];

/** Functions, and roots of places, that a value is made of or leads to. */
const leadsTo = (value: Value): string[] => {
  const targets = value.kind === "functions" ? value.targets : value.kind === "generator" ? [value.target] : [];
  const functions = targets.flatMap((target) => (target.kind === "function" ? [target.id] : []));
  const roots = value.kind === "place" ? [value.path.root] : functions.map((id) => `var:${id}`);
  return [...functions, ...roots, ...parts(value).flatMap(leadsTo)];
};

const rootOf = (text: string): string => text.split("|", 1)[0] ?? text;

/** From the root of each place of module code to what it holds for good, and to what that holds. */
const heldInModules = ({ constants }: ProgramFacts): Edges => {
  const edges = new Map<string, string[]>();
  for (const [text, value] of constants) for (const lead of leadsTo(value)) add(edges, rootOf(text), lead);
  return edges;
};

/** Whom a function may run, itself or through what it names. */
const calleesOf = (facts: ProgramFacts): Map<string, readonly string[]> => {
  const edges = new Map<string, readonly string[]>(heldInModules(facts));
  const heldIn = (place: PlaceId): readonly FunctionId[] => [
    ...(facts.propertyFunctions.get(place) ?? []),
    ...(facts.propertyFunctions.get(elementsOf(place)) ?? []),
  ];
  for (const unit of facts.functions.values()) {
    const { functions, places } = namedIn(unit);
    const roots = [...places, ...functions].map((id) => rootPath(`var:${id}`).text).filter((root) => edges.has(root));
    edges.set(unit.id, [...functions, ...[...places].flatMap(heldIn), ...roots]);
  }
  return edges;
};

const turned = (edges: Edges): Edges => {
  const back = new Map<string, string[]>();
  for (const [from, all] of edges) for (const to of all) add(back, to, from);
  return back;
};

/** Says something of level or locks itself; a library function that only may wait does not: it needs a caller that does. */
const isSeed = (unit: FunctionUnit, { contracts, guards }: ProgramFacts): boolean => {
  const named = namedIn(unit);
  return (
    named.isOwn ||
    unit.contract !== undefined ||
    unit.roles.length > 0 ||
    [...named.contracts].some((key) => contracts.get(key)?.origin !== "library") ||
    [...named.places].some((place) => guards.has(place))
  );
};

/**
 * The functions that can matter to a finding: those that change or ask level or locks, those that run them, by way of others
 * or not, and all that any of these run. No other one changes level or locks, or is entered with either changed.
 */
export const relevantFunctions = (facts: ProgramFacts): ReadonlySet<FunctionId> => {
  const callees = calleesOf(facts);
  const seeds = [...facts.functions.values()].filter((unit) => isSeed(unit, facts)).map(({ id }) => id);
  const reached = reachedFrom(reachedFrom(seeds, turned(callees)), callees);
  return new Set([...reached].filter((key) => facts.functions.has(key)));
};
