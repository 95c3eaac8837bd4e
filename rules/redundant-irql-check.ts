import { levelsBeforeNeeds } from "../analyzer/check/known-entries.js";
import { levelQuestions, type LevelQuestion } from "../analyzer/check/level-questions.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { ANY_LEVEL, atMost, describeLevels, DISPATCH_LEVEL, isSubset } from "../analyzer/domain/level-set.js";
import { spanKey } from "../analyzer/ir/span.js";
import { certainAnswer, type Answer } from "./certain-answer.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { keepArms } from "./rewrite-choice.js";
import { keepRaise } from "./keep-raise.js";
import { routineChoice, type RoutineChoice } from "./routine-choice.js";
import { staysPaired } from "./stays-paired.js";
import { savedAgain, type SavedAgain } from "./saved-again.js";
import type { Text } from "./statement-place.js";

interface Chosen {
  readonly question: LevelQuestion;
  readonly choice: RoutineChoice;
}

const base = (
  program: SettledProgram,
  question: LevelQuestion,
): Pick<RuleFinding, "span" | "function" | "irql" | "evidence" | "steps"> => {
  const levels = levelsBeforeNeeds(program, question);
  const { instance, node, state, place, read, branch } = question;
  return {
    span: place,
    function: instance.unit.name,
    irql: undefined,
    evidence: { instance, node, state, levels },
    steps: [
      { kind: "read", span: read.span, message: "the level is read" },
      { kind: "branch", span: branch.span, message: "the branch on it" },
    ],
  };
};

/** Above `DISPATCH_LEVEL`, where contract or role allow it, only the form that relies on the level may be used. */
const relyingIsRight = (program: SettledProgram, { instance }: LevelQuestion): boolean =>
  entryOf(program, instance).roots.some(
    ({ reason, levels }) =>
      (reason.kind === "contract" || reason.kind === "role") && !isSubset(levels, atMost(DISPATCH_LEVEL)),
  );

/** The acquire decides more than the routine: the release only follows it. */
const isHalf = ({ question, choice }: Chosen, all: readonly Chosen[]): boolean =>
  !choice.takes &&
  choice.tookRelying &&
  !all.some(
    (other) =>
      other.choice.takes &&
      other.choice.lock === choice.lock &&
      other.question.instance.unit.id === question.instance.unit.id,
  );

const chooses = (
  program: SettledProgram,
  text: Text,
  { question, choice }: Chosen,
  all: readonly Chosen[],
): RuleFinding => {
  const together = all.filter(
    (other) => other.question.instance.unit.id === question.instance.unit.id && other.choice.lock === choice.lock,
  );
  const decisions = together.map((other) => ({ question: other.question, arm: other.choice.raisingArm }));
  const routine = choice.takes ? "acquire" : "release";
  const message = "use the routine that saves the level, without asking";
  const isSafe = staysPaired(question.instance, choice.lock, decisions);
  return {
    ...base(program, question),
    messageId: "choosesRoutine",
    certainty: "certain",
    message: `the level is asked only to choose the ${routine} routine, but the form without \`AtDpcLevel\` is right at every level up to \`DISPATCH_LEVEL\`: use it without asking`,
    evidence: undefined,
    suggestions: isSafe ? keepArms(text, message, decisions) : [],
    identity: `choice ${routine}`,
  };
};

/** What is certain: the level here, the level that was read before, or that no level gives another answer. */
const certainty = (question: LevelQuestion, { levels, outcome }: Answer): string => {
  if (levels === undefined) return `the comparison is ${String(outcome)} in any case`;
  if (levels === ANY_LEVEL) return `the comparison is ${String(outcome)} for every level`;
  const subject = question.read.stored ? "the level that was read is" : "IRQL is";
  const where = question.read.stored ? "" : " here";
  return `${subject} \`${describeLevels(levels)}\`${where} in any case, so the comparison is always ${String(outcome)}`;
};

