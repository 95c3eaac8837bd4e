import { isElementKey, UNKNOWN_ELEMENT, type Path } from "../domain/path.js";

/** What two paths that may be one place have in common: an object's own site, or the field or collection at their end. */
const marksOf = ({ root, keys, property }: Path): readonly string[] => {
  const last = keys.at(-1);
  if (last === undefined) return [`object ${root.split("@@", 1)[0] ?? root}`];
  const key = `key ${isElementKey(last) ? UNKNOWN_ELEMENT : last}`;
  return property === undefined ? [key] : [key, `property ${property}`];
};

const NOTHING: readonly number[] = [];

/** Finds the few items whose places may be a given one without a look at all the others. */
export class PathIndex<Item> {
  readonly #items: readonly Item[];
  readonly #byMark = new Map<string, Set<number>>();

  constructor(items: readonly Item[], pathOf: (item: Item) => Path) {
    this.#items = items;
    for (const [index, item] of items.entries())
      for (const mark of marksOf(pathOf(item)))
        this.#byMark.set(mark, (this.#byMark.get(mark) ?? new Set()).add(index));
  }

  /** In their order, all items that `mayBeOneLock` can hold for with one of the paths, and some more. */
  near(paths: readonly Path[]): readonly Item[] {
    const found = new Set<number>();
    for (const path of paths)
      for (const mark of marksOf(path)) for (const index of this.#byMark.get(mark) ?? NOTHING) found.add(index);
    return found.size === 0 ? [] : [...found].sort((a, b) => a - b).flatMap((index) => this.#items[index] ?? []);
  }
}
