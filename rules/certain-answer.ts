import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { isSubset, type LevelSet } from "../analyzer/domain/level-set.js";

/** Levels that the question can find. */
export const askedLevels = (program: SettledProgram, { instance, state, level }: LevelQuestion): LevelSet =>
  levelsIn(state, level, entryOf(program, instance).levels);

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
