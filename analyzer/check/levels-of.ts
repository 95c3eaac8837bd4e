import { levelsIn, type Case } from "../domain/case.js";
import { NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { isRefuted } from "./can-occur.js";
import { entryContexts } from "./entry-contexts.js";
import { entryOf, passedIn, type SettledProgram } from "./settled-program.js";

/** The levels at which the instance is entered, less those that only ways of being entered have in which the case cannot occur. */
const enteredFor = (program: SettledProgram, instance: SolvedInstance, state: Case): LevelSet => {
  const { levels } = entryOf(program, instance);
  const contexts = entryContexts(program, instance);
  const left = contexts.filter((context) => !isRefuted(program, context, state));
  return left.length === contexts.length ? levels : levels & left.reduce((set, one) => set | one.levels, NO_LEVEL);
};

/** Levels possible in a case, at the levels at which the instance is entered; of a saved level, what its callers pass. */
export const levelsOf = (program: SettledProgram, instance: SolvedInstance, state: Case, calls = 0): LevelSet => {
  const own = levelsIn(state, state.level, enteredFor(program, instance, state));
  if (entryOf(program, instance).roots.length > 0) return own;
  const passed = passedIn(program, instance, state, calls).reduce(
    (set, from) => set | levelsOf(program, from.instance, from.state, calls + 1),
    NO_LEVEL,
  );
  return (own & passed) === NO_LEVEL ? own : own & passed;
};
