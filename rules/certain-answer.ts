import { levelsBeforeNeeds } from "../analyzer/check/known-entries.js";
import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { casesAt, step, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import { isSubset, type LevelSet } from "../analyzer/domain/level-set.js";
import type { Value } from "../analyzer/domain/value.js";
import { sameSpan, spanKey, type Span } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { isByLevel, levelsWhere } from "../analyzer/solve/computed.js";
import { readRegister } from "../analyzer/solve/memory.js";
import { refineTruth } from "../analyzer/solve/refine.js";

export interface Answer {
  readonly outcome: boolean;
  /** Levels at which it comes out so; undefined where something else than the level has a part in it. */
  readonly levels: LevelSet | undefined;
}

/** Undefined where the branch may go either way, or none. */
const outcomeOf = (mayHold: boolean, mayFail: boolean): boolean | undefined =>
  mayHold === mayFail ? undefined : mayHold;

const answerOf = (program: SettledProgram, instance: SolvedInstance, state: Case, value: Value): Answer | undefined => {
  if (value.kind === "maybe") {
    const asked = answerOf(program, instance, state, value.test);
    return asked?.outcome === value.answer ? { outcome: value.answer, levels: undefined } : undefined;
  }
  const goes = (truthy: boolean): boolean => refineTruth(state, value, truthy) !== undefined;
  if (!isByLevel(value)) {
    const outcome = outcomeOf(goes(true), goes(false));
    return outcome === undefined ? undefined : { outcome, levels: undefined };
  }
  const levels = levelsBeforeNeeds(program, { instance, state, level: value.level });
  const set = levelsWhere(value, Boolean);
  const outcome = outcomeOf((levels & set) !== 0, !isSubset(levels, set));
  return outcome === undefined ? undefined : { outcome, levels };
};

type Answers = readonly (Answer | undefined)[];

const atBranch = (program: SettledProgram, { instance, node, branch }: LevelQuestion): Answers =>
  casesAt(program, instance, node).map((state) =>
    answerOf(program, instance, state, readRegister(state, branch.condition)),
  );

/** What the comparisons that stand there come out as, whether a branch looks at it or not. */
const atComparison = (program: SettledProgram, place: Span): Answers =>
  program.instances.flatMap((instance) =>
    instance.unit.file !== place.file
      ? []
      : instance.unit.graph.nodes.flatMap((node) => {
          const { operation } = node;
          if (operation.kind !== "compare" || !sameSpan(operation.span, place)) return [];
          return casesAt(program, instance, node).flatMap((state) =>
            step(instance, node, state).map(({ state: after }) =>
              answerOf(program, instance, after, readRegister(after, operation.dst)),
            ),
          );
        }),
  );

const joinAnswers = (one: Answer | undefined, other: Answer | undefined): Answer | undefined => {
  if (!one || one.outcome !== other?.outcome) return undefined;
  const isByLevels = one.levels !== undefined && other.levels !== undefined;
  return { outcome: one.outcome, levels: isByLevels ? one.levels | other.levels : undefined };
};

const joined = ([first, ...others]: Answers): Answer | undefined => others.reduce(joinAnswers, first);

/** The same where the comparison was made, which the branch may look at negated; a wider range of levels is that of both. */
const asCompared = (program: SettledProgram, answer: Answer | undefined, place: Span): Answer | undefined => {
  const compared = atComparison(program, place);
  if (!answer || compared.length === 0) return answer;
  const comparison = joined(compared);
  return comparison && joinAnswers(answer, { ...comparison, outcome: answer.outcome });
};

/**
 * The same answer in every case of every branch on it, and of the comparison; undefined where it is open. In some cases the
 * condition may be known without asking, or be about something else: they count like the others.
 */
export const certainAnswer = (program: SettledProgram, questions: readonly LevelQuestion[]): Answer | undefined => {
  const answer = joined(questions.flatMap((question) => atBranch(program, question)));
  const places = new Map(questions.flatMap(({ answered }) => (answered ? [[spanKey(answered), answered]] : [])));
  return [...places.values()].reduce<Answer | undefined>((found, place) => asCompared(program, found, place), answer);
};
