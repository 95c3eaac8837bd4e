import { boundsOf, type Case } from "../domain/case.js";
import { ENTRY } from "../domain/level.js";
import { ANY_LEVEL, isSubset, NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { enteredLevels, isVague, knownEntryOf } from "./known-entries.js";
import { levelsOf, type PassedLevels } from "./levels-of.js";
import { passedKey } from "./passed-level.js";
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

/** One question, put to callers and theirs: what was found already, so that recursion asks for it once. */
interface Question {
  readonly program: SettledProgram;
  readonly wrong: LevelSet;
  readonly levels: PassedLevels;
  readonly passed: Map<string, LevelEvidence | undefined>;
}

/** What the callers' cases show where it is they who pass the level. */
const passedEvidence = (
  question: Question,
  instance: SolvedInstance,
  state: Case,
  calls: number,
): LevelEvidence | undefined => {
  const key = passedKey(instance, state, calls);
  if (question.passed.has(key)) return question.passed.get(key);
  const [first, ...rest] = passedIn(question.program, instance, state, calls).map((passed) =>
    evidenceAt(question, passed.instance, passed.state, calls + 1),
  );
  const found = first && rest.reduce(join, first);
  question.passed.set(key, found);
  return found;
};

const evidenceAt = (question: Question, instance: SolvedInstance, state: Case, calls: number): LevelEvidence => {
  const { program, wrong, levels } = question;
  const possible = levelsOf(program, instance, state, levels);
  const shown = passedEvidence(question, instance, state, calls);
  const passed = shown && within(shown, possible);
  if (passed && entryOf(program, instance).roots.length === 0) return passed;
  const own = ownEvidence(program, instance, state, wrong, possible);
  return passed ? { ...join(own, passed), possible } : own;
};

/** What shows that a case occurs at one of the wrong levels. Callers that are not known show nothing. */
export const levelEvidence = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  wrong: LevelSet,
): LevelEvidence => evidenceAt({ program, wrong, levels: new Map(), passed: new Map() }, instance, state, 0);
