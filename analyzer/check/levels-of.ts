import { levelsIn, type Case } from "../domain/case.js";
import { NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { isRefuted } from "./can-occur.js";
import { entryContexts } from "./entry-contexts.js";
import { passedKey } from "./passed-level.js";
import { entryOf, passedIn, type SettledProgram } from "./settled-program.js";

/** The levels at which the instance is entered, less those that only ways of being entered have in which the case cannot occur. */
const enteredFor = (program: SettledProgram, instance: SolvedInstance, state: Case): LevelSet => {
  const { levels } = entryOf(program, instance);
  const contexts = entryContexts(program, instance);
  const left = contexts.filter((context) => !isRefuted(program, context, state));
  return left.length === contexts.length ? levels : levels & left.reduce((set, one) => set | one.levels, NO_LEVEL);
};

/** What is known already of levels that callers pass, so that recursion asks for it once. */
export type PassedLevels = Map<string, LevelSet>;

const passedLevels = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  known: PassedLevels,
  calls: number,
): LevelSet => {
  const key = passedKey(instance, state, calls);
  const before = known.get(key);
  if (before !== undefined) return before;
  const levels = passedIn(program, instance, state, calls).reduce(
    (set, passed) => set | levelsOf(program, passed.instance, passed.state, known, calls + 1),
    NO_LEVEL,
  );
  known.set(key, levels);
  return levels;
};

/**
 * Levels possible in a case, at the levels at which the instance is entered; of a saved level, what its callers pass.
 * @param known for questions about one program
 */
export const levelsOf = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  known: PassedLevels = new Map<string, LevelSet>(),
  calls = 0,
): LevelSet => {
  const own = levelsIn(state, state.level, enteredFor(program, instance, state));
  if (entryOf(program, instance).roots.length > 0) return own;
  const passed = passedLevels(program, instance, state, known, calls);
  return (own & passed) === NO_LEVEL ? own : own & passed;
};
