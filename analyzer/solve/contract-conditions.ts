import type { CaseCondition, Contract, LevelEffect, LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import type { Literal } from "../ir/operation.js";
import { valueAt, type ContractCall } from "./contract-call.js";
import { refineEquality } from "./refine.js";

/** Whether the result is truthy, where the call is looked at for each of both; undefined: nothing depends on it. */
export type ResultTruth = boolean | undefined;

const equalsLiteral = (
  state: Case,
  call: ContractCall,
  path: Parameters<typeof valueAt>[2],
  value: Literal,
): boolean | undefined => {
  const found = valueAt(state, call, path);
  const mayEqual = refineEquality(state, found, value, true) !== undefined;
  const mayDiffer = refineEquality(state, found, value, false) !== undefined;
  return mayEqual && mayDiffer ? undefined : mayEqual;
};

/** Whether a clause applies; undefined where that is open. */
export const applies = (
  state: Case,
  call: ContractCall,
  when: CaseCondition,
  result: ResultTruth,
): boolean | undefined => {
  if (when.kind === "return") return result === undefined ? undefined : when.truthy === result;
  if (when.kind === "argument") {
    const equal = equalsLiteral(state, call, when.path, when.value);
    return equal === undefined ? undefined : equal === when.equals;
  }
  const flags = valueAt(state, call, when.path);
  if (flags.kind !== "literal" || typeof flags.value !== "number") return undefined;
  return ((flags.value & when.mask) !== 0) === when.set;
};

export interface ActiveClauses {
  readonly requires: LevelSet;
  readonly level: LevelEffect;
  readonly locks: readonly LockEffect[];
  readonly mayBlock: boolean;
}

/** The clauses of a contract that hold for this call with this result. */
export const activeClauses = (state: Case, call: ContractCall, result: ResultTruth): ActiveClauses => {
  const { contract } = call;
  const cases = (contract.cases ?? []).filter(({ when }) => applies(state, call, when, result) === true);
  const requires = cases.reduce((levels, one) => one.requires ?? levels, contract.requires);
  const level = cases.reduce((effect, one) => one.level ?? effect, contract.level);
  const locks = contract.locks.filter(({ when }) => !when || applies(state, call, when, result) !== false);
  const mayBlock = cases.reduce((blocks, one) => one.mayBlock ?? blocks, contract.mayBlock);
  return { requires, level, locks, mayBlock };
};

/** Whether something that the call does depends on its result. */
export const dependsOnResult = (contract: Contract): boolean =>
  contract.locks.some(({ when }) => when?.kind === "return") ||
  (contract.cases ?? []).some(({ when, level }) => when.kind === "return" && level !== undefined);
