import { levelsMeetingNeeds, type Case } from "../domain/case.js";
import { ENTRY } from "../domain/level.js";
import {
  ANY_LEVEL,
  atMost,
  highest,
  isSingleton,
  levelName,
  levelsOf,
  lowest,
  PASSIVE_LEVEL,
} from "../domain/level-set.js";
import type { LevelSet } from "../domain/level-set.js";
import { parsePath } from "../domain/path.js";
import type { Exit, Summary } from "../domain/summary.js";
import { truthiness } from "../domain/value.js";
import type { TagPath } from "./tag-path.js";

/** The tags that say what a summary says, or in few words why tags cannot say it. No tags: it says nothing to callers. */
export type Inferred = { readonly tags: readonly string[] } | { readonly leftOut: string };

/** Why tags cannot say it; never leaves `inferredTags`. */
class Inexpressible extends Error {
  override readonly name = "Inexpressible";
}

const fail = (why: string): never => {
  throw new Inexpressible(why);
};

/** `DISPATCH_LEVEL`; a device level has no name of its own. */
const levelText = (level: number): string => {
  const name = levelName(level);
  return /^\w+$/.test(name) ? name : String(level);
};

/** A raise to one level, still open on the way out, is none from a level above. */
const raisedTo = ({ level, raises }: Case): LevelSet =>
  raises.length > 0 && level.kind === "set" && isSingleton(level.set) ? atMost(lowest(level.set)) : ANY_LEVEL;

/** Entry levels with which no way through the function breaks a need. */
const neededLevels = (exits: readonly Exit[]): LevelSet =>
  exits.reduce(
    (levels, { how, state }) => levels & levelsMeetingNeeds(state) & (how === "return" ? raisedTo(state) : ANY_LEVEL),
    ANY_LEVEL,
  );

/** A maximum is always stated: without one it would be `DISPATCH_LEVEL`. */
const levelTags = (levels: LevelSet): string[] => {
  if (levels === 0) return fail("no level meets all needs");
  if (isSingleton(levels)) return [`@irqlRequires ${levelText(lowest(levels))}`];
  const [min, max] = [lowest(levels), highest(levels)];
  if (levelsOf(levels).length !== max - min + 1) return fail("its levels have a gap");
  return [...(min > PASSIVE_LEVEL ? [`@irqlRequiresMin ${levelText(min)}`] : []), `@irqlRequiresMax ${levelText(max)}`];
};

/** Places that hold the entry level on the way out, where the function has left that level. */
const saved = (state: Case, path: TagPath): string[] => {
  const isEntry = (value: Case["result"]): boolean =>
    value?.kind === "level" && value.level.kind === "symbol" && value.level.symbol === ENTRY;
  if (isEntry(state.result)) return ["@irqlSaves return"];
  const cells = state.memory.values().filter((cell) => isEntry(cell.value));
  if (cells.length > 1) return fail("the level is saved in more than one place");
  return cells.map(
    (cell) => `@irqlSaves ${path(cell.path, state) ?? fail("the level is saved where no tag can point")}`,
  );
};

const exitTags = (state: Case, needed: LevelSet, path: TagPath): string[] => {
  const { level } = state;
  if (level.kind === "symbol") {
    if (level.symbol === ENTRY) return [];
    const from = level.symbol.startsWith("path:")
      ? path(parsePath(level.symbol.slice("path:".length)), state)
      : undefined;
    return [`@irqlRestores ${from ?? fail("the level on the way out is not that of a place")}`];
  }
  if (!isSingleton(level.set)) return fail("the level on the way out is not one");
  const to = lowest(level.set);
  if (isSingleton(needed) && lowest(needed) === to) return [];
  if (to < highest(needed)) return fail("it may leave below the level at which it was entered");
  return [`@irqlRaises ${levelText(to)}`, ...saved(state, path)];
};

const lockTags = (state: Case, path: TagPath): string[] =>
  [...state.locks.values()].map((held) => {
    if (held.converted === true) return fail("a lock is converted");
    if (held.balance === 0) return fail("a lock is given back and taken anew by another routine");
    if (held.maybe) return fail("a lock is held on some ways only");
    if (Math.abs(held.balance) !== 1) return fail("a lock is held more than once");
    if (held.handle !== undefined) return fail("a lock is held with a queue handle");
    const lock = path(held.path, state) ?? fail("a lock lives where no tag can point");
    return `@${held.balance > 0 ? "acquires" : "releases"}Lock ${lock}`;
  });

/** What holds on every way out holds; what goes with the result has a condition. */
const conditional = (
  ways: readonly { readonly tags: readonly string[]; readonly truth: boolean | undefined }[],
): string[] =>
  [...new Set(ways.flatMap(({ tags }) => tags))].map((tag) => {
    const having = ways.filter(({ tags }) => tags.includes(tag));
    if (having.length === ways.length) return tag;
    const truths = new Set(having.map(({ truth }) => truth));
    const others = new Set(ways.filter((way) => !having.includes(way)).map(({ truth }) => truth));
    const [truth] = truths;
    if (truths.size !== 1 || truth === undefined || others.has(truth) || others.has(undefined))
      return fail("what it does depends on more than its result");
    return `${tag} when ${truth ? "" : "!"}return`;
  });

const isLevelTag = (tag: string): boolean => tag.startsWith("@irql");

const allTags = ({ exits }: Summary, path: TagPath): string[] => {
  const returns = exits.filter(({ how }) => how === "return");
  if (returns.length === 0) return [];
  const needed = neededLevels(exits);
  const effects = conditional(
    returns.map(({ state }) => ({
      tags: [...exitTags(state, needed, path), ...lockTags(state, path)],
      truth: state.result && truthiness(state.result),
    })),
  );
  const hasNeed = needed !== ANY_LEVEL;
  if (!hasNeed && effects.length === 0) return [];
  const changes = effects.filter(isLevelTag);
  return [
    ...(hasNeed || changes.length > 0 ? levelTags(needed) : []),
    ...changes,
    ...(hasNeed && changes.length === 0 ? ["@irqlRequiresSame"] : []),
    ...effects.filter((tag) => !isLevelTag(tag)),
  ];
};

/** @param path how tags name a place, where they can */
export const inferredTags = (summary: Summary, path: TagPath): Inferred => {
  try {
    return { tags: allTags(summary, path) };
  } catch (error) {
    if (!(error instanceof Inexpressible)) throw error;
    return { leftOut: error.message };
  }
};
