/** Values where two ways meet: the order of the domain is drawn in `value.ts`. */
import type { Literal } from "../ir/operation.js";
import type { Level } from "./level.js";
import { ANY_LEVEL } from "./level-set.js";
import { literalText } from "./literal-text.js";
import { rootPath } from "./path.js";
import {
  answerOf,
  bounded,
  boundText,
  literal,
  literalsOf,
  place,
  sameValue,
  targetText,
  testOr,
  UNKNOWN,
  UNTOLD,
  type Captured,
  type Functions,
  type Value,
} from "./value.js";

const MAX_TARGETS = 8;

/** A variable of which two activations were captured is one of them. */
const joinCaptured = (a: Captured | undefined, b: Captured | undefined): Captured | undefined => {
  if (!a || !b) return a ?? b;
  if (a === UNTOLD || b === UNTOLD) return UNTOLD;
  const joined = new Map([...a, ...b]);
  for (const [variable, value] of a) {
    const other = b.get(variable);
    if (other && !sameValue(value, other)) joined.set(variable, place(rootPath(`var:${variable}`)));
  }
  return new Map([...joined].sort(([one], [other]) => (one < other ? -1 : 1)));
};

const joinFunctions = (a: Functions, b: Functions): Value => {
  const receiver = a.receiver ?? b.receiver;
  if (a.receiver && b.receiver && !sameValue(a.receiver, b.receiver)) return UNKNOWN;
  if (boundText(a.bound) !== boundText(b.bound)) return UNKNOWN;
  const found = new Map([...a.targets, ...b.targets].map((target) => [targetText(target), target]));
  if (found.size > MAX_TARGETS) return UNKNOWN;
  // One order, whichever way came first: the text names instances.
  const targets = [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, target]) => target);
  const captured = joinCaptured(a.captured, b.captured);
  return bounded({ kind: "functions", targets, receiver, bound: a.bound, captured });
};

/** Of a level that keeps its identity and another one only that it is a level is left: not the one that was saved, for certain. */
const joinLevels = (a: Level, b: Level): Value => ({
  kind: "level",
  level: { kind: "set", set: a.kind === "set" && b.kind === "set" ? a.set | b.set : ANY_LEVEL },
  read: undefined,
});

/** Two answers that are alike are that answer; a question about the level, and an answer, are either of them. */
const joinWithAnswer = (one: Value, other: Value): Value | undefined => {
  const [own, answer] = [answerOf(one), answerOf(other)];
  if (one.kind === "maybe") return sameValue(one.test, other) || answer === one.answer ? one : undefined;
  if (answer === undefined) return undefined;
  if (one.kind === "test") return testOr(one, answer);
  return own === answer ? literal(answer) : undefined;
};

const MAX_LITERALS = 8;

const literals = (values: readonly Literal[]): Value => {
  const byText = new Map(values.map((value) => [literalText(value), value]));
  if (byText.size > MAX_LITERALS) return UNKNOWN;
  return {
    kind: "literals",
    values: [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value),
  };
};

const NOS: readonly Literal[] = [undefined, null, false, 0, ""];

const isNo = (value: Literal): boolean => NOS.includes(value);

/** What says no, in one of several ways. */
export const NO = literals(NOS);

/** A question that has one answer is that answer. */
const knownAs = (value: Value): readonly Literal[] | undefined => {
  const answer = answerOf(value);
  return answer === undefined ? literalsOf(value) : [answer];
};

/** Ways to say no stay one: `return;` and `return false`. */
const joinNos = (a: Value, b: Value): Value | undefined => {
  const [one, other] = [knownAs(a), knownAs(b)];
  return one?.every(isNo) && other?.every(isNo) ? literals([...one, ...other]) : undefined;
};

const joinDifferent = (a: Value, b: Value): Value => {
  if (a.kind === "functions" && b.kind === "functions") return joinFunctions(a, b);
  if (a.kind === "level" && b.kind === "level") return joinLevels(a.level, b.level);
  return joinWithAnswer(a, b) ?? joinWithAnswer(b, a) ?? joinNos(a, b) ?? UNKNOWN;
};

/** Least value above both: `a` itself where that says it all. */
export const joinValues = (a: Value, b: Value): Value => {
  if (sameValue(a, b)) return a;
  const joined = joinDifferent(a, b);
  return sameValue(joined, a) ? a : joined;
};

/** Least value above both results: of a few literals each is still told. */
export const joinResults = (a: Value, b: Value): Value => {
  const [one, other] = [literalsOf(a), literalsOf(b)];
  if (!one || !other || sameValue(a, b)) return joinValues(a, b);
  const joined = literals([...one, ...other]);
  return sameValue(joined, a) ? a : joined;
};
