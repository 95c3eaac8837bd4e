import type { FunctionUnit } from "../ir/graph.js";
import { sameItems } from "../ir/of-items.js";
import { callEdges, type CallEdge } from "./call-edges.js";
import { NOT_ENTERED, type Entries, type Entry } from "./entry.js";
import { equal } from "../solve/equal.js";
import type { SolvedInstance } from "./instance.js";
import { ownEntries, type OwnEntries, type RootEntry, type StatedFacts } from "./root-entry.js";
import type { Summaries } from "./summarize.js";

const equalItems = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.length === now.length && before.every((item, index) => equal(item, now[index]));

/** What a function says of its entry, and what that was read from. */
interface Own {
  readonly stated: readonly unknown[];
  readonly entries: OwnEntries;
}

const NOTHING: readonly unknown[] = [];

const statedOf = ({ contract, roles }: FunctionUnit, facts: StatedFacts): readonly unknown[] =>
  contract === undefined && roles.length === 0
    ? NOTHING
    : [
        contract === undefined ? undefined : facts.contracts.get(contract),
        ...roles.map(({ role }) => facts.roles.get(role)),
      ];

export interface KeptEntries {
  readonly edges: readonly (readonly [SolvedInstance, readonly CallEdge[]])[];
  readonly own: readonly (readonly [FunctionUnit, Own])[];
  readonly entries: Entries;
}

const knownOf = <Key extends object, Known>(
  known: WeakMap<Key, Known>,
  keys: Iterable<Key>,
): (readonly [Key, Known])[] =>
  [...keys].flatMap((key) => {
    const found = known.get(key);
    return found === undefined ? [] : [[key, found] as const];
  });

/**
 * Call edges and entries of an earlier version of a program. What is the same in the next one is the same object there, so
 * that what was found with it can be told to hold.
 */
export class EntryMemory {
  readonly #edges = new WeakMap<SolvedInstance, readonly CallEdge[]>();
  readonly #own = new WeakMap<FunctionUnit, Own>();
  #entries: Entries = new Map();

  /** A function that is the same says the same, as long as its contract and its roles do. */
  ownEntries(unit: FunctionUnit, facts: StatedFacts): OwnEntries {
    const stated = statedOf(unit, facts);
    const before = this.#own.get(unit);
    if (before && equalItems(before.stated, stated)) return before.entries;
    const entries = ownEntries(unit, facts);
    this.#own.set(unit, { stated, entries });
    return entries;
  }

  /** An instance that stands calls what it called, as long as all of that stands, too. */
  edges(caller: SolvedInstance, summaries: Summaries): readonly CallEdge[] {
    const known = this.#edges.get(caller);
    if (known?.every(({ callee }) => summaries.instances.get(callee.key) === callee)) return known;
    const made = callEdges(caller, summaries);
    const edges = made.map((edge) => known?.find((before) => sameEdge(before, edge)) ?? edge);
    this.#edges.set(caller, edges);
    return edges;
  }

  kept(instances: readonly SolvedInstance[]): KeptEntries {
    const units = new Set(instances.map(({ unit }) => unit));
    return {
      edges: knownOf(this.#edges, instances),
      own: knownOf(this.#own, units),
      entries: this.#entries,
    };
  }

  restore({ edges, own, entries }: KeptEntries): void {
    for (const [instance, known] of edges) this.#edges.set(instance, known);
    for (const [unit, known] of own) this.#own.set(unit, known);
    this.#entries = entries;
  }

  keep(entries: Entries): Entries {
    const kept = new Map<string, Entry>();
    for (const [key, entry] of entries) kept.set(key, this.#kept(key, entry));
    this.#entries = kept;
    return kept;
  }

  #kept(key: string, { levels, roots, calls, own }: Entry): Entry {
    const before = this.#entries.get(key) ?? NOT_ENTERED;
    const known = roots.map((root) => knownRoot(before, root));
    const isSame =
      before.levels === levels &&
      before.own === own &&
      sameItems(before.roots, known) &&
      sameItems(before.calls, calls);
    return isSame ? before : { levels, roots: known, calls, own };
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
