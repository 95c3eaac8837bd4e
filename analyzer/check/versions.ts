/**
 * What is found once for each version of a program, at the first question for it. Whoever finds it gets what was found for the
 * version before, to hand out the same objects where they say the same.
 */
export class Versions {
  #before: ReadonlyMap<object, unknown> = new Map();
  #now = new Map<object, unknown>();

  /** Starts a new version; what nobody has asked for in the last one is forgotten. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** @param what the same object in all versions */
  once<Found>(what: object, find: (before: Found | undefined) => Found): Found {
    if (this.#now.has(what)) return this.#now.get(what) as Found;
    const found = find(this.#before.get(what) as Found | undefined);
    this.#now.set(what, found);
    return found;
  }
}