const isAnswered = (
  program: SettledProgram,
  text: Text,
  questions: readonly LevelQuestion[],
  answer: Answer,
): RuleFinding | undefined => {
  const [question] = questions;
  if (!question) return undefined;
  const { levels, outcome } = answer;
  const decisions = questions.map((one) => ({ question: one, arm: outcome ? ("true" as const) : ("false" as const) }));
  const said = base(program, question);
  const isAboutHere = !question.read.stored && levels !== undefined && levels !== ANY_LEVEL;
  return {
    ...said,
    evidence: isAboutHere ? said.evidence : undefined,
    messageId: "certainOutcome",
    certainty: "certain",
    message: `${certainty(question, answer)}: remove it`,
    suggestions: keepArms(text, `keep what runs when it is ${String(outcome)}`, decisions),
    identity: "certain",
  };
};

const isSavedAgain = (text: Text, saved: SavedAgain, { point, raise } = saved): RuleFinding => ({
  messageId: "savedAgain",
  certainty: "certain",
  message: `the level read here is saved again by \`${raise.text}\`: keep what that returns instead`,
  span: point.operation.span,
  function: point.instance.unit.name,
  irql: undefined,
  evidence: undefined,
  steps: [
    { kind: "read", span: point.operation.span, message: `\`${point.contract.name}\` reads the level` },
    { kind: "raise", span: raise.span, message: `\`${raise.text}\` saves the same level` },
  ],
  suggestions: keepRaise(text, saved),
  identity: "saved again",
});

/** Of the comparisons of one read, the first is enough. */
const firstOfEachRead = (questions: readonly LevelQuestion[]): Set<string> =>
  new Set(
    groupBy(questions, (question) => spanKey(question.read.span)).flatMap((group) => {
      const places = group.map((question) => question.place).sort((a, b) => a.start - b.start);
      return places[0] ? [spanKey(places[0])] : [];
    }),
  );

const judgeQuestions = (program: SettledProgram, text: Text): RuleFinding[] => {
  const questions = levelQuestions(program);
  const choices = groupBy(questions, ({ instance, node }) => `${instance.key} ${String(node.id)}`).flatMap((group) => {
    const [question] = group;
    const choice = routineChoice(group);
    return question && choice && !relyingIsRight(program, question) ? [{ question, choice }] : [];
  });
  const chosen = choices.filter((one) => !isHalf(one, choices));
  const choosing = new Set(chosen.map(({ question }) => spanKey(question.place)));
  const answered = groupBy(questions, (question) => spanKey(question.place)).flatMap((group) => {
    const answer = certainAnswer(program, group);
    return answer === undefined || group.some((one) => choosing.has(spanKey(one.place))) ? [] : [{ group, answer }];
  });
  const first = firstOfEachRead([...chosen.map(({ question }) => question), ...answered.flatMap(({ group }) => group)]);
  const findings = [
    ...chosen.map((one) => chooses(program, text, one, chosen)),
    ...answered.flatMap(({ group, answer }) => isAnswered(program, text, group, answer) ?? []),
  ];
  return findings.filter((finding) => first.has(spanKey(finding.span)));
};

const check: CheckedRule["check"] = (program, text) => {
  const findings = judgeQuestions(program, text);
  const reported = new Set(findings.map((finding) => spanKey(finding.span)));
  const again = savedAgain(program).map((saved) => isSavedAgain(text, saved));
  return [...findings, ...again.filter((finding) => !reported.has(spanKey(finding.span)))];
};

export const redundantIrqlCheck = defineRule(
  {
    id: "redundant-irql-check",
    summary: "`KeGetCurrentIrql` is asked although the answer is certain, or not needed to choose the routine",
    severity: "warning",
    presets: ["recommended", "strict"],
    messages: {
      choosesRoutine: "the level is asked only to choose between two forms of one routine",
      certainOutcome: "the outcome of the comparison is certain",
      savedAgain: "the level is saved again by a raise",
    },
    hasSuggestions: true,
    rewritesKeepMeaning: true,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  },
  check,
);
