import type { AcquirePoint } from "../analyzer/check/lock-uses.js";
import {
  acquireWays,
  initialising,
  notInitialised,
  type AcquireWays,
  type NotInitialised,
} from "../analyzer/check/not-initialised.js";
import type { Initialisation } from "../analyzer/check/possible-initialisations.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { codeText } from "./lock-words.js";
import type { Text } from "./statement-place.js";

/** An acquire of a lock on a way on which it has not been initialised. */
interface Use {
  readonly point: AcquirePoint;
  readonly missing: NotInitialised;
  readonly always: boolean;
}

const uses = (acquires: readonly AcquireWays[], known: ReturnType<typeof initialising>): Use[] =>
  groupBy(acquires, ({ point }) => spanKey(point.span)).flatMap((group) => {
    const verdicts = group.map(({ point, ways }) => ({ point, ...notInitialised(known, ways) }));
    const always = verdicts.every((verdict) => verdict.always);
    return verdicts
      .flatMap(({ point, missing }) => missing.map((one) => ({ point, missing: one, always })))
      .slice(0, 1);
  });

const distinct = (texts: readonly string[]): number => new Set(texts).size;

/**
 * What shows that a lock should be initialised, zeroed memory being a lock as well: it is, elsewhere; or at least half of
 * the locks of its file are (deviant behaviour: Engler, Chen, Hallem, Chou, Chelf, SOSP 2001).
 */
const habitOf = (use: Use, all: readonly Use[], calls: readonly Initialisation[]): Initialisation | undefined => {
  const [own] = use.missing.elsewhere;
  if (own) return own;
  const { file } = use.point.span;
  const inFile = calls.filter(({ span }) => span.file === file).sort((a, b) => a.span.start - b.span.start);
  const without = all.filter(({ point, missing }) => point.span.file === file && missing.elsewhere.length === 0);
  const isHabit =
    distinct(inFile.map(({ lock }) => lock.text)) >= distinct(without.map(({ missing }) => missing.lock.text));
  return isHabit ? inFile[0] : undefined;
};

const callSteps = ({ calls }: NotInitialised): BecauseStep[] =>
  calls.map(({ caller, callee, node }) => ({
    kind: "call",
    span: node.operation.span,
    message: `\`${caller.unit.name}\` calls \`${callee.unit.name}\``,
  }));

const habitStep = (span: Span, isOwn: boolean, text: Text): BecauseStep => ({
  kind: "use",
  span,
  message: isOwn
    ? `${codeText(text, span)} initialises the lock, but not before the acquire`
    : `${codeText(text, span)} initialises another lock of this file`,
});

const finding = ({ point, missing, always }: Use, habit: Initialisation, text: Text): RuleFinding => {
  const isOwn = missing.elsewhere.length > 0;
  const lock = codeText(text, point.written);
  const tooEarly = always
    ? "on which `KeInitializeSpinLock` has certainly not run before"
    : "on which `KeInitializeSpinLock` has not run before on one way to here, and that for certain";
  const what = isOwn
    ? `${tooEarly}: initialise it first`
    : "which nothing in the program initialises: call `KeInitializeSpinLock` on it where it is made";
  return {
    messageId: isOwn ? "tooEarly" : "never",
    certainty: always ? "certain" : "possible",
    message: `\`${point.routine}\` ${always ? "takes" : "may take"} ${lock}, ${what}`,
    span: point.span,
    function: point.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      habitStep(habit.span, isOwn, text),
      ...callSteps(missing),
      { kind: "acquire", span: point.span, message: `\`${point.routine}\` takes the lock` },
    ],
    suggestions: [],
    identity: `${point.routine} ${lock}`,
  };
};

const check: CheckedRule["check"] = (program, text) => {
  const known = initialising(program);
  if (known.calls.length === 0) return [];
  const found = uses(acquireWays(program), known);
  // One call is missing for each lock, however often the lock is used.
  return groupBy(found, ({ missing }) => missing.lock.text).flatMap(([first]) => {
    const habit = first && habitOf(first, found, known.calls);
    return first && habit ? [finding(first, habit, text)] : [];
  });
};

export const uninitializedSpinLock = defineRule(
  {
    id: "uninitialized-spin-lock",
    summary: "a lock is used on a path on which `KeInitializeSpinLock` has certainly not run",
    severity: "warning",
    presets: ["recommended", "strict"],
    messages: {
      tooEarly: "the lock is used before it is initialised",
      never: "the lock is used and never initialised, unlike others of its file",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  },
  check,
);
