/** What is found of each version with what was found of the one before; the same object for all versions. */
export interface Lasting<Found, Before> {
  /** What the next version needs of it, as data. */
  readonly give: (found: Found) => Before;
}

/** What the next version needs, by who finds it. */
export type KeptVersions = readonly (readonly [Lasting<never, unknown>, unknown])[];

/**
 * What is found once for each version of a program, at the first question for it. Who needs it gets what was found for the
 * version before, to hand out the same objects where they say the same.
 */
export class Versions {
  #before: ReadonlyMap<object, unknown> = new Map();
  #lasting = new Map<Lasting<never, unknown>, unknown>();
  #found = new Map<object, unknown>();

  /** Starts a new version; what nobody has asked for in the last one is forgotten. */
  turn(): void {
    this.#before = this.#lasting;
    this.#lasting = new Map();
    this.#found = new Map();
  }

  /** @param what the same object in all versions */
  once<Found>(what: object, find: () => Found): Found {
    if (this.#found.has(what)) return this.#found.get(what) as Found;
    const found = find();
    this.#found.set(what, found);
    return found;
  }

  after<Found extends Before, Before>(
    what: Lasting<Found, Before>,
    find: (before: Before | undefined) => Found,
  ): Found {
    if (this.#lasting.has(what)) return this.#lasting.get(what) as Found;
    const found = find(this.#before.get(what) as Before | undefined);
    this.#lasting.set(what, found);
    return found;
  }

  kept(): KeptVersions {
    return [...this.#lasting].map(([what, found]) => [what, what.give(found as never)]);
  }

  restore(kept: KeptVersions): void {
    this.#lasting = new Map(kept);
  }
}
