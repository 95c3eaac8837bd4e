import type { TagSource } from "../../contract/contract-book.js";
import type {
  ContractCase,
  ContractCondition,
  ContractPath,
  LevelEffect,
  LockEffect,
  LockNeed,
} from "../../contract/contract.js";
import { ANY_LEVEL, NO_LEVEL } from "../../domain/level-set.js";
import type { LevelSet } from "../../domain/level-set.js";

/** What names in a tag may mean. */
export type TagNames = Pick<TagSource, "parameters" | "variable" | "isKnown" | "member">;

/** What the tags of one declaration have said so far. */
export interface TagDraft {
  readonly names: TagNames;
  /** Union of the exact levels; empty: none named. */
  exact: LevelSet;
  /** Intersection of the bounds. */
  atLeast: LevelSet;
  atMost: LevelSet;
  hasMaximum: boolean;
  hasMinimum: boolean;
  hasIrqlTag: boolean;
  statesExit: boolean;
  level: LevelEffect;
  saves: ContractPath | undefined;
  readonly locks: LockEffect[];
  readonly lockNeeds: LockNeed[];
  readonly cases: ContractCase[];
  mayBlock: boolean;
  alwaysMin: number | undefined;
  alwaysMax: number | undefined;
  guardedBy: ContractPath | undefined;
  isCancel: boolean;
  functionClass: string | undefined;
}

export const emptyDraft = (names: TagNames): TagDraft => ({
  names,
  exact: NO_LEVEL,
  atLeast: ANY_LEVEL,
  atMost: ANY_LEVEL,
  hasMaximum: false,
  hasMinimum: false,
  hasIrqlTag: false,
  statesExit: false,
  level: { kind: "same" },
  saves: undefined,
  locks: [],
  lockNeeds: [],
  cases: [],
  mayBlock: false,
  alwaysMin: undefined,
  alwaysMax: undefined,
  guardedBy: undefined,
  isCancel: false,
  functionClass: undefined,
});

const sameCondition = (a: ContractCondition, b: ContractCase["when"]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Adds a narrower clause; two clauses with the same condition become one, and their levels meet. */
export const addCase = (draft: TagDraft, added: ContractCase & { readonly when: ContractCondition }): void => {
  const at = draft.cases.findIndex((known) => sameCondition(added.when, known.when));
  const known = draft.cases[at];
  if (known === undefined) {
    draft.cases.push(added);
    return;
  }
  const requires =
    known.requires === undefined || added.requires === undefined ? {} : { requires: known.requires & added.requires };
  draft.cases[at] = { ...known, ...added, ...requires };
};
