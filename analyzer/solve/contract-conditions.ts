import type { CaseCondition, Contract, ContractCase, LevelEffect, LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import { isRelative } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import type { Literal } from "../ir/operation.js";
import { valueAt, type ContractCall } from "./contract-call.js";
import { refineEquality, refineTruth } from "./refine.js";

/** Whether the result is truthy, where the call is looked at for each of both; undefined: nothing depends on it. */
export type ResultTruth = boolean | undefined;

/** A flag is compared as a condition asks it: by its truth. */
export const refineLiteral = (state: Case, found: Value, value: Literal, equal: boolean): Case | undefined =>
  typeof value === "boolean" ? refineTruth(state, found, value === equal) : refineEquality(state, found, value, equal);

/** Whether what a condition names is the literal. */
export const equalsLiteral = (state: Case, found: Value, value: Literal): boolean | undefined => {
  const [mayEqual, mayDiffer] = [true, false].map((equal) => refineLiteral(state, found, value, equal) !== undefined);
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

const clausesWith = (
  state: Case,
  call: ContractCall,
  result: ResultTruth,
  cases: readonly ContractCase[],
): ActiveClauses => {
  const { contract } = call;
  const requires = cases.reduce((levels, one) => one.requires ?? levels, contract.requires);
  const level = cases.reduce((effect, one) => one.level ?? effect, contract.level);
  const locks = contract.locks.filter(({ when }) => !when || applies(state, call, when, result) !== false);
  const mayBlock = cases.reduce((blocks, one) => one.mayBlock ?? blocks, contract.mayBlock);
  return { requires, level, locks, mayBlock };
};

/** The clauses of a contract that hold for this call with this result. */
export const activeClauses = (state: Case, call: ContractCall, result: ResultTruth): ActiveClauses =>
  clausesWith(
    state,
    call,
    result,
    (call.contract.cases ?? []).filter(({ when }) => applies(state, call, when, result) === true),
  );

/** One way in which the conditions of a call may come out. */
export interface ClauseWay {
  readonly state: Case;
  readonly clauses: ActiveClauses;
  /** A condition that is open has been taken as met. */
  readonly isOpen: boolean;
}

interface Begun extends Pick<ClauseWay, "state" | "isOpen"> {
  readonly cases: readonly ContractCase[];
}

/** What callers decide shows by itself in none of their calls. */
const isOfCallers = (value: Value): boolean => "path" in value && isRelative(value.path);

const goOn = (begun: Begun, call: ContractCall, one: ContractCase): readonly Begun[] => {
  const { state, cases } = begun;
  const { when } = one;
  const applied = applies(state, call, when, undefined);
  if (applied === true) return [{ ...begun, cases: [...cases, one] }];
  if (applied === false || when.kind !== "argument") return [begun];
  const value = valueAt(state, call, when.path);
  if (isOfCallers(value)) return [begun];
  const [unmet, met] = [!when.equals, when.equals].map((equal) => refineLiteral(state, value, when.value, equal));
  return [
    ...(unmet ? [{ ...begun, state: unmet }] : []),
    ...(met ? [{ state: met, isOpen: true, cases: [...cases, one] }] : []),
  ];
};

const MAX_WAYS = 16;

/** The clauses of a contract in each way in which conditions on arguments may come out of which nothing is known. */
export const clauseWays = (state: Case, call: ContractCall): readonly ClauseWay[] => {
  const ways = (call.contract.cases ?? []).reduce<readonly Begun[]>(
    (begun, one) => begun.flatMap((way) => goOn(way, call, one)),
    [{ state, isOpen: false, cases: [] }],
  );
  if (ways.length > MAX_WAYS) return [{ state, clauses: activeClauses(state, call, undefined), isOpen: false }];
  return ways.map((way) => ({ ...way, clauses: clausesWith(way.state, call, undefined, way.cases) }));
};

/** Whether something that the call does depends on its result. */
export const dependsOnResult = (contract: Contract): boolean =>
  contract.locks.some(({ when }) => when?.kind === "return") ||
  (contract.cases ?? []).some(({ when, level }) => when.kind === "return" && level !== undefined);
