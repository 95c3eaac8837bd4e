import type { Contract, LevelEffect } from "../contract/contract.js";
import { assumeLevel, levelsIn, takeLevel, type Case } from "../domain/case.js";
import { levelSet, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import {
  ANY_LEVEL,
  atLeast,
  atMost,
  clamped,
  exactly,
  highest,
  isSingleton,
  isSubset,
  levelsOf,
  lowest,
  PASSIVE_LEVEL,
  type LevelSet,
} from "../domain/level-set.js";
import { childPath, rootPath } from "../domain/path.js";
import { literal, place, type Value } from "../domain/value.js";
import type { CallEvent } from "./call-event.js";
import { changedLevel } from "./context.js";
import { objectAt, valueAt, type ContractCall } from "./contract-call.js";
import { keysOf } from "./contract-path.js";
import { activeClauses, dependsOnResult, type ActiveClauses, type ResultTruth } from "./contract-conditions.js";
import { applyLock, lockEvent, lockOfContract } from "./lock-effects.js";
import { isTriedInVain } from "./attempts.js";
import { isUnheld } from "./lock-steps.js";
import { levelOfValue, writePlace } from "./memory.js";
import { refineTruth } from "./refine.js";
import { apartBySaved } from "./saved-apart.js";
import { openRaises, settle } from "./settle.js";

/** After a call the needs of its contract count as met: what was wrong is reported at the call, once. */
const meetRequirement = (state: Case, requires: LevelSet): Case => {
  const { level } = state;
  if (level.kind === "symbol") return assumeLevel(state, level, requires);
  return isSubset(level.set, requires)
    ? state
    : { ...state, supposed: true, level: levelSet(clamped(level.set, requires)) };
};

/** A raise that would lower is reported, and leaves the level as it is: for each level from which it comes, by itself. */
const raised = (state: Case, to: Level): Level => {
  if (to.kind === "symbol" || state.level.kind === "symbol") return to;
  const targets = levelsOf(to.set);
  const from = levelsOf(state.level.set);
  return levelSet(
    from.flatMap((one) => targets.map((other) => Math.max(one, other))).reduce((set, l) => set | exactly(l), 0),
  );
};

const raiseTarget = (state: Case, call: ContractCall, effect: LevelEffect): Level | undefined => {
  if (effect.kind !== "raise") return undefined;
  if (typeof effect.to === "number") return levelSet(exactly(effect.to));
  if ("levels" in effect.to) return levelSet(effect.to.levels);
  return levelOfValue(valueAt(state, call, effect.to)) ?? levelSet(ANY_LEVEL);
};

const restoredLevel = (state: Case, value: Value): Level =>
  levelOfValue(value) ?? levelSet(atMost(highest(levelsIn(state, state.level, ANY_LEVEL))));

/** A raise to a level that is not known ends no lower than it began. */
const notBelow = (state: Case, level: Level, floor: number): Case =>
  level.kind === "symbol" && floor > PASSIVE_LEVEL ? (takeLevel(state, level, atLeast(floor)) ?? state) : state;

/** What a release or lowering restores. */
interface Restored {
  readonly level: Level;
  readonly value: Value;
}

/** What a release or lowering restores, as passed. A handle restores what the acquire with it has saved. */
const restoredValue = (before: Case, call: ContractCall, { level, locks }: ActiveClauses): Value | undefined => {
  if (level.kind !== "restore") return undefined;
  const byHandle = locks.find(({ lock, handle }) => lock === undefined && handle !== undefined);
  const lock = byHandle && lockOfContract(before, call, byHandle);
  const raise = lock && before.raises.findLast((open) => open.lock === lock.text);
  return raise ? { kind: "level", level: raise.saved, read: undefined } : valueAt(before, call, level.from);
};

const restoredBy = (before: Case, call: ContractCall, clauses: ActiveClauses): Restored | undefined => {
  const value = restoredValue(before, call, clauses);
  return value && { level: restoredLevel(before, value), value };
};

const changeLevel = (
  before: Case,
  state: Case,
  call: ContractCall,
  effect: LevelEffect,
  restored: Level | undefined,
): Case => {
  const { span, text } = call.operation;
  const locking = call.contract.locks.length > 0;
  if (restored)
    return changedLevel(state, restored, {
      kind: locking ? "release" : "lower",
      span,
      text,
      inner: undefined,
    });
  const to = raiseTarget(before, call, effect);
  if (!to) return state;
  const level = raised(state, to);
  if (sameLevel(level, state.level)) return state;
  const floor = lowest(levelsIn(before, before.level, ANY_LEVEL));
  return changedLevel(notBelow(state, level, floor), level, {
    kind: locking ? "acquire" : "raise",
    span,
    text,
    inner: undefined,
  });
};

/** What the call does, for rules and for what it leaves to be undone. */
const contractEvents = (
  before: Case,
  after: Case,
  call: ContractCall,
  { level, locks }: ActiveClauses,
  restored: Restored | undefined,
): CallEvent[] => {
  const onLocks = locks.flatMap((effect) => lockEvent(before, call, effect, restored) ?? []);
  if (onLocks.length > 0 || level.kind === "same") return onLocks;
  const to = restored?.level ?? raiseTarget(before, call, level) ?? after.level;
  return [
    level.kind === "raise"
      ? { kind: "raise", from: before.level, to }
      : { kind: "lower", from: before.level, to, value: restored?.value, isSettledInside: false },
  ];
};

/** Leaves the level from before where the contract says, unless that is the result. */
const saveLevel = (before: Case, state: Case, call: ContractCall): Case => {
  const to = call.contract.saves;
  if (!to || to.root.kind === "return") return state;
  const object = objectAt(before, call, to);
  const key = keysOf(to).at(-1);
  if (object.kind !== "place" || key === undefined) return state;
  return writePlace(state, childPath(object.path, key), { kind: "level", level: before.level, read: undefined });
};

/**
 * A level that may be several numbers gets a name here, so that what is learned of the value holds for the level. One that is
 * known only since something was reported may be any: the answer decides no branch.
 */
const nameLevel = (state: Case, site: string): Case => {
  const { level, supposed } = state;
  if (level.kind === "symbol" || (isSingleton(level.set) && !supposed)) return state;
  const symbol = `at:${site}`;
  const named = supposed ? { taken: ANY_LEVEL, assumed: level.set } : { taken: level.set, assumed: ANY_LEVEL };
  return { ...state, level: levelSymbol(symbol), bounds: new Map(state.bounds).set(symbol, named) };
};

/** The WDK's routines that take or give back a lock and neither save a level nor may fail are `void`. */
const returnsNothing = ({ origin, locks }: Contract): boolean =>
  origin === "wdk" &&
  locks.length > 0 &&
  locks.every(({ operation }) => operation === "acquire" || operation === "release");

const resultOf = (before: Case, state: Case, call: ContractCall): Value => {
  const { contract } = call;
  if (contract.returnsCurrentLevel)
    return { kind: "level", level: state.level, read: { span: call.operation.span, stored: false } };
  if (contract.saves?.root.kind === "return") return { kind: "level", level: before.level, read: undefined };
  if (returnsNothing(contract)) return literal(undefined);
  return place(rootPath(`value:${call.site}`));
};

export interface ContractOutcome {
  readonly state: Case;
  readonly events: readonly CallEvent[];
  readonly result: Value;
}

/** The case once the call's need of a level counts as met. */
export const meetContract = (state: Case, call: ContractCall): Case =>
  call.contract.statesLevel ? meetRequirement(state, activeClauses(state, call, undefined).requires) : state;

/** What the call does where its result is so. */
interface Effects {
  readonly truth: ResultTruth;
  readonly clauses: ActiveClauses;
  readonly restored: Restored | undefined;
}

const outcomeOf = (before: Case, call: ContractCall, { truth, clauses, restored }: Effects): ContractOutcome => {
  const locked = clauses.locks.reduce((now, effect) => applyLock(now, call, effect, restored?.level), before);
  const changed = changeLevel(before, locked, call, clauses.level, restored?.level);
  const events = contractEvents(before, changed, call, clauses, restored);
  const after = saveLevel(before, openRaises(before, settle(before, changed, events), events, call.operation), call);
  if (truth !== undefined && call.contract.origin === "wdk") return { state: after, events, result: literal(truth) };
  // Of a function with tags nothing is told but whether its result is truthy.
  const result = resultOf(before, after, call);
  const told = truth === undefined ? after : (refineTruth(after, result, truth) ?? after);
  return { state: told, events, result };
};

const withResult = (before: Case, call: ContractCall, truth: ResultTruth): ContractOutcome[] => {
  const clauses = activeClauses(before, call, truth);
  const restored = restoredBy(before, call, clauses);
  return apartBySaved(before, restored?.level).map((one) => outcomeOf(one, call, { truth, clauses, restored }));
};

/** The release of a lock that is not held: a call too many, which changes nothing. */
const releasesNothing = (state: Case, call: ContractCall): boolean =>
  call.contract.locks.some((effect) => {
    const lock = effect.operation === "release" ? lockOfContract(state, call, effect) : undefined;
    return lock !== undefined && isUnheld(state, lock, effect.family);
  });

/** With this result, an attempt has taken what the function itself holds. */
const triesInVain = (state: Case, call: ContractCall, truth: ResultTruth): boolean =>
  activeClauses(state, call, truth).locks.some((effect) => {
    const lock = effect.operation === "try" ? lockOfContract(state, call, effect) : undefined;
    return lock !== undefined && isTriedInVain(state, lock, effect.family);
  });

const truthsOf = (state: Case, call: ContractCall): readonly ResultTruth[] => {
  if (!dependsOnResult(call.contract)) return [undefined];
  return [true, false].filter((truth) => !triesInVain(state, call, truth));
};

/** Cases after the call: two where its result decides about a lock or the level (try-acquires), or where a number may be what was saved. */
export const applyContract = (state: Case, call: ContractCall): ContractOutcome[] => {
  const met = releasesNothing(state, call) ? state : meetContract(state, call);
  const before = call.contract.returnsCurrentLevel ? nameLevel(met, call.site) : met;
  return truthsOf(before, call).flatMap((truth) => withResult(before, call, truth));
};
