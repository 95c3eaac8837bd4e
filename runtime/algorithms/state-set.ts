// The states that the model checker has seen, and the moves between them, in flat arrays.
// A state is kept as 64 bits of its hash (hash compaction; Wolper, Leroy, CAV 1993): among ten million states, the chance
// that two share them, so that one goes unseen, is below one in 100,000.

const grown = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
};

/** A list of integers. */
export class IntList {
  #items = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(...values: readonly number[]): void {
    while (this.#length + values.length > this.#items.length) this.#items = grown(this.#items);
    this.#items.set(values, this.#length);
    this.#length += values.length;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }
}

const mix = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) | 0;
};

/** Numbers states in the order in which they come. */
export class StateSet {
  #low = new Int32Array(1 << 16);
  #high = new Int32Array(1 << 16);
  /** Number + 1. */
  #numbers = new Int32Array(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The state's number, negative (-number - 1) where it is new. */
  add(state: Int32Array): number {
    let low = 0x2545f491;
    let high = 0x6c8e9cf5;
    for (const value of state) {
      low = mix(low, value);
      high = mix(high + 0x632be5ab, value);
    }
    if (this.#size * 2 > this.#numbers.length) this.#grow();
    const slot = this.#slot(low, high);
    const known = this.#numbers[slot] ?? 0;
    if (known !== 0) return known - 1;
    this.#put(slot, low, high, ++this.#size);
    return -this.#size;
  }

  #slot(low: number, high: number): number {
    const mask = this.#numbers.length - 1;
    let slot = (low ^ (high >>> 7)) & mask;
    while (this.#numbers[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #put(slot: number, low: number, high: number, number: number): void {
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#numbers[slot] = number;
  }

  #grow(): void {
    const [low, high, numbers] = [this.#low, this.#high, this.#numbers];
    this.#low = new Int32Array(low.length * 2);
    this.#high = new Int32Array(low.length * 2);
    this.#numbers = new Int32Array(low.length * 2);
    for (let old = 0; old < numbers.length; old++) {
      const number = numbers[old] ?? 0;
      if (number !== 0) this.#put(this.#slot(low[old] ?? 0, high[old] ?? 0), low[old] ?? 0, high[old] ?? 0, number);
    }
  }
}

/** A state from which no moves lead to an end, or -1. `edges`: from, to, from, to… */
export const firstStuck = (states: number, edges: IntList, ends: readonly number[]): number => {
  const first = new Int32Array(states + 1);
  for (let edge = 1; edge < edges.length; edge += 2) first[edges.at(edge) + 1] = (first[edges.at(edge) + 1] ?? 0) + 1;
  for (let state = 0; state < states; state++) first[state + 1] = (first[state + 1] ?? 0) + (first[state] ?? 0);
  const before = new Int32Array(edges.length / 2);
  const next = first.slice();
  for (let edge = 0; edge < edges.length; edge += 2) {
    const to = edges.at(edge + 1);
    before[next[to] ?? 0] = edges.at(edge);
    next[to] = (next[to] ?? 0) + 1;
  }
  const canEnd = new Uint8Array(states);
  const work = [...ends];
  for (const end of ends) canEnd[end] = 1;
  for (let state = work.pop(); state !== undefined; state = work.pop())
    for (let at = first[state] ?? 0; at < (first[state + 1] ?? 0); at++) {
      const from = before[at] ?? 0;
      if (canEnd[from] === 1) continue;
      canEnd[from] = 1;
      work.push(from);
    }
  return canEnd.indexOf(0);
};
