import { callEdges, type CallEdge } from "./call-edges.js";
import type { Entries, Entry } from "./entry.js";
import { equal } from "./equal.js";
import type { SolvedInstance } from "./instance.js";
import type { RootEntry } from "./root-entry.js";
import type { Summaries } from "./summarize.js";

const NOT_ENTERED: Entry = { levels: 0, roots: [], calls: [] };

const sameItems = <Item>(before: readonly Item[], now: readonly Item[]): boolean =>
  before.length === now.length && before.every((item, index) => item === now[index]);

/**
 * Call edges and entries of an earlier version of a program. What is the same in the next one is the same object there, so
 * that what was found with it can be told to hold.
 */
export class EntryMemory {
  readonly #edges = new WeakMap<SolvedInstance, readonly CallEdge[]>();
  #entries: Entries = new Map();

  /** An instance that stands calls what it called, as long as all of that stands, too. */
  edges(caller: SolvedInstance, summaries: Summaries): readonly CallEdge[] {
    const known = this.#edges.get(caller);
    if (known?.every(({ callee }) => summaries.instances.get(callee.key) === callee)) return known;
    const made = callEdges(caller, summaries);
    const edges = made.map((edge) => known?.find((before) => sameEdge(before, edge)) ?? edge);
    this.#edges.set(caller, edges);
    return edges;
  }

  keep(entries: Entries): Entries {
    this.#entries = new Map([...entries].map(([key, entry]) => [key, this.#kept(key, entry)]));
    return this.#entries;
  }

  #kept(key: string, { levels, roots, calls }: Entry): Entry {
    const before = this.#entries.get(key) ?? NOT_ENTERED;
    const known = roots.map((root) => knownRoot(before, root));
    const isSame = before.levels === levels && sameItems(before.roots, known) && sameItems(before.calls, calls);
    return isSame ? before : { levels, roots: known, calls };
  }
}

const sameEdge = (a: CallEdge, b: CallEdge): boolean =>
  a.callee === b.callee &&
  a.node === b.node &&
  a.state === b.state &&
  a.kind === b.kind &&
  a.at === b.at &&
  a.role === b.role &&
  equal(a.args, b.args) &&
  equal(a.receiver, b.receiver) &&
  equal(a.captured, b.captured);

const knownRoot = ({ roots }: Entry, root: RootEntry): RootEntry => roots.find((before) => equal(before, root)) ?? root;
