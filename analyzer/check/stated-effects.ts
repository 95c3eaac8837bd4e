import type { Contract, ContractCondition, LevelEffect } from "../contract/contract.js";
import { entryCase, type Case } from "../domain/case.js";
import { ENTRY, levelSymbol, type Level } from "../domain/level.js";
import { truthiness, UNKNOWN, type Value } from "../domain/value.js";
import { ownValueAt } from "../solve/contract-path.js";
import { levelOfValue } from "../solve/memory.js";
import { equalsLiteral } from "../solve/contract-conditions.js";

/** Whether a condition of the function's own tags holds at a way out; undefined where that is open. */
export const holdsAt = (state: Case, when: ContractCondition): boolean | undefined => {
  if (when.kind === "return") {
    const truth = truthiness(state.result ?? UNKNOWN);
    return truth === undefined ? undefined : truth === when.truthy;
  }
  const equal = equalsLiteral(state, ownValueAt(state, when.path), when.value);
  return equal === undefined ? undefined : equal === when.equals;
};

/** Whether the way out is the same for callers that pass the value of a tag's condition and for those that pass another. */
export const isUnasked = (state: Case, when: ContractCondition): boolean => {
  if (when.kind === "return") return false;
  const value = ownValueAt(state, when.path);
  return value.kind === "place" && value.path.root.startsWith("param:") && !state.facts.has(value.path.text);
};

/** What the tags say of the level at a way out; undefined where they say nothing, or it is open which of them applies. */
export const statedLevel = (contract: Contract, state: Case): LevelEffect | undefined => {
  let effect = contract.statesExit === false ? undefined : contract.level;
  for (const { when, level } of contract.cases ?? []) {
    if (!level || when.kind === "flag") continue;
    const holds = holdsAt(state, when);
    if (holds === undefined) return undefined;
    if (holds) effect = level;
  }
  return effect;
};

/** What a place of the tags held when the function was entered. */
export const valueOnEntry = (state: Case, path: Parameters<typeof ownValueAt>[1]): Value =>
  ownValueAt({ ...entryCase, constants: state.constants }, path);

/** The level that a place of the tags held when the function was entered. */
export const levelOnEntry = (state: Case, path: Parameters<typeof ownValueAt>[1]): Level | undefined =>
  levelOfValue(valueOnEntry(state, path));

export const ENTRY_LEVEL: Level = levelSymbol(ENTRY);
