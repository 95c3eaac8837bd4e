/**
 * A table of text rows as a map: a row becomes a value when somebody asks for it, and values can be added. Iterating reads
 * the whole table.
 */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  readonly #rows: () => ReadonlyMap<string, string>;
  readonly #read: (row: string) => V | undefined;
  readonly #values = new Map<string, V | undefined>();
  #isWhole = false;

  /** @param read gives `undefined` for a row that holds a name and nothing to know of it */
  constructor(rows: () => ReadonlyMap<string, string>, read: (row: string) => V | undefined) {
    this.#rows = rows;
    this.#read = read;
  }

  get(key: string): V | undefined {
    const known = this.#values.get(key);
    if (known !== undefined || this.#values.has(key)) return known;
    const row = this.#rows().get(key);
    if (row === undefined) return undefined;
    const value = this.#read(row);
    this.#values.set(key, value);
    return value;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
  }

  get size(): number {
    return this.#whole().size;
  }

  entries(): MapIterator<[string, V]> {
    return this.#whole().entries();
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<V> {
    return this.#whole().values();
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.#whole()) callback(value, key, this);
  }

  #whole(): Map<string, V> {
    if (!this.#isWhole) for (const key of this.#rows().keys()) this.get(key);
    this.#isWhole = true;
    const whole = new Map<string, V>();
    for (const [key, value] of this.#values) if (value !== undefined) whole.set(key, value);
    return whole;
  }
}
