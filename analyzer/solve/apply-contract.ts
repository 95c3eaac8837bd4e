import type { Contract, ContractPath, LockEffect } from "../contract/contract.js";
import { assumeLevel, levelsIn, type Case } from "../domain/case.js";
import { acquireLock, heldByHandle, releaseLock, type Held } from "../domain/held.js";
import { levelSet, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import {
  ANY_LEVEL,
  atMost,
  exactly,
  highest,
  isSingleton,
  levelsOf,
  lowest,
  type LevelSet,
} from "../domain/level-set.js";
import { childPath, rootPath, type Path } from "../domain/path.js";
import { literal, place, UNKNOWN, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import { changedLevel } from "./context.js";
import { levelOfValue, readKeys, writePlace } from "./memory.js";

/** A call of a routine that is known by contract, in one case. */
export interface ContractCall {
  readonly contract: Contract;
  readonly operation: CallOperation;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  /** Names results and symbols that arise here. */
  readonly site: string;
}

const rootValue = (call: ContractCall, path: ContractPath): Value => {
  switch (path.root.kind) {
    case "argument":
      return call.args[path.root.index] ?? literal(undefined);
    case "this":
      return call.receiver ?? UNKNOWN;
    case "return":
      return UNKNOWN;
    case "global":
      return place(rootPath(`global:${path.root.name}`));
  }
};

const valueAt = (state: Case, call: ContractCall, path: ContractPath): Value =>
  readKeys(state, rootValue(call, path), path.keys);

/** After a call the needs of its contract count as met: what was wrong is reported at the call, once. */
const meetRequirement = (state: Case, requires: LevelSet): Case => {
  const { level } = state;
  if (level.kind === "symbol") return assumeLevel(state, level, requires);
  const met = level.set & requires;
  return met === level.set ? state : { ...state, level: levelSet(met === 0 ? exactly(lowest(requires)) : met) };
};

const raised = (state: Case, to: Level): Level => {
  if (to.kind === "symbol" || state.level.kind === "symbol") return to;
  if (isSingleton(to.set))
    return levelSet(levelsOf(state.level.set).reduce((set, from) => set | exactly(Math.max(from, lowest(to.set))), 0));
  return to;
};

const raiseTarget = (state: Case, call: ContractCall): Level | undefined => {
  const effect = call.contract.level;
  if (effect.kind !== "raise") return undefined;
  if (typeof effect.to === "number") return levelSet(exactly(effect.to));
  if ("levels" in effect.to) return levelSet(effect.to.levels);
  return levelOfValue(valueAt(state, call, effect.to)) ?? levelSet(ANY_LEVEL);
};

const restoredLevel = (state: Case, value: Value): Level =>
  levelOfValue(value) ?? levelSet(atMost(highest(levelsIn(state, state.level, ANY_LEVEL))));

const changeLevel = (before: Case, state: Case, call: ContractCall): Case => {
  const { span, text } = call.operation;
  const effect = call.contract.level;
  const locking = call.contract.locks.length > 0;
  if (effect.kind === "restore")
    return changedLevel(state, restoredLevel(before, valueAt(before, call, effect.from)), {
      kind: locking ? "release" : "lower",
      span,
      text,
      inner: undefined,
    });
  const to = raiseTarget(before, call);
  if (!to) return state;
  const level = raised(state, to);
  if (sameLevel(level, state.level)) return state;
  return changedLevel(state, level, { kind: locking ? "acquire" : "raise", span, text, inner: undefined });
};

/** Leaves the level from before where the contract says, unless that is the result. */
const saveLevel = (before: Case, state: Case, call: ContractCall): Case => {
  const to = call.contract.saves;
  if (!to || to.root.kind === "return") return state;
  const object = readKeys(before, rootValue(call, to), to.keys.slice(0, -1));
  const key = to.keys.at(-1);
  if (object.kind !== "place" || key === undefined) return state;
  return writePlace(state, childPath(object.path, key), { kind: "level", level: before.level, read: undefined });
};

const lockPath = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  if (!effect.lock) return undefined;
  const value = valueAt(state, call, effect.lock);
  return value.kind === "place" ? value.path : undefined;
};

const handleText = (state: Case, call: ContractCall, effect: LockEffect): string | undefined => {
  if (!effect.handle) return undefined;
  const value = valueAt(state, call, effect.handle);
  return value.kind === "place" ? value.path.text : undefined;
};

/** The lock that an effect is about; for a release by handle, the lock that was taken with it. */
export const lockOfContract = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  const path = lockPath(state, call, effect);
  if (path) return path;
  const handle = handleText(state, call, effect);
  if (handle === undefined) return undefined;
  const taken = effect.lock ? undefined : heldByHandle(state.locks, handle);
  return taken?.path ?? rootPath(`value:lock of ${handle.replaceAll("|", ".")}`);
};

const lockChange = (
  state: Case,
  call: ContractCall,
  effect: LockEffect,
): Omit<Held, "balance" | "maybe"> | undefined => {
  const path = lockOfContract(state, call, effect);
  const handle = handleText(state, call, effect);
  return path && { path, family: effect.family, form: effect.form, handle, span: call.operation.span };
};

const applyLock = (state: Case, call: ContractCall, effect: LockEffect): Case => {
  const change = lockChange(state, call, effect);
  if (!change) return state;
  switch (effect.operation) {
    case "acquire":
    case "try":
      return { ...state, locks: acquireLock(state.locks, change) };
    case "release":
      return { ...state, locks: releaseLock(state.locks, change) };
    case "convert":
    case "init":
    case "test":
    case "internal":
      return state;
  }
};

/** A level that may be several numbers gets a name here, so that what is learned of the value holds for the level. */
const nameLevel = (state: Case, site: string): Case => {
  const { level } = state;
  if (level.kind === "symbol" || isSingleton(level.set)) return state;
  const symbol = `at:${site}`;
  const bounds = new Map(state.bounds).set(symbol, { taken: level.set, assumed: ANY_LEVEL });
  return { ...state, level: levelSymbol(symbol), bounds };
};

const resultOf = (before: Case, state: Case, call: ContractCall): Value => {
  const { contract } = call;
  if (contract.returnsCurrentLevel)
    return { kind: "level", level: state.level, read: { span: call.operation.span, stored: false } };
  if (contract.saves?.root.kind === "return") return { kind: "level", level: before.level, read: undefined };
  return place(rootPath(`value:${call.site}`));
};

const unconditional = (effect: LockEffect): boolean => effect.when === undefined;

const conditionHolds = (effect: LockEffect, truthy: boolean): boolean =>
  effect.when?.kind !== "return" || effect.when.truthy === truthy;

export interface ContractOutcome {
  readonly state: Case;
  readonly result: Value;
}

/** Cases after the call: two where the result decides about a lock (try-acquires). */
export const applyContract = (state: Case, call: ContractCall): ContractOutcome[] => {
  const met = call.contract.statesLevel ? meetRequirement(state, call.contract.requires) : state;
  const before = call.contract.returnsCurrentLevel ? nameLevel(met, call.site) : met;
  const locked = call.contract.locks
    .filter(unconditional)
    .reduce((now, effect) => applyLock(now, call, effect), before);
  const after = saveLevel(before, changeLevel(before, locked, call), call);
  const conditional = call.contract.locks.filter((effect) => !unconditional(effect));
  if (conditional.length === 0) return [{ state: after, result: resultOf(before, after, call) }];
  return [true, false].map((truthy) => ({
    state: conditional
      .filter((effect) => conditionHolds(effect, truthy))
      .reduce((now, effect) => applyLock(now, call, effect), after),
    result: literal(truthy),
  }));
};
