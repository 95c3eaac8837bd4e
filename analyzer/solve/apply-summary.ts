import { assumeLevel, entryCase, takeLevel, type Case, type LevelOrigin } from "../domain/case.js";
import { isForCallers } from "../domain/comparison.js";
import type { Fact } from "../domain/fact.js";
import { convertLock, isTakenOtherwise, type Held, type HeldLocks, type LockStep } from "../domain/held.js";
import { isReadLevel, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import { ANY_LEVEL, clamped, isSubset } from "../domain/level-set.js";
import { isOwn, parentPath, type Path } from "../domain/path.js";
import { pushRaise, type Raise } from "../domain/raise.js";
import { isOfResult, resultFact } from "../domain/result.js";
import type { Exit, Summary } from "../domain/summary.js";
import { UNKNOWN, type Captured, type Value } from "../domain/value.js";
import { withoutLock } from "../domain/without.js";
import type { CallOperation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { applyFree, isWayInVain } from "./attempts.js";
import { relationOf } from "./compare.js";
import type { CallEvent } from "./call-event.js";
import { changedLevel } from "./context.js";
import { leftPartly, type LeftPartly } from "./left-partly.js";
import { exchanges, lockInCaller, mapHandle, raisesLeft, withoutRepeats, type Exchanges } from "./lock-in-caller.js";
import { isLineageCell, metInCallee } from "./lineage.js";
import { giveLock, takeLock } from "./lock-steps.js";
import { refineEquality, refineTruth } from "./refine.js";
import { apartBySaved } from "./saved-apart.js";
import { settle } from "./settle.js";
import { summaryEvents } from "./summary-events.js";
import { substituteLevel, substitutePath, substitutePlace, substituteValue, type Substitution } from "./substitute.js";
import { writeMemory } from "./write-memory.js";

export interface SummaryCall {
  readonly operation: CallOperation;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly captured: Captured | undefined;
  readonly site: string;
}

export interface SummaryOutcome {
  readonly events: readonly CallEvent[];
  readonly how: "return" | "throw";
  readonly state: Case;
  readonly result: Value;
  /** What is known of the result beside. */
  readonly told: Fact | undefined;
  /** Of a generator: the stretch that comes next. */
  readonly stand: number;
}

const refineRelations = (state: Case, value: Value, fact: Fact, at: Span): Case | undefined =>
  fact.relations.reduce<Case | undefined>((now, { operator, bound, holds }) => {
    const relation = { kind: "relation", path: fact.path, operator, bound, negated: false, at } as const;
    return now && refineTruth(now, relationOf(value, relation), holds);
  }, state);

const refineDifferences = (state: Case, value: Value, fact: Fact): Case | undefined =>
  fact.differs.reduce<Case | undefined>((now, literal) => now && refineEquality(now, value, literal, false), state);

/** The case in which what was told of a place holds of the value; undefined where that cannot be. */
export const refineFact = (state: Case, value: Value, fact: Fact, at: Span): Case | undefined => {
  if (fact.equals) return refineEquality(state, value, fact.equals.value, true);
  const differing = refineDifferences(state, value, fact);
  const related = differing && refineRelations(differing, value, fact, at);
  return fact.truthy === undefined ? related : related && refineTruth(related, value, fact.truthy);
};

const refineLineage = (state: Case, substitution: Substitution, fact: Fact): Case | undefined => {
  const object = parentPath(fact.path);
  return object ? metInCallee(state, substitutePath(substitution, object), fact) : state;
};

/** A level that counts as known since something was reported keeps no way out of the callee from being taken. */
const isOnlySupposed = ({ supposed, level: current }: Case, level: Level): boolean =>
  supposed && level.kind === "set" && sameLevel(level, current);

/** The caller's case on the callee's path: what the path's branches need must be possible; undefined where it is not. */
export const refineCaller = (substitution: Substitution, at: Span): Case | undefined => {
  let state: Case | undefined = substitution.caller;
  for (const fact of substitution.callee.facts.values()) {
    if (!isForCallers(fact.path) || isOfResult(fact)) continue;
    state = isLineageCell(fact.path)
      ? refineLineage(state, substitution, fact)
      : refineFact(state, substitutePlace(substitution, fact.path), fact, at);
    if (!state) return undefined;
  }
  for (const [symbol, bounds] of substitution.callee.bounds) {
    if (isReadLevel(symbol) || isOwn(symbol.slice("path:".length))) continue;
    const level = substituteLevel(substitution, levelSymbol(symbol));
    state = isOnlySupposed(state, level) ? state : takeLevel(state, level, bounds.taken);
    if (!state) return undefined;
    if (bounds.assumed !== ANY_LEVEL) state = assumeLevel(state, level, bounds.assumed);
  }
  return state;
};

const stepOf = (path: Path, substitution: Substitution, held: Held, { operation }: SummaryCall): LockStep => {
  const { family, form, tried } = held;
  const restored = held.restored && substituteLevel(substitution, held.restored);
  const handle = mapHandle(substitution, held.handle);
  return { path, family, form, tried, restored, handle, span: operation.span };
};

/** A release of another form than the caller's acquire is said in the callee: the form is then the caller's still. */
const takenAnew = (state: Case, lent: LockStep, taken: LockStep): Case => {
  const before = state.locks.get(taken.path.text);
  const form = before && lent.form === taken.form ? before.form : taken.form;
  const given = giveLock(state, lent);
  return given === state ? state : takeLock(given, { ...taken, form });
};

const applyHeld = (state: Case, substitution: Substitution, held: Held, call: SummaryCall): Case => {
  const path = lockInCaller(state.locks, substitution, held);
  if (!path) return state;
  const change = stepOf(path, substitution, held, call);
  if (held.converted === true) return { ...state, locks: convertLock(state.locks, change) };
  if (held.lent && isTakenOtherwise(held)) return takenAnew(state, stepOf(path, substitution, held.lent, call), change);
  let next = state;
  for (let count = Math.abs(held.balance); count > 0; count -= 1)
    next = held.balance > 0 ? takeLock(next, change) : giveLock(next, change);
  const taken = held.again ? next.locks.get(path.text) : undefined;
  return taken ? { ...next, locks: new Map(next.locks).set(path.text, { ...taken, again: true }) } : next;
};

/** Locks that the callee gave back before it took others come first, as they did there. */
const inOrder = (locks: HeldLocks): Held[] => {
  const first = new Set([...locks.values()].flatMap(({ behind }) => behind));
  const all = [...locks];
  return [...all.filter(([key]) => first.has(key)), ...all.filter(([key]) => !first.has(key))].map(([, held]) => held);
};

/** A lock that the caller has no name for. */
const UNNAMED_LOCK = "value:lock";

/** Raises that the callee leaves to its caller to undo. */
const openedByCallee = (substitution: Substitution, undone: Exchanges, call: SummaryCall): Raise[] =>
  raisesLeft(substitution, undone).map((raise) => ({
    saved: substituteLevel(substitution, raise.saved),
    base: substituteLevel(substitution, raise.base),
    lock: raise.lock === undefined ? undefined : (mapHandle(substitution, raise.lock) ?? UNNAMED_LOCK),
    ...(raise.entrusted === true ? { entrusted: true } : {}),
    span: call.operation.span,
    text: call.operation.text,
  }));

/** The needs that the callee's path counts as met hold for a level that is a plain set, too. */
const meetAssumed = (state: Case, substitution: Substitution): Case => {
  const assumed = substitution.callee.bounds.get("entry")?.assumed;
  if (assumed === undefined || assumed === ANY_LEVEL || state.level.kind === "symbol") return state;
  return isSubset(state.level.set, assumed)
    ? state
    : { ...state, supposed: true, level: { kind: "set", set: clamped(state.level.set, assumed) } };
};

const origin = (inner: LevelOrigin, call: SummaryCall): LevelOrigin => ({
  kind: inner.kind === "enter" ? "call" : inner.kind,
  span: call.operation.span,
  text: call.operation.text,
  inner: inner.kind === "enter" ? undefined : inner,
});

/** Ways out that are possible in the caller's case, with what the callee's names stand for there. */
const waysIn = (caller: Case, exits: readonly Exit[], call: SummaryCall): ReadonlyMap<Exit, Substitution> =>
  new Map(
    exits.flatMap((exit) => {
      const { args, receiver, captured, site } = call;
      const base = { callee: exit.state, args, receiver, captured, site };
      const refined = refineCaller({ caller, ...base }, call.operation.span);
      if (!refined) return [];
      const substitution = { caller: refined, ...base };
      if (isWayInVain(substitution)) return [];
      return [[exit, { ...substitution, callee: withoutRepeats(substitution) }] as const];
    }),
  );

/** Locks that the call leaves taken on some of its ways only, which nobody is meant to release. */
export const leftPartlyBy = (caller: Case, { exits }: Summary, call: SummaryCall): LeftPartly[] => {
  const isAnyTaken = exits.some(({ state }) => [...state.locks.values()].some(({ balance }) => balance > 0));
  return isAnyTaken ? [...leftPartly(waysIn(caller, exits, call)).values()].flat() : [];
};

const applyExit = (how: Exit["how"], substitution: Substitution, call: SummaryCall): SummaryOutcome => {
  const { callee, caller: refined } = substitution;
  const locked = inOrder(callee.locks).reduce(
    (now, held) => applyHeld(now, substitution, held, call),
    applyFree(writeMemory(refined, substitution), substitution),
  );
  const level = substituteLevel(substitution, callee.level);
  const changed = sameLevel(level, refined.level)
    ? meetAssumed(locked, substitution)
    : changedLevel(locked, level, origin(callee.origin, call));
  const undone = exchanges(refined.locks, substitution);
  const events = summaryEvents(refined, changed, substitution, undone);
  const settled = settle(refined, changed, events);
  const after = { ...settled, raises: openedByCallee(substitution, undone, call).reduce(pushRaise, settled.raises) };
  const result = callee.result ? substituteValue(substitution, callee.result) : UNKNOWN;
  return { how, state: after, events, result, told: resultFact(callee), stand: callee.stretch };
};

/** Any place may have been written. */
const withoutContents = (state: Case): Case => ({
  ...state,
  memory: state.memory.map((cell) =>
    cell.value.kind === "unknown" && !cell.written ? cell : { path: cell.path, value: UNKNOWN },
  ),
  facts: entryCase.facts,
});

/** Levels to which a way out undoes raises of callers. */
const restoredAt = ({ state: { locks, lowered } }: Exit): Level[] => [
  ...lowered,
  ...[...locks.values()].flatMap(({ restored }) => restored ?? []),
];

const applyExits = (before: Case, exits: readonly Exit[], call: SummaryCall): SummaryOutcome[] => {
  const ways = waysIn(before, exits, call);
  const partly = leftPartly(ways);
  return [...ways].map(([exit, substitution]) => {
    const left = partly.get(exit) ?? [];
    const callee = left.reduce((state, { held }) => withoutLock(state, held.path.text), substitution.callee);
    return applyExit(exit.how, { ...substitution, callee }, call);
  });
};

/** Cases after a call of a function with this summary. */
export const applySummary = (caller: Case, { exits, isVague }: Summary, call: SummaryCall): SummaryOutcome[] =>
  exits
    .flatMap(restoredAt)
    .reduce<readonly Case[]>(
      (cases, restored) => cases.flatMap((one) => apartBySaved(one, restored)),
      [isVague ? withoutContents(caller) : caller],
    )
    .flatMap((before) => applyExits(before, exits, call));
