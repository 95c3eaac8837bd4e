import { entryCase, type Case } from "../domain/case.js";
import { exactly, PASSIVE_LEVEL, type LevelSet } from "../domain/level-set.js";
import { isRelative, outerRoot, parsePath, rootPath, type Path, type Root } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import { readRegister } from "../solve/memory.js";
import { lockOfHandle } from "../solve/lock-effects.js";
import { substitutePath } from "../solve/substitute.js";
import { levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { rootEntries, type RootEntry } from "../summarize/root-entry.js";
import { moduleNames } from "./lock-names.js";
import { joinLocks, locksText, type LockName, type OuterLock, type OuterLocks } from "./outer-lock.js";
import { declaredLocks, excludedLocks, rootLocks } from "./root-locks.js";
import { entryOf, type SettledProgram } from "./settled-program.js";

/**
 * One way in which a function is entered: at which levels, with which locks held, on which objects. A function has one for
 * each of its roots and for each different way in which it is called; where there are too many, the last stands for the rest.
 */
export interface EntryContext {
  readonly instance: SolvedInstance;
  readonly levels: LevelSet;
  readonly locks: OuterLocks;
  /** Why it is entered without a known caller. */
  readonly root: RootEntry | undefined;
  /** The call, and how its caller was entered: the shortest such way. */
  readonly via: { readonly context: EntryContext; readonly edge: CallEdge } | undefined;
  /** Stands for several ways that pass different objects: what callers pass has no name here. */
  readonly isMerged: boolean;
}

/** More ways in than this are taken together. */
const MAX_CONTEXTS = 16;
const MAX_NAMES = 12;

class Contexts {
  readonly #program: SettledProgram;
  readonly #byInstance = new Map<string, EntryContext[]>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #out = new Map<string, CallEdge[]>();
  readonly #outside = new WeakMap<EntryContext, Map<string, Path>>();
  readonly #canonical: (path: Path) => Path;
  #queue: EntryContext[] = [];

  constructor(program: SettledProgram) {
    this.#program = program;
    this.#canonical = moduleNames(program).name;
    for (const instance of program.instances)
      for (const edge of entryOf(program, instance).calls)
        this.#out.set(edge.caller.key, [...(this.#out.get(edge.caller.key) ?? []), edge]);
  }

  run(): this {
    for (const instance of this.#program.instances)
      for (const root of entryOf(this.#program, instance).roots) this.#enter(this.#rootContext(instance, root));
    while (this.#queue.length > 0) {
      const round = this.#queue;
      this.#queue = [];
      for (const context of round)
        for (const edge of this.#out.get(context.instance.key) ?? []) this.#follow(context, edge);
    }
    return this;
  }

  of(instance: SolvedInstance): readonly EntryContext[] {
    return this.#byInstance.get(instance.key) ?? [];
  }

  /** A path of the function, by its name outside of it. */
  outside(context: EntryContext, path: Path): Path {
    const known = this.#outside.get(context) ?? new Map<string, Path>();
    this.#outside.set(context, known);
    const found = known.get(path.text) ?? this.#canonical(this.#resolve(context, path, 0));
    known.set(path.text, found);
    return found;
  }

  /** All locks held at a point: those of the callers, and those that the function has taken itself. */
  held(context: EntryContext, state: Case): OuterLocks {
    const locks = new Map(context.locks);
    for (const own of state.locks.values()) {
      const { family, form, tried, balance, maybe, span } = own;
      const name = this.named(context, own);
      const before = locks.get(name.path.text);
      if (balance > 0) locks.set(name.path.text, { ...name, family, form, tried, maybe, span });
      else if (before && maybe) locks.set(name.path.text, { ...before, maybe: true });
      else locks.delete(name.path.text);
    }
    return locks;
  }

  /** The locks that are held where a call enters its callee. */
  over(context: EntryContext, edge: CallEdge): Map<string, OuterLock> {
    const isNow = edge.kind === "direct" || edge.kind === "callback";
    const locks = new Map(isNow ? this.held(context, edge.state) : []);
    for (const lock of isNow ? this.#takenFor(context, edge) : []) locks.set(lock.path.text, lock);
    return locks;
  }

  /** Lock and handle by their names outside; where only the handle is named, the lock that the callers took with it. */
  named(context: EntryContext, lock: { readonly path: Path; readonly handle: string | undefined }): LockName {
    const handle = lock.handle === undefined ? undefined : this.outside(context, parsePath(lock.handle)).text;
    const isByHandle = lock.handle !== undefined && lock.path.text === lockOfHandle(lock.handle).text;
    const taken = isByHandle ? [...context.locks.values()].findLast((outer) => outer.handle === handle) : undefined;
    return { path: taken?.path ?? this.outside(context, lock.path), handle };
  }

  #resolve(context: EntryContext, path: Path, depth: number): Path {
    if (!isRelative(path)) return this.#isCaptured(path) ? this.#outOfClosure(context, path, depth) : path;
    const { via, isMerged, instance } = context;
    if (!via || isMerged || depth > MAX_NAMES) return inFunction(instance, path);
    const value = throughCall(via.edge, path);
    if (value.kind !== "place") return inFunction(instance, path);
    return this.#resolve(via.context, value.path, depth + 1);
  }

  /** A variable of a function: for the closures that it runs, what it holds there. */
  #isCaptured({ root }: Path): boolean {
    if (!root.startsWith("var:")) return false;
    const owner = root.slice("var:".length, root.lastIndexOf("/"));
    return (this.#program.facts.functions.get(owner)?.kind ?? "module") !== "module";
  }

  #outOfClosure(context: EntryContext, path: Path, depth: number): Path {
    const { via, isMerged } = context;
    if (!via || isMerged || depth > MAX_NAMES) return path;
    const value = throughCall(via.edge, path);
    const isHere = value.kind === "place" && value.path.text !== path.text;
    return isHere
      ? this.#resolve(via.context, value.path, depth + 1)
      : this.#outOfClosure(via.context, path, depth + 1);
  }

  #rootContext(instance: SolvedInstance, root: RootEntry): EntryContext {
    const named = rootLocks(this.#program, instance, root).map((lock): OuterLock => {
      return { ...lock, path: this.#canonical(isRelative(lock.path) ? inFunction(instance, lock.path) : lock.path) };
    });
    const locks = new Map(named.map((lock) => [lock.path.text, lock]));
    return { instance, levels: root.levels, locks, root, via: undefined, isMerged: false };
  }

  #follow(context: EntryContext, edge: CallEdge): void {
    const incoming = levelsOver(edge, context.levels);
    if (incoming === 0 || edge.kind === "role") return;
    const { levels, needs } = this.#asDeclared(edge.callee, incoming);
    const locks = this.over(context, edge);
    const entered: EntryContext = {
      instance: edge.callee,
      levels: edge.kind === "later" ? exactly(PASSIVE_LEVEL) : levels,
      locks,
      root: undefined,
      via: { context, edge },
      isMerged: false,
    };
    // What a contract says counts as met: where it is not, the call is reported.
    for (const path of excludedLocks(this.#program, edge.callee)) locks.delete(this.outside(entered, path).text);
    for (const lock of needs) {
      const path = this.outside(entered, lock.path);
      if (!locks.has(path.text)) locks.set(path.text, { ...lock, path });
    }
    this.#enter(entered);
  }

  /** Levels and locks that the callee's own contract or role fixes, whoever calls. */
  #asDeclared(callee: SolvedInstance, incoming: LevelSet): { levels: LevelSet; needs: readonly OuterLock[] } {
    const { entries, settles } = rootEntries(callee.unit, this.#program.facts);
    const needs =
      entries.length > 0
        ? entries.flatMap((root) => rootLocks(this.#program, callee, root))
        : declaredLocks(this.#program, callee);
    const declared = entries.reduce((set, root) => set | root.levels, 0);
    const met = declared & incoming;
    return { levels: settles ? (met === 0 ? declared : met) : incoming, needs };
  }

  /** `KeSynchronizeExecution(interrupt, routine, …)` runs the routine with the interrupt's lock held. */
  #takenFor(context: EntryContext, { role, kind, node, state }: CallEdge): OuterLock[] {
    const family = role === undefined ? undefined : this.#program.facts.roles.get(role)?.holds;
    const { operation } = node;
    if (kind !== "callback" || family === undefined || operation.kind !== "call") return [];
    const lock = readRegister(state, operation.args[0]?.register);
    if (lock.kind !== "place") return [];
    const path = this.outside(context, lock.path);
    return [{ path, family, form: "raise", handle: undefined, maybe: false, span: operation.span }];
  }

  #enter(context: EntryContext): void {
    const { key } = context.instance;
    const contexts = this.#byInstance.get(key) ?? [];
    const keys = this.#keys.get(key) ?? new Set<string>();
    const text = this.#keyOf(context);
    if (keys.has(text)) return;
    keys.add(text);
    this.#keys.set(key, keys);
    this.#byInstance.set(key, contexts);
    if (contexts.length < MAX_CONTEXTS) {
      contexts.push(context);
      this.#queue.push(context);
    } else this.#merge(contexts, context);
  }

  #merge(contexts: EntryContext[], context: EntryContext): void {
    const rest = contexts.at(-1);
    if (!rest) return;
    const levels = rest.levels | context.levels;
    const locks = joinLocks(rest.locks, context.locks);
    if (rest.isMerged && levels === rest.levels && locksText(locks) === locksText(rest.locks)) return;
    const merged = { ...rest, levels, locks, isMerged: true };
    contexts[contexts.length - 1] = merged;
    this.#queue.push(merged);
  }

  /** Two ways in are one where levels, locks and the objects that are passed agree. */
  #keyOf(context: EntryContext): string {
    const names = this.#rootsOf(context.instance).map((root) => this.outside(context, rootPath(root)).text);
    return [context.levels, locksText(context.locks), ...names].join(" ");
  }

  #rootsOf({ unit }: SolvedInstance): Root[] {
    return ["this", ...unit.parameters.map((_, index) => `param:${String(index)}`)];
  }
}

const inFunction = ({ unit }: SolvedInstance, path: Path): Path =>
  parsePath([outerRoot(unit.id, path.root), ...path.keys].join("|"), path.property);

/** What the caller has at a place that the callee names. */
export const throughCall = (edge: CallEdge, path: Path): Value =>
  substitutePath(
    {
      caller: edge.state,
      callee: entryCase,
      args: edge.args,
      receiver: edge.receiver,
      site: `${edge.caller.unit.id}:${String(edge.node.id)}`,
    },
    path,
  );

const known = new WeakMap<SettledProgram, Contexts>();

const contextsOf = (program: SettledProgram): Contexts => {
  const found = known.get(program) ?? new Contexts(program).run();
  known.set(program, found);
  return found;
};

/** Every way in which the instance is entered, the nearest to a root first. */
export const entryContexts = (program: SettledProgram, instance: SolvedInstance): readonly EntryContext[] =>
  contextsOf(program).of(instance);

/** A path in the terms of a function, by its name outside of it: two equal texts are one place. */
export const outsidePath = (program: SettledProgram, context: EntryContext, path: Path): Path =>
  contextsOf(program).outside(context, path);

/** The locks that are held in a case of a function that is entered so: by its callers and by itself. */
export const locksHeld = (program: SettledProgram, context: EntryContext, state: Case): OuterLocks =>
  contextsOf(program).held(context, state);

/** The locks that are held where the call enters its callee, its contract's own needs left out. */
export const locksOver = (program: SettledProgram, context: EntryContext, edge: CallEdge): OuterLocks =>
  contextsOf(program).over(context, edge);

/** Who enters the function is not known at all: no evidence beside callers that are. */
export const hasUnknownCallers = ({ root, via }: EntryContext): boolean =>
  via ? hasUnknownCallers(via.context) : root?.reason.kind === "public" || root?.reason.kind === "unknown callers";

/** Lock and handle of an event of the function, by their names outside of it. */
export const outsideLock = (
  program: SettledProgram,
  context: EntryContext,
  lock: { readonly path: Path; readonly handle: string | undefined },
): LockName => contextsOf(program).named(context, lock);
