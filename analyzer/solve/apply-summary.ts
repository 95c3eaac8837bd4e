import { assumeLevel, takeLevel, type Case, type LevelOrigin } from "../domain/case.js";
import type { Fact } from "../domain/fact.js";
import { heldByHandle, type Held, type HeldLocks } from "../domain/held.js";
import { ENTRY, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import { ANY_LEVEL, clamped, isSubset } from "../domain/level-set.js";
import { parsePath, type Path } from "../domain/path.js";
import { pushRaise, type Raise } from "../domain/raise.js";
import type { Exit, Summary } from "../domain/summary.js";
import { UNKNOWN, type Captured, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { relationOf } from "./compare.js";
import type { CallEvent } from "./call-event.js";
import { changedLevel } from "./context.js";
import { isInitialisedCell, writeInitialised } from "./initialised.js";
import { lockOfHandle } from "./lock-effects.js";
import { giveLock, lockMeant, takeLock } from "./lock-steps.js";
import { writePlace } from "./memory.js";
import { refineEquality, refineTruth } from "./refine.js";
import { settle } from "./settle.js";
import { substituteLevel, substitutePath, substituteTarget, substituteValue, type Substitution } from "./substitute.js";

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
}

const refineRelations = (state: Case, value: Value, fact: Fact, at: Span): Case | undefined =>
  fact.relations.reduce<Case | undefined>((now, { operator, bound, holds }) => {
    const relation = { kind: "relation", path: fact.path, operator, bound, negated: false, at } as const;
    return now && refineTruth(now, relationOf(value, relation), holds);
  }, state);

const refineDifferences = (state: Case, value: Value, fact: Fact): Case | undefined =>
  fact.differs.reduce<Case | undefined>((now, literal) => now && refineEquality(now, value, literal, false), state);

const refineFact = (state: Case, substitution: Substitution, fact: Fact, at: Span): Case | undefined => {
  const value = substitutePath(substitution, fact.path);
  if (fact.equals) return refineEquality(state, value, fact.equals.value, true);
  const differing = refineDifferences(state, value, fact);
  const related = differing && refineRelations(differing, value, fact, at);
  return fact.truthy === undefined ? related : related && refineTruth(related, value, fact.truthy);
};

const isOwn = (text: string): boolean => text.startsWith("value:") || text.startsWith("new:");

/** The caller's case on the callee's path: what the path's branches need must be possible; undefined where it is not. */
export const refineCaller = (substitution: Substitution, at: Span): Case | undefined => {
  let state: Case | undefined = substitution.caller;
  for (const fact of substitution.callee.facts.values()) {
    if (isOwn(fact.path.root)) continue;
    state = refineFact(state, substitution, fact, at);
    if (!state) return undefined;
  }
  for (const [symbol, bounds] of substitution.callee.bounds) {
    if (symbol.startsWith("at:") || isOwn(symbol.slice("path:".length))) continue;
    const level = substituteLevel(substitution, levelSymbol(symbol));
    state = takeLevel(state, level, bounds.taken);
    if (!state) return undefined;
    if (bounds.assumed !== ANY_LEVEL) state = assumeLevel(state, level, bounds.assumed);
  }
  return state;
};

const mapHandle = (substitution: Substitution, handle: string | undefined): string | undefined => {
  if (handle === undefined) return undefined;
  const value = substitutePath(substitution, parsePath(handle));
  return value.kind === "place" ? value.path.text : undefined;
};

/** The caller's name of a lock that the callee took or gave back; of one that it knew by its handle, what that handle took. */
const lockInCaller = (locks: HeldLocks, substitution: Substitution, held: Held): Path | undefined => {
  const handle = mapHandle(substitution, held.handle);
  if (held.handle !== undefined && held.path.text === lockOfHandle(held.handle).text)
    return handle === undefined ? undefined : (heldByHandle(locks, handle)?.path ?? lockOfHandle(handle));
  const value = substitutePath(substitution, held.path);
  if (value.kind !== "place") return undefined;
  return held.balance < 0 ? lockMeant(locks, value.path) : value.path;
};

const applyHeld = (state: Case, substitution: Substitution, held: Held, { operation }: SummaryCall): Case => {
  const path = lockInCaller(state.locks, substitution, held);
  if (!path) return state;
  const { family, form, tried } = held;
  const change = { path, family, form, tried, handle: mapHandle(substitution, held.handle), span: operation.span };
  let next = state;
  for (let count = Math.abs(held.balance); count > 0; count -= 1)
    next = held.balance > 0 ? takeLock(next, change) : giveLock(next, change);
  const taken = held.again ? next.locks.get(path.text) : undefined;
  return taken ? { ...next, locks: new Map(next.locks).set(path.text, { ...taken, again: true }) } : next;
};

/** What acquires in the callee have shown of locks of which the caller knew nothing. */
const applyFree = (state: Case, substitution: Substitution): Case => {
  const shown = [...substitution.callee.free].flatMap(([text, how]) => {
    const value = substitutePath(substitution, parsePath(text));
    if (value.kind !== "place" || state.locks.has(value.path.text) || state.free.has(value.path.text)) return [];
    return [[value.path.text, how] as const];
  });
  return shown.length === 0 ? state : { ...state, free: new Map([...state.free, ...shown]) };
};

/** Whether the callee gave back a lock that it had not taken, so that the level it leaves is the one it restored. */
const restoresByRelease = (held: Held): boolean =>
  held.balance < 0 && (held.form === "raise" || held.form === "forDpc");

/** The level that the callee's releases gave back: the one that it leaves, or from which it has raised again. */
const givenLevel = (substitution: Substitution, after: Case): Level => {
  const raise = substitution.callee.raises[0];
  const isBehind = raise && !sameLevel(raise.saved, levelSymbol(ENTRY));
  return isBehind ? substituteLevel(substitution, raise.saved) : after.level;
};

/** Locks that the callee gave back before it took others come first, as they did there. */
const inOrder = (locks: HeldLocks): Held[] => {
  const first = new Set([...locks.values()].flatMap(({ behind }) => behind));
  const all = [...locks];
  return [...all.filter(([key]) => first.has(key)), ...all.filter(([key]) => !first.has(key))].map(([, held]) => held);
};

/** What a callee has taken under one name and given back under another: nothing has happened to it. */
const cancelledOut = (locks: HeldLocks, substitution: Substitution): ReadonlySet<string> => {
  const sums = new Map<string, number>();
  for (const held of substitution.callee.locks.values()) {
    const text = lockInCaller(locks, substitution, held)?.text;
    if (text !== undefined) sums.set(text, (sums.get(text) ?? 0) + held.balance);
  }
  return new Set([...sums].flatMap(([text, sum]) => (sum === 0 ? [text] : [])));
};

const summaryEvents = (before: Case, after: Case, substitution: Substitution): CallEvent[] => {
  const { callee } = substitution;
  const leaves = sameLevel(callee.level, levelSymbol(ENTRY)) ? undefined : after.level;
  const cancelled = cancelledOut(before.locks, substitution);
  const onLocks = [...callee.locks.values()].flatMap((held): CallEvent[] => {
    const lock = lockInCaller(before.locks, substitution, held);
    if (!lock || cancelled.has(lock.text)) return [];
    const { family, form } = held;
    const handle = mapHandle(substitution, held.handle);
    const told = { lock, family, form, handle, held: before.locks.get(lock.text) };
    if (held.balance > 0) {
      const behind = held.behind.flatMap((key) => {
        const given = callee.locks.get(key);
        return (given && lockInCaller(before.locks, substitution, given)) ?? [];
      });
      return [{ kind: "acquire", ...told, tries: held.maybe || held.tried, behind }];
    }
    const restored = restoresByRelease(held) ? givenLevel(substitution, after) : undefined;
    return [{ kind: "release", ...told, also: [], restored, value: undefined }];
  });
  if (!leaves) return onLocks;
  if (callee.raises.some((raise) => raise.lock === undefined))
    return [...onLocks, { kind: "raise", from: before.level, to: leaves }];
  // A release that the locks do not show was of one that is not held: that is reported, and the level it gave back with it.
  const isReleased = callee.origin.kind === "release" || [...callee.locks.values()].some(restoresByRelease);
  const byLocks = callee.raises.length > 0 || isReleased;
  return byLocks ? onLocks : [...onLocks, { kind: "lower", from: before.level, to: leaves, value: undefined }];
};

/** A lock that the caller has no name for. */
const UNNAMED_LOCK = "value:lock";

/** Raises that the callee leaves to its caller to undo. */
const openedByCallee = (substitution: Substitution, call: SummaryCall): Raise[] =>
  substitution.callee.raises.map((raise) => ({
    saved: substituteLevel(substitution, raise.saved),
    base: substituteLevel(substitution, raise.base),
    lock: raise.lock === undefined ? undefined : (mapHandle(substitution, raise.lock) ?? UNNAMED_LOCK),
    span: call.operation.span,
    text: call.operation.text,
  }));

const writeMemory = (state: Case, substitution: Substitution): Case => {
  let next = state;
  for (const cell of substitution.callee.memory.values()) {
    const target = substituteTarget(substitution, cell.path);
    if (target)
      next = (isInitialisedCell(target) ? writeInitialised : writePlace)(
        next,
        target,
        substituteValue(substitution, cell.value),
      );
  }
  return next;
};

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

const applyExit = (caller: Case, exit: Exit, call: SummaryCall): SummaryOutcome | undefined => {
  const callee = exit.state;
  const { args, receiver, captured, site } = call;
  const base = { callee, args, receiver, captured, site };
  const refined = refineCaller({ caller, ...base }, call.operation.span);
  if (!refined) return undefined;
  const substitution = { caller: refined, ...base };
  const locked = inOrder(callee.locks).reduce(
    (now, held) => applyHeld(now, substitution, held, call),
    applyFree(writeMemory(refined, substitution), substitution),
  );
  const level = substituteLevel(substitution, callee.level);
  const changed = sameLevel(level, refined.level)
    ? meetAssumed(locked, substitution)
    : changedLevel(locked, level, origin(callee.origin, call));
  const events = summaryEvents(refined, changed, substitution);
  const settled = settle(refined, changed, events);
  const after = { ...settled, raises: openedByCallee(substitution, call).reduce(pushRaise, settled.raises) };
  const result = callee.result ? substituteValue(substitution, callee.result) : UNKNOWN;
  return { how: exit.how, state: after, events, result };
};

/** Cases after a call of a function with this summary. */
export const applySummary = (caller: Case, summary: Summary, call: SummaryCall): SummaryOutcome[] =>
  summary.exits.flatMap((exit) => applyExit(caller, exit, call) ?? []);
