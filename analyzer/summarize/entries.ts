import type { LevelSet } from "../domain/level-set.js";
import type { FunctionId } from "../ir/operation.js";
import type { ProgramFacts } from "../solve/context.js";
import { isKept, levelsOver, type CallEdge } from "./call-edges.js";
import { accountedFor } from "./accounted-for.js";
import type { Entries } from "./entry.js";
import { EntryMemory } from "./entry-memory.js";
import type { SolvedInstance } from "./instance.js";
import { unknownCallers, type OwnEntries, type RootEntry } from "./root-entry.js";
import type { Summaries } from "./summarize.js";

interface Draft {
  levels: LevelSet;
  readonly roots: RootEntry[];
  readonly calls: CallEdge[];
  readonly own: OwnEntries;
}

/**
 * Entry levels of all instances: contract, else role, else the union over the known call sites, else any level.
 * A least fixpoint from the functions that are entered from outside; what no call reaches then has unknown callers.
 */
class EntrySolver {
  readonly #program: ProgramFacts;
  readonly #memory: EntryMemory;
  readonly #drafts = new Map<string, Draft>();
  readonly #out = new Map<string, readonly CallEdge[]>();
  readonly #kept: readonly CallEdge[];
  readonly #pending = new Set<string>();
  readonly #instances: readonly SolvedInstance[];

  constructor(program: ProgramFacts, summaries: Summaries, memory: EntryMemory) {
    this.#program = program;
    this.#memory = memory;
    // What is registered or runs later may be solved for what it captured only now: the loop comes by it, too.
    const kept: CallEdge[] = [];
    for (const instance of summaries.instances.values()) {
      const edges = memory.edges(instance, summaries);
      if (instance.unit.kind === "module") kept.push(...edges.filter(isKept));
      this.#out.set(instance.key, instance.unit.kind === "module" ? edges.filter((edge) => !isKept(edge)) : edges);
    }
    this.#kept = kept;
    this.#instances = [...summaries.instances.values()];
    for (const instance of this.#instances) this.#start(instance);
    for (const edges of this.#out.values()) for (const edge of edges) this.#connect(edge);
  }

  run(): Entries {
    this.#propagate();
    this.#openKept();
    this.#propagate();
    this.#openFunctions(this.#calledFunctions());
    this.#propagate();
    this.#openFunctions(new Set());
    this.#propagate();
    return this.#memory.keep(this.#drafts);
  }

  #start(instance: SolvedInstance): void {
    const own = this.#memory.ownEntries(instance.unit, this.#program);
    const isGeneric = instance.bindings.size === 0;
    const roots = isGeneric ? [...own.entries] : [];
    const levels = roots.reduce((set, root) => set | root.levels, 0);
    this.#drafts.set(instance.key, { levels, roots, calls: [], own });
    if (levels !== 0) this.#pending.add(instance.key);
  }

  /** A role that a value gets at run time (registered through a variable) is an entry like a declared one. */
  #connect(edge: CallEdge): void {
    const draft = this.#drafts.get(edge.callee.key);
    if (!draft) return;
    const role = edge.kind === "role" && edge.role !== undefined ? this.#program.roles.get(edge.role) : undefined;
    if (role && !draft.own.settles) {
      const binding = { role: role.name, how: "passed", span: edge.node.operation.span } as const;
      draft.roots.push({ levels: role.entry, reason: { kind: "role", role, binding } });
      draft.levels |= role.entry;
      this.#pending.add(edge.callee.key);
    }
    if (edge.kind !== "role") draft.calls.push(edge);
    else if (draft.own.settles && draft.roots.length === 0) this.#register(edge.callee.key, draft);
  }

  /** A function that is solved only for what its closure captured is entered by its role all the same. */
  #register(key: string, draft: Draft): void {
    draft.roots.push(...draft.own.entries);
    draft.levels = draft.roots.reduce((set, root) => set | root.levels, draft.levels);
    this.#pending.add(key);
  }

  #propagate(): void {
    for (const key of this.#pending) {
      this.#pending.delete(key);
      const levels = this.#drafts.get(key)?.levels ?? 0;
      for (const edge of this.#out.get(key) ?? []) this.#enter(edge, levels);
    }
  }

  #enter(edge: CallEdge, callerLevels: LevelSet): void {
    const draft = this.#drafts.get(edge.callee.key);
    if (!draft || edge.kind === "role") return;
    const allowed = draft.own.settles ? draft.own.entries.reduce((set, entry) => set | entry.levels, 0) : undefined;
    if (draft.own.settles && edge.callee.bindings.size === 0) return;
    const incoming = levelsOver(edge, callerLevels);
    const levels = draft.levels | (allowed === undefined || incoming === 0 ? incoming : allowed);
    if (levels === draft.levels) return;
    draft.levels = levels;
    this.#pending.add(edge.callee.key);
  }

  /** Gives unknown callers to functions that module code keeps, where nothing that is known runs them; a role runs them so. */
  #openKept(): void {
    for (const edge of this.#kept) {
      const { caller, callee } = edge;
      const draft = this.#drafts.get(callee.key);
      if (!draft) continue;
      const isRun = draft.roots.length > 0 || draft.calls.some((call) => !isKept(call) && call.caller !== callee);
      if (isRun && edge.at === undefined) continue;
      draft.calls.push(edge);
      this.#enter(edge, this.#drafts.get(caller.key)?.levels ?? 0);
    }
  }

  /** Functions that some other function calls. */
  #calledFunctions(): Set<FunctionId> {
    const called = new Set<FunctionId>();
    for (const edges of this.#out.values())
      for (const edge of edges) if (edge.caller.unit.id !== edge.callee.unit.id) called.add(edge.callee.unit.id);
    return called;
  }

  /** Gives unknown callers to functions that nothing has entered, unless they are called (then their callers' turn is first). */
  #openFunctions(called: ReadonlySet<FunctionId>): void {
    const settled = accountedFor({
      functions: this.#program.functions,
      instances: this.#instances,
      levelsOf: ({ key }) => this.#drafts.get(key)?.levels ?? 0,
      edges: this.#out.values(),
    });
    for (const instance of this.#instances) {
      const { id } = instance.unit;
      if (settled.has(id) || called.has(id)) continue;
      const draft = this.#drafts.get(instance.key);
      if (!draft) continue;
      draft.roots.push(unknownCallers);
      draft.levels = unknownCallers.levels;
      this.#pending.add(instance.key);
    }
  }
}

/** @param memory what was found of an earlier version: what is the same now is handed out as the same objects */
export const solveEntries = (program: ProgramFacts, summaries: Summaries, memory = new EntryMemory()): Entries =>
  new EntrySolver(program, summaries, memory).run();
