import type { Contract } from "../contract/contract.js";
import { isStorageClass } from "../contract/storage-classes.js";
import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId, Operation, PlaceId, Target } from "../ir/operation.js";

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

export const namedIn = ofEach(({ graph }: FunctionUnit): Named => {
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

/** By what a function speaks of levels and locks. */
export interface Spoken {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly guards: ReadonlyMap<PlaceId, string>;
}

const some = <Item>(items: ReadonlySet<Item>, holds: (item: Item) => boolean): boolean => {
  for (const item of items) if (holds(item)) return true;
  return false;
};

/** Says something of level or locks itself; a library function that only may wait does not: it needs a caller that does. */
export const speaksOfLevels = (unit: FunctionUnit, { contracts, guards }: Spoken): boolean => {
  const named = namedIn(unit);
  return (
    named.isOwn ||
    unit.contract !== undefined ||
    unit.roles.length > 0 ||
    some(named.contracts, (key) => contracts.get(key)?.origin !== "library") ||
    (guards.size > 0 && some(named.places, (place) => guards.has(place)))
  );
};
