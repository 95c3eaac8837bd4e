import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { casesAt, entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { boundsOf, type Case } from "../analyzer/domain/case.js";
import { ENTRY } from "../analyzer/domain/level.js";
import { ANY_LEVEL, isSubset, type LevelSet } from "../analyzer/domain/level-set.js";
import { isByLevel, levelsWhere } from "../analyzer/solve/computed.js";
import { readRegister } from "../analyzer/solve/memory.js";
import { refineTruth } from "../analyzer/solve/refine.js";

/** Levels that the question can find; what counts as known only since something was reported before is not known here. */
export const askedLevels = (
  program: SettledProgram,
  { instance, state, level }: Pick<LevelQuestion, "instance" | "state" | "level">,
): LevelSet => {
  if (level.kind === "set") return state.supposed ? ANY_LEVEL : level.set;
  const { levels } = entryOf(program, instance);
  return boundsOf(state, level.symbol).taken & (level.symbol === ENTRY ? levels : ANY_LEVEL);
};

export interface Answer {
  readonly outcome: boolean;
  /** Levels at which it comes out so; undefined where something else than the level has a part in it. */
  readonly levels: LevelSet | undefined;
}

/** Undefined where the branch may go either way, or none. */
const outcomeOf = (mayHold: boolean, mayFail: boolean): boolean | undefined =>
  mayHold === mayFail ? undefined : mayHold;

const answerIn = (program: SettledProgram, { instance, branch }: LevelQuestion, state: Case): Answer | undefined => {
  const value = readRegister(state, branch.condition);
  const goes = (truthy: boolean): boolean => refineTruth(state, value, truthy) !== undefined;
  if (!isByLevel(value)) {
    const outcome = outcomeOf(goes(true), goes(false));
    return outcome === undefined ? undefined : { outcome, levels: undefined };
  }
  const levels = askedLevels(program, { instance, state, level: value.level });
  const set = levelsWhere(value, Boolean);
  const outcome = outcomeOf((levels & set) !== 0, !isSubset(levels, set));
  return outcome === undefined ? undefined : { outcome, levels };
};

const joinAnswers = (one: Answer | undefined, other: Answer | undefined): Answer | undefined => {
  if (!one || one.outcome !== other?.outcome) return undefined;
  const isByLevels = one.levels !== undefined && other.levels !== undefined;
  return { outcome: one.outcome, levels: isByLevels ? one.levels | other.levels : undefined };
};

/**
 * The same answer in every case of every branch on it; undefined where it is open. In some cases the condition may be known
 * without asking, or be about something else: they count like the others.
 */
export const certainAnswer = (program: SettledProgram, questions: readonly LevelQuestion[]): Answer | undefined => {
  const [first, ...others] = questions.flatMap((question) =>
    casesAt(program, question.instance, question.node).map((state) => answerIn(program, question, state)),
  );
  return others.reduce(joinAnswers, first);
};
