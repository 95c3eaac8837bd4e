import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { boundsOf } from "../analyzer/domain/case.js";
import { ENTRY } from "../analyzer/domain/level.js";
import { ANY_LEVEL, isSubset, type LevelSet } from "../analyzer/domain/level-set.js";

/** Levels that the question can find; what counts as known only since something was reported before is not known here. */
export const askedLevels = (program: SettledProgram, { instance, state, level }: LevelQuestion): LevelSet => {
  if (level.kind === "set") return state.supposed ? ANY_LEVEL : level.set;
  const { levels } = entryOf(program, instance);
  return boundsOf(state, level.symbol).taken & (level.symbol === ENTRY ? levels : ANY_LEVEL);
};

const answer = (program: SettledProgram, question: LevelQuestion): boolean | undefined => {
  const levels = askedLevels(program, question);
  if (isSubset(levels, question.set)) return true;
  return (levels & question.set) === 0 ? false : undefined;
};

/** The same answer in every case of every branch on it; undefined where it is open. */
export const certainAnswer = (program: SettledProgram, questions: readonly LevelQuestion[]): boolean | undefined => {
  const answers = new Set(questions.map((question) => answer(program, question)));
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
};
