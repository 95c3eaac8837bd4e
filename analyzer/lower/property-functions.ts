import type { FunctionUnit, PropertyFunction } from "../ir/graph.js";
import type { FunctionId, PropertyId } from "../ir/operation.js";

export interface HeldFunction extends PropertyFunction {
  readonly kind: FunctionUnit["kind"];
}

export interface HeldFunctions {
  of(property: PropertyId): readonly HeldFunction[];
}

/** Which functions each property may hold: by declaration, by heritage, by literal and by assignment. */
export class PropertyFunctions implements HeldFunctions {
  readonly #byProperty = new Map<PropertyId, Map<FunctionId, HeldFunction>>();

  constructor(all: Iterable<HeldFunction>) {
    for (const each of all) this.#add(each);
  }

  #add(held: HeldFunction): void {
    const known = this.#byProperty.get(held.property);
    if (known === undefined) this.#byProperty.set(held.property, new Map([[held.function, held]]));
    else if (!known.has(held.function)) known.set(held.function, held);
  }

  of(property: PropertyId): readonly HeldFunction[] {
    return [...(this.#byProperty.get(property)?.values() ?? [])];
  }

  list(): PropertyFunction[] {
    return [...this.#byProperty.values()].flatMap((held) => [...held.values()]);
  }

  /** Lowering names accessors one by one, and of all others only whether there are any. */
  answer(property: PropertyId): string {
    const functions = this.of(property);
    const accessors = functions.filter(({ kind }) => kind === "getter" || kind === "setter");
    return `${String(functions.length > 0)} ${accessors.map((each) => each.function).join(" ")}`;
  }
}
