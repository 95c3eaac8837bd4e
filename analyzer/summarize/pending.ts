interface Waiting {
  readonly key: string;
  readonly rank: number;
  /** Who came first goes first, of equal rank. */
  readonly turn: number;
}

const isBefore = (a: Waiting | undefined, b: Waiting | undefined): boolean =>
  a !== undefined && (b === undefined || a.rank < b.rank || (a.rank === b.rank && a.turn < b.turn));

/** What waits for its turn, each once: the lowest rank first (a binary heap). */
export class Pending {
  readonly #heap: Waiting[] = [];
  readonly #keys = new Set<string>();
  #turns = 0;

  add(key: string, rank: number): void {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    const waiting = { key, rank, turn: this.#turns };
    this.#turns += 1;
    let at = this.#heap.push(waiting) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(waiting, this.#heap[up]); up = (at - 1) >> 1)
      at = this.#swap(at, up);
  }

  take(): string | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (!first || !last) return undefined;
    if (first !== last) this.#sink(last);
    this.#keys.delete(first.key);
    return first.key;
  }

  #sink(waiting: Waiting): void {
    this.#heap[0] = waiting;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const down = isBefore(this.#heap[left + 1], this.#heap[left]) ? left + 1 : left;
      if (!isBefore(this.#heap[down], waiting)) return;
      at = this.#swap(at, down);
    }
  }

  #swap(at: number, other: number): number {
    const [one, two] = [this.#heap[at], this.#heap[other]];
    if (one && two) [this.#heap[at], this.#heap[other]] = [two, one];
    return other;
  }
}
