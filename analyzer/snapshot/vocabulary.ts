/** A class whose objects are kept: what they are made of, and how they are made of that again. */
export interface Kind {
  readonly of: object;
  readonly name: string;
  readonly give: (item: object) => unknown;
  readonly make: (given: unknown) => object;
}

type Class<Item> = abstract new (...given: never[]) => Item;

export const kind = <Item extends object, Given>(
  name: string,
  of: Class<Item>,
  give: (item: Item) => Given,
  make: (given: Given) => Item,
): Kind => ({
  of,
  name,
  give: (item) => give(item as Item),
  make: (given) => make(given as Given),
});

/** Something that a snapshot does not hold, or does not find: that one is not written, or not used. */
export class NotKept extends Error {}

/**
 * What a snapshot does not hold itself: things that each process makes for itself, by name, and classes. It can be read with the
 * vocabulary that it was written with.
 */
export class Vocabulary {
  readonly #named = new Map<string, object>();
  readonly #nameOf = new Map<object, string>();
  readonly #kinds = new Map<string, Kind>();
  readonly #kindOf = new Map<unknown, Kind>();

  constructor(named: Iterable<readonly [name: string, thing: object]>, kinds: Iterable<Kind>) {
    for (const [name, thing] of named) {
      this.#named.set(name, thing);
      this.#nameOf.set(thing, name);
    }
    for (const each of kinds) {
      this.#kinds.set(each.name, each);
      this.#kindOf.set(each.of, each);
    }
  }

  nameOf(thing: object): string | undefined {
    return this.#nameOf.get(thing);
  }

  named(name: string): object {
    const thing = this.#named.get(name);
    if (thing === undefined) throw new NotKept(`nothing is named \`${name}\``);
    return thing;
  }

  kindOf(item: object): Kind | undefined {
    return this.#kindOf.get(item.constructor);
  }

  kind(name: string): Kind {
    const found = this.#kinds.get(name);
    if (found === undefined) throw new NotKept(`no class is named \`${name}\``);
    return found;
  }
}
