import { elementsOf, libraryName, putFrom } from "../ir/elements.js";
import type { FunctionUnit, PropertyFunction } from "../ir/graph.js";
import { isKeptField } from "../ir/kept-field.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId, Operation, PlaceId, Register } from "../ir/operation.js";

const COLLECTIONS: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

/** A list of pairs, as `new Map` takes them, is as deep as a literal is looked into. */
const MAX_DEPTH = 3;

/** Which functions the collections that one function fills may hold; temporaries are written once, so that their names say enough. */
class Filled {
  readonly #made = new Map<Register, Operation>();
  readonly #inside = new Map<Register, Register[]>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      if ("dst" in operation) this.#made.set(operation.dst, operation);
      if (operation.kind === "set" && operation.key.kind === "index") this.#put(operation.object, [operation.src]);
      if (operation.kind !== "call" || operation.receiver === undefined) continue;
      const registers = operation.args.map(({ register }) => register);
      const from = putFrom(operation);
      if (from !== undefined) this.#put(operation.receiver, registers.slice(from));
      if (operation.isNew && COLLECTIONS.has(libraryName(operation))) this.#put(operation.receiver, registers);
    }
  }

  *collections(operations: readonly Operation[]): Iterable<readonly [PlaceId, Register]> {
    for (const register of this.#inside.keys()) {
      const place = this.#placeOf(this.#made.get(register));
      if (place !== undefined) yield [place, register];
    }
    for (const operation of operations) {
      if (operation.kind === "store") yield [operation.variable, operation.src];
      if (operation.kind === "set" && operation.key.kind === "name" && operation.key.property !== undefined)
        yield [operation.key.property, operation.src];
    }
  }

  /** Functions in fields which no declaration tells of. */
  *kept(operations: readonly Operation[]): Iterable<readonly [PlaceId, FunctionId]> {
    for (const operation of operations) {
      if (operation.kind !== "set" || operation.key.kind !== "name" || !isKeptField(operation.key.name)) continue;
      const target = this.#functionAt(operation.src)?.target;
      if (operation.key.property !== undefined && target?.kind === "function")
        yield [operation.key.property, target.id];
    }
  }

  functionsIn(register: Register, depth = MAX_DEPTH): string[] {
    return (this.#inside.get(register) ?? []).flatMap((inside) => {
      const operation = this.#functionAt(inside);
      if (operation) return operation.target.kind === "function" ? [operation.target.id] : [];
      return depth > 0 ? this.functionsIn(inside, depth - 1) : [];
    });
  }

  /** With a `this` that it may be bound to; with bound arguments it is another function. */
  #functionAt(register: Register): Extract<Operation, { kind: "closure" }> | undefined {
    const operation = this.#made.get(register);
    if (operation?.kind === "bind" && operation.args.length === 0) return this.#functionAt(operation.src);
    return operation?.kind === "closure" ? operation : undefined;
  }

  #put(collection: Register, registers: readonly Register[]): void {
    this.#inside.set(collection, [...(this.#inside.get(collection) ?? []), ...registers]);
  }

  #placeOf(operation: Operation | undefined): PlaceId | undefined {
    if (operation?.kind === "load") return operation.variable;
    return operation?.kind === "get" && operation.key.kind === "name" ? operation.key.property : undefined;
  }
}

/** Objects that module code makes once, which are known by where they are made, and the variables that keep them. */
const sitesOf = ofEach(
  ({ id, kind, graph }: FunctionUnit): readonly (readonly [site: PlaceId, variable: PlaceId])[] => {
    if (kind !== "module") return [];
    const made = new Map<Register, PlaceId>();
    for (const { id: node, operation } of graph.nodes)
      if (operation.kind === "allocate") made.set(operation.dst, `${id}:${String(node)}`);
    return graph.nodes.flatMap(({ operation }) => {
      const site = operation.kind === "store" ? made.get(operation.src) : undefined;
      return operation.kind === "store" && site !== undefined ? [[site, operation.variable] as const] : [];
    });
  },
);

/** What one function fills: collections, with the functions that it puts into each, and fields. */
interface FilledHere {
  readonly collections: readonly (readonly [PlaceId, readonly FunctionId[]])[];
  readonly kept: readonly PropertyFunction[];
}

const filledIn = ofEach(({ graph }: FunctionUnit): FilledHere => {
  const operations = graph.nodes.map(({ operation }) => operation);
  if (!operations.some(({ kind }) => kind === "closure")) return { collections: [], kept: [] };
  const filled = new Filled(operations);
  return {
    collections: [...filled.collections(operations)].map(([place, list]) => [place, filled.functionsIn(list)] as const),
    kept: [...filled.kept(operations)].map(([property, id]) => ({ property, function: id })),
  };
});

/** Functions that arrays, maps and sets in variables and properties may hold, wherever they are put in, and fields of which no declaration tells. */
export const elementFunctions = (units: readonly FunctionUnit[]): PropertyFunction[] => {
  const held = new Map<PlaceId, readonly FunctionId[]>();
  const filled = units.map(filledIn);
  for (const [place, ids] of filled.flatMap(({ collections }) => collections))
    held.set(place, [...(held.get(place) ?? []), ...ids]);
  for (const [site, variable] of units.flatMap(sitesOf)) held.set(site, held.get(variable) ?? []);
  const elements = [...held].flatMap(([place, ids]) =>
    ids.map((id) => ({ property: elementsOf(place), function: id })),
  );
  return [...elements, ...filled.flatMap(({ kept }) => kept)];
};
