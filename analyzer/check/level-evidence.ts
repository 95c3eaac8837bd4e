import { boundsOf, type Case } from "../domain/case.js";
import { ENTRY } from "../domain/level.js";
import { ANY_LEVEL, isSubset, NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { enteredLevels, isVague, knownEntryOf } from "./known-entries.js";
import { levelsOf } from "./levels-of.js";
import { entryOf, passedIn, type SettledProgram } from "./settled-program.js";

/** Of the levels that are wrong at a point: those that can occur, and those of which something shows that they do. */
export interface LevelEvidence {
  /** All levels possible here. */
  readonly possible: LevelSet;
  /** Wrong ones that a contract, a role, a raise, an acquire or a call shows. */
  readonly shown: LevelSet;
  /** The same, with what only the range of a role makes possible. */
  readonly shownInStrict: LevelSet;
}

const isEntry = ({ level }: Case): boolean => level.kind === "symbol" && level.symbol === ENTRY;

/** Only as long as a need counts as met that was reported before. */
const isSupposed = (program: SettledProgram, instance: SolvedInstance, state: Case): boolean =>
  isEntry(state) ? enteredLevels(state, entryOf(program, instance).levels) === NO_LEVEL : state.supposed;

/** What is not modelled may have undone the last raise by now. */
const mayBeUndone = ({ raises }: Case): boolean => raises.at(-1)?.entrusted === true;

/** A branch that only wrong levels take shows them by itself. */
const isNarrowed = (state: Case): boolean =>
  state.level.kind === "symbol" && boundsOf(state, state.level.symbol).taken !== ANY_LEVEL;

const ownEvidence = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  wrong: LevelSet,
  possible: LevelSet,
): LevelEvidence => {
  const onlyWrong = isSubset(possible, wrong) && !isSupposed(program, instance, state) ? possible : NO_LEVEL;
  if (!isEntry(state)) {
    const shown = mayBeUndone(state) ? NO_LEVEL : isVague(state) ? onlyWrong : possible & wrong;
    return { possible, shown, shownInStrict: shown };
  }
  const known = knownEntryOf(program, instance);
  const isKnown = known.withRanges !== NO_LEVEL || isNarrowed(state);
  const certain = isKnown ? onlyWrong : NO_LEVEL;
  return {
    possible,
    shown: certain | (enteredLevels(state, known.levels) & wrong),
    shownInStrict: certain | (enteredLevels(state, known.withRanges) & wrong),
  };
};

const join = (a: LevelEvidence, b: LevelEvidence): LevelEvidence => ({
  possible: a.possible | b.possible,
  shown: a.shown | b.shown,
  shownInStrict: a.shownInStrict | b.shownInStrict,
});

const within = (evidence: LevelEvidence, levels: LevelSet): LevelEvidence => ({
  possible: evidence.possible & levels,
  shown: evidence.shown & levels,
  shownInStrict: evidence.shownInStrict & levels,
});

/** What shows that a case occurs at one of the wrong levels. Callers that are not known show nothing. */
export const levelEvidence = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  wrong: LevelSet,
  calls = 0,
): LevelEvidence => {
  const possible = levelsOf(program, instance, state);
  const [first, ...rest] = passedIn(program, instance, state, calls).map((passed) =>
    levelEvidence(program, passed.instance, passed.state, wrong, calls + 1),
  );
  const passed = first && within(rest.reduce(join, first), possible);
  if (passed && entryOf(program, instance).roots.length === 0) return passed;
  const own = ownEvidence(program, instance, state, wrong, possible);
  return passed ? { ...join(own, passed), possible } : own;
};
