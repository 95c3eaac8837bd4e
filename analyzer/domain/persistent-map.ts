import { changed, found, merged, sameNodes, single, visit, type Change, type Merge, type Node } from "./patricia.js";

const UNION = { shared: "keep", first: "keep", second: "keep" } as const;

const DIFFERENCE = { shared: "drop", first: "keep", second: "drop", both: () => undefined } as const;

/**
 * A map that never changes. What is made from it shares all that stays the same with it; where nothing changes, it is the same
 * object. Two with equal contents are equal for `isDeepStrictEqual`, too, and are run through in the same order.
 */
export class PersistentMap<Item> {
  readonly root: Node<Item> | undefined;

  constructor(root?: Node<Item>) {
    this.root = root;
  }

  get size(): number {
    return this.root?.size ?? 0;
  }

  get(key: string): Item | undefined {
    return found(this.root, key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  [Symbol.iterator](): Iterator<readonly [string, Item], undefined> {
    return this.entries().values();
  }

  entries(): (readonly [string, Item])[] {
    const entries: (readonly [string, Item])[] = [];
    visit(this.root, (key, item) => void entries.push([key, item]));
    return entries;
  }

  keys(): string[] {
    const keys: string[] = [];
    visit(this.root, (key) => void keys.push(key));
    return keys;
  }

  values(): Item[] {
    const items: Item[] = [];
    visit(this.root, (_, item) => void items.push(item));
    return items;
  }

  set(key: string, item: Item): PersistentMap<Item> {
    return this.#with(merged(this.root, single(key, item), { ...UNION, both: (_, now) => now }));
  }

  /** All items changed, and those left out that become undefined. */
  map(change: Change<Item>): PersistentMap<Item> {
    return this.#with(changed(this.root, change));
  }

  filter(isKept: (item: Item, key: string) => boolean): PersistentMap<Item> {
    return this.map((item, key) => (isKept(item, key) ? item : undefined));
  }

  without(keys: Pick<PersistentMap<unknown>, "root">): PersistentMap<Item> {
    return this.#with(merged<unknown>(this.root, keys.root, DIFFERENCE) as Node<Item> | undefined);
  }

  /** Where both have a key, the item is `both` of the two, or none; `both` of an item with itself must be the item. */
  merge(other: PersistentMap<Item>, how: Omit<Merge<Item>, "shared">): PersistentMap<Item> {
    return this.#with(merged(this.root, other.root, { ...how, shared: "keep" }));
  }

  isSame(other: PersistentMap<Item>, isSame: (one: Item, other: Item) => boolean): boolean {
    const { root } = this;
    return !root || !other.root ? root === other.root : sameNodes(root, other.root, isSame);
  }

  #with(root: Node<Item> | undefined): PersistentMap<Item> {
    return root === this.root ? this : new PersistentMap(root);
  }
}

export const mapOf = <Item>(entries: Iterable<readonly [string, Item]> = []): PersistentMap<Item> => {
  let map = new PersistentMap<Item>();
  for (const [key, item] of entries) map = map.set(key, item);
  return map;
};
