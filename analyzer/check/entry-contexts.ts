import type { Case } from "../domain/case.js";
import { exactly, PASSIVE_LEVEL, type LevelSet } from "../domain/level-set.js";
import { isRelative, parsePath, type Path } from "../domain/path.js";
import { raisesText } from "../domain/raise.js";
import { sameItems } from "../ir/of-items.js";
import { lockOfHandle } from "../solve/lock-effects.js";
import { readRegister } from "../solve/memory.js";
import { levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { RootEntry } from "../summarize/root-entry.js";
import { byLock, heldBy } from "./held-by-names.js";
import { declaredEntry, type Declared } from "./declared-entry.js";
import { inFunction, type EntryContext } from "./entry-context.js";
import { outerPlaces } from "./outer-places.js";
import { neverComesBack, outerRaises } from "./outer-raises.js";
import { joinLocks, locksText, type LockName, type OuterLock, type OuterLocks } from "./outer-lock.js";
import { outsideNames, type OutsideNames } from "./outside-names.js";
import { rootLocks } from "./root-locks.js";
import { otherRoots, roleGiven, runAtOnce } from "./run-at-once.js";
import { ask, callsByCaller, entryOf, fromVersionBefore, type SettledProgram, question } from "./settled-program.js";

export { comesBackWith, throughCall, type EntryContext } from "./entry-context.js";

/** More ways in than this are taken together. */
const MAX_CONTEXTS = 16;

/** What a callee is entered with over an edge, and what of its declaration that was made from. */
interface Followed {
  readonly declared: Declared;
  readonly entered: EntryContext | undefined;
}

/** Contexts that were made with one set of names: in the next version the same ones are the same objects. */
interface MadeContexts {
  readonly names: OutsideNames;
  readonly roots: Map<SolvedInstance, Map<RootEntry, Followed>>;
  readonly followed: Map<EntryContext, Map<CallEdge, Followed>>;
  readonly merged: Map<EntryContext, Map<EntryContext, EntryContext>>;
  readonly keys: Map<EntryContext, string>;
}

const noneMade = (names: OutsideNames): MadeContexts => ({
  names,
  roots: new Map(),
  followed: new Map(),
  merged: new Map(),
  keys: new Map(),
});

/** What the next version needs of this one's contexts. */
interface KeptContexts {
  readonly made: MadeContexts;
  readonly byInstance: ReadonlyMap<string, EntryContext[]>;
}

/** The inner map under a key. */
const under = <Key, Inner, Value>(maps: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> => {
  const map = maps.get(key) ?? new Map<Inner, Value>();
  maps.set(key, map);
  return map;
};

class Contexts implements KeptContexts {
  readonly made: MadeContexts;
  readonly #before: MadeContexts;
  readonly byInstance = new Map<string, EntryContext[]>();
  readonly #program: SettledProgram;
  readonly #names: OutsideNames;
  readonly #keys = new Map<string, Set<string>>();
  readonly #out: ReadonlyMap<string, readonly CallEdge[]>;
  #queue: EntryContext[] = [];

  constructor(program: SettledProgram, before: KeptContexts | undefined) {
    this.#program = program;
    this.#names = outsideNames(program);
    this.#out = callsByCaller(program);
    this.made = noneMade(this.#names);
    this.#before = before?.made.names === this.#names ? before.made : this.made;
  }

  run(before: KeptContexts | undefined): this {
    const atOnce = runAtOnce(this.#out.values());
    for (const instance of this.#program.instances)
      for (const root of otherRoots(instance, entryOf(this.#program, instance).roots, atOnce))
        this.#enter(this.#rootContext(instance, root));
    while (this.#queue.length > 0) {
      const round = this.#queue;
      this.#queue = [];
      for (const context of round) {
        // What has been taken together with more since is followed as that.
        if (!this.byInstance.get(context.instance.key)?.includes(context)) continue;
        for (const edge of this.#out.get(context.instance.key) ?? []) {
          const entered = this.#follow(context, edge);
          if (entered) this.#enter(entered);
        }
      }
    }
    for (const [key, contexts] of this.byInstance) {
      const last = before?.byInstance.get(key) ?? [];
      if (sameItems(last, contexts)) this.byInstance.set(key, last);
    }
    return this;
  }

  outside(context: EntryContext, path: Path): Path {
    return this.#names.of(context, path);
  }

  /** All locks held at a point: those of the callers, and those that the function has taken itself. */
  held(context: EntryContext, state: Case): OuterLocks {
    const locks = new Map(context.locks);
    const owns = [...state.locks.values()].map((own) => ({ own, name: this.named(context, own) }));
    for (const [text, names] of byLock(owns)) {
      const held = heldBy(names, context.locks.get(text));
      if (held) locks.set(text, held);
      else locks.delete(text);
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
    const handle = lock.handle === undefined ? undefined : this.#names.of(context, parsePath(lock.handle)).text;
    const isByHandle = lock.handle !== undefined && lock.path.text === lockOfHandle(lock.handle).text;
    const taken = isByHandle ? [...context.locks.values()].findLast((outer) => outer.handle === handle) : undefined;
    return { path: taken?.path ?? this.#names.of(context, lock.path), handle };
  }

  #rootContext(instance: SolvedInstance, root: RootEntry): EntryContext {
    const declared = declaredEntry(this.#program, instance);
    const found = this.#before.roots.get(instance)?.get(root);
    const entered = found?.entered && found.declared === declared ? found.entered : this.#newRoot(instance, root);
    under(this.made.roots, instance).set(root, { declared, entered });
    return entered;
  }

  #newRoot(instance: SolvedInstance, root: RootEntry): EntryContext {
    const named = rootLocks(this.#program, instance, root).map((lock): OuterLock => {
      const path = isRelative(lock.path) ? inFunction(instance, lock.path) : lock.path;
      return { ...lock, path: this.#names.canonical(path) };
    });
    const locks = new Map(named.map((lock) => [lock.path.text, lock]));
    return { instance, levels: root.levels, locks, root, via: undefined, isMerged: false };
  }

  #follow(context: EntryContext, edge: CallEdge): EntryContext | undefined {
    const declared = declaredEntry(this.#program, edge.callee);
    const found = this.#before.followed.get(context)?.get(edge);
    const entered = found?.declared === declared ? found.entered : this.#entered(context, edge, declared);
    under(this.made.followed, context).set(edge, { declared, entered });
    return entered;
  }

  #entered(context: EntryContext, edge: CallEdge, declared: Declared): EntryContext | undefined {
    const incoming = levelsOver(edge, context.levels);
    if (incoming === 0 || edge.kind === "role") return undefined;
    const locks = this.over(context, edge);
    const entered: EntryContext = {
      instance: edge.callee,
      levels: edge.kind === "later" ? exactly(PASSIVE_LEVEL) : levelsAsDeclared(declared, incoming),
      locks,
      root: roleGiven(edge, declared.entries, this.#program.facts.roles),
      via: { context, edge },
      isMerged: false,
    };
    // What a contract says counts as met: where it is not, the call is reported.
    for (const path of declared.excluded) locks.delete(this.#names.of(entered, path).text);
    for (const lock of declared.needs) {
      const path = this.#names.of(entered, lock.path);
      if (!locks.has(path.text)) locks.set(path.text, { ...lock, path });
    }
    return entered;
  }

  /** `KeSynchronizeExecution(interrupt, routine, …)` runs the routine with the interrupt's lock held. */
  #takenFor(context: EntryContext, { role, kind, node, state }: CallEdge): OuterLock[] {
    const family = role === undefined ? undefined : this.#program.facts.roles.get(role)?.holds;
    const { operation } = node;
    if (kind !== "callback" || family === undefined || operation.kind !== "call") return [];
    const lock = readRegister(state, operation.args[0]?.register);
    if (lock.kind !== "place") return [];
    const path = this.#names.of(context, lock.path);
    return [{ path, family, form: "raise", handle: undefined, maybe: false, span: operation.span }];
  }

  #enter(context: EntryContext): void {
    const { key } = context.instance;
    const contexts = this.byInstance.get(key) ?? [];
    const keys = this.#keys.get(key) ?? new Set<string>();
    const text = this.#before.keys.get(context) ?? this.#keyOf(context);
    this.made.keys.set(context, text);
    if (keys.has(text)) return;
    keys.add(text);
    this.#keys.set(key, keys);
    this.byInstance.set(key, contexts);
    if (contexts.length < MAX_CONTEXTS) {
      contexts.push(context);
      this.#queue.push(context);
    } else this.#merge(contexts, context);
  }

  #merge(contexts: EntryContext[], context: EntryContext): void {
    const rest = contexts.at(-1);
    if (!rest) return;
    const merged = this.#before.merged.get(rest)?.get(context) ?? merge(rest, context);
    under(this.made.merged, rest).set(context, merged);
    if (merged === rest) return;
    contexts[contexts.length - 1] = merged;
    this.#queue.push(merged);
  }

  /** Two ways in are one where levels, locks and the objects that are passed agree, and what a function may undo that never comes back. */
  #keyOf(context: EntryContext): string {
    const names = outerPlaces(context.instance).map((path) => this.#names.of(context, path).text);
    const raises = neverComesBack(context) ? raisesText(outerRaises(context)) : "";
    return [context.levels, locksText(context.locks), raises, ...names].join(" ");
  }
}

/** Levels that the callee's own contract or role fixes, whoever calls. */
const levelsAsDeclared = ({ entries, settles }: Declared, incoming: LevelSet): LevelSet => {
  const declared = entries.reduce((set, root) => set | root.levels, 0);
  const met = declared & incoming;
  return settles ? (met === 0 ? declared : met) : incoming;
};

const merge = (rest: EntryContext, context: EntryContext): EntryContext => {
  const levels = rest.levels | context.levels;
  const locks = joinLocks(rest.locks, context.locks);
  const isSame = rest.isMerged && levels === rest.levels && locksText(locks) === locksText(rest.locks);
  return isSame ? rest : { ...rest, levels, locks, isMerged: true };
};

const contextsOf = fromVersionBefore(
  "contexts",
  (program, before: KeptContexts | undefined) => new Contexts(program, before).run(before),
  ({ made, byInstance }): KeptContexts => ({ made, byInstance }),
);

const NONE: readonly EntryContext[] = [];

const CONTEXTS = question<readonly EntryContext[]>("entry-contexts: contexts", {
  answer: (whole, key) => contextsOf(whole).byInstance.get(key) ?? NONE,
  byObject: true,
});

const NAMES = question<OutsideNames>("entry-contexts: names", { answer: outsideNames, byObject: true });

/** What is told of names is the same as long as they are. */
const namedContexts = (program: SettledProgram): Contexts => {
  ask(program, NAMES, "");
  return contextsOf(program);
};

/** Every way in which the instance is entered, the nearest to a root first. */
export const entryContexts = (program: SettledProgram, instance: SolvedInstance): readonly EntryContext[] =>
  ask(program, CONTEXTS, instance.key);

/** A path in the terms of a function, by its name outside of it: two equal texts are one place. */
export const outsidePath = (program: SettledProgram, context: EntryContext, path: Path): Path =>
  namedContexts(program).outside(context, path);

/** The locks that are held in a case of a function that is entered so: by its callers and by itself. */
export const locksHeld = (program: SettledProgram, context: EntryContext, state: Case): OuterLocks =>
  namedContexts(program).held(context, state);

/** The locks that are held where the call enters its callee, its contract's own needs left out. */
export const locksOver = (program: SettledProgram, context: EntryContext, edge: CallEdge): OuterLocks =>
  namedContexts(program).over(context, edge);

/** Who enters the function is not known at all: no evidence beside callers that are. */
export const hasUnknownCallers = ({ root, via }: EntryContext): boolean =>
  via
    ? via.edge.kind === "escapes" || hasUnknownCallers(via.context)
    : root?.reason.kind === "public" || root?.reason.kind === "unknown callers";

/** Lock and handle of an event of the function, by their names outside of it. */
export const outsideLock = (
  program: SettledProgram,
  context: EntryContext,
  lock: { readonly path: Path; readonly handle: string | undefined },
): LockName => namedContexts(program).named(context, lock);
