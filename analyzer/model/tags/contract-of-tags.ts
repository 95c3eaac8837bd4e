import type { TagSource } from "../../contract/contract-book.js";
import type { Contract, LockEffect, TagPlace, TagProblem } from "../../contract/contract.js";
import {
  ANY_LEVEL,
  atLeast,
  atMost,
  DISPATCH_LEVEL,
  exactly,
  highest,
  lowest,
  NO_LEVEL,
} from "../../domain/level-set.js";
import type { LevelSet } from "../../domain/level-set.js";
import type { TagDraft } from "./tag-draft.js";

const statesLevel = (draft: TagDraft): boolean => draft.exact !== NO_LEVEL || draft.hasMinimum || draft.hasMaximum;

/**
 * Any IRQL tag without a maximum means at most DISPATCH_LEVEL, as Microsoft's tools have it (SAL annotations for IRQLs,
 * "IRQL annotations for drivers"); a minimum above that is then the one level.
 */
const levelsOfDraft = (draft: TagDraft): LevelSet => {
  if (!draft.hasIrqlTag) return ANY_LEVEL;
  const bounds = draft.atLeast & draft.atMost;
  if (draft.exact !== NO_LEVEL) return draft.exact & bounds;
  if (draft.hasMaximum) return bounds;
  const min = lowest(draft.atLeast);
  return min > DISPATCH_LEVEL ? exactly(min) : atLeast(min) & atMost(DISPATCH_LEVEL);
};

/** A release or acquire by a tag has the form that the level tags beside it tell. */
const withForm = (draft: TagDraft): LockEffect[] => {
  const movesLevel = draft.saves !== undefined || draft.level.kind !== "same" || draft.cases.some((each) => each.level);
  return draft.locks.map((lock) => ({ ...lock, form: movesLevel ? "raise" : "dpc" }));
};

const optional = (draft: TagDraft, tags: readonly TagPlace[], isImplied: boolean): Partial<Contract> => ({
  ...(isImplied ? { impliesLevel: true } : {}),
  ...(draft.cases.length === 0 ? {} : { cases: draft.cases }),
  ...(draft.lockNeeds.length === 0 ? {} : { lockNeeds: draft.lockNeeds }),
  ...(draft.alwaysMin === undefined ? {} : { alwaysMin: draft.alwaysMin }),
  ...(draft.alwaysMax === undefined ? {} : { alwaysMax: draft.alwaysMax }),
  ...(draft.guardedBy === undefined ? {} : { guardedBy: draft.guardedBy }),
  ...(draft.isCancel ? { isCancel: true } : {}),
  ...(draft.functionClass === undefined ? {} : { functionClass: draft.functionClass }),
  tags,
});

const contradiction = (declaration: string, draft: TagDraft, last: TagPlace): TagProblem => {
  const levels = draft.exact === NO_LEVEL ? "" : " or name another level";
  const bounds = `at least ${String(lowest(draft.atLeast))} and at most ${String(highest(draft.atMost))}`;
  return {
    message: `the tags leave no level: ${bounds}; change one of the bounds${levels}`,
    declaration,
    span: last.span,
  };
};

/** Puts together what the tags said; undefined where no tag was read. */
export const contractOf = (
  source: TagSource,
  draft: TagDraft,
  tags: readonly TagPlace[],
): { readonly contract: Contract | undefined; readonly problem: TagProblem | undefined } => {
  const first = tags[0];
  const last = tags.at(-1);
  if (first === undefined || last === undefined) return { contract: undefined, problem: undefined };
  const levels = levelsOfDraft(draft);
  const isEmpty = levels === NO_LEVEL;
  // A role named beside says the level better than the default maximum does.
  const isImplied = draft.hasIrqlTag && !statesLevel(draft);
  const isStated = draft.hasIrqlTag && !isEmpty && !(isImplied && draft.functionClass !== undefined);
  const contract: Contract = {
    name: source.name,
    origin: "tags",
    requires: isStated ? levels : ANY_LEVEL,
    statesLevel: isStated,
    level: draft.level,
    statesExit: draft.statesExit,
    saves: draft.saves,
    locks: withForm(draft),
    returnsCurrentLevel: false,
    callbacks: [],
    mayBlock: draft.mayBlock,
    notWhileHoldingSpinLock: false,
    source: source.file,
    span: { file: source.file, start: first.span.start, end: last.span.end },
    ...optional(draft, tags, isImplied && isStated),
  };
  const levelTag = tags.findLast((place) => place.tag.startsWith("irqlRequires")) ?? last;
  return { contract, problem: isEmpty ? contradiction(source.name, draft, levelTag) : undefined };
};
