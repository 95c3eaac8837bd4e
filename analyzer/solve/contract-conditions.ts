import type { CaseCondition, Contract, LevelEffect, LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import type { Value } from "../domain/value.js";
import type { Literal } from "../ir/operation.js";
import { valueAt, type ContractCall } from "./contract-call.js";
import { refineEquality, refineTruth } from "./refine.js";

/** Whether the result is truthy, where the call is looked at for each of both; undefined: nothing depends on it. */
export type ResultTruth = boolean | undefined;

/** Whether what a condition names is the literal; a flag is compared as a condition asks it: by its truth. */
export const equalsLiteral = (state: Case, found: Value, value: Literal): boolean | undefined => {
  const refined =
    typeof value === "boolean"
      ? ([refineTruth(state, found, value), refineTruth(state, found, !value)] as const)
      : ([refineEquality(state, found, value, true), refineEquality(state, found, value, false)] as const);
  const [mayEqual, mayDiffer] = refined.map((one) => one !== undefined);
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
    const equal = equalsLiteral(state, valueAt(state, call, when.path), when.value);
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
