import type { ArithmeticOperator, Literal } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { sameLevel, type Level } from "../domain/level.js";
import {
  exactly,
  HIGH_LEVEL,
  isSingleton,
  levelsOf,
  lowest,
  PASSIVE_LEVEL,
  type LevelSet,
} from "../domain/level-set.js";
import { literal, UNKNOWN, type ReadOrigin, type Value } from "../domain/value.js";

/** What is computed from levels, by whatever operators and functions, is found by computing it for each of the sixteen. */
export type Computation = (...operands: readonly Literal[]) => Literal;

const LEVELS: readonly number[] = Array.from({ length: HIGH_LEVEL + 1 }, (_, level) => level);

export type ByLevel = Extract<Value, { kind: "level" | "computed" | "test" }>;

export const isByLevel = (value: Value): value is ByLevel =>
  value.kind === "level" || value.kind === "computed" || value.kind === "test";

/** What the value is at a level. */
export const resultAt = (value: ByLevel, level: number): Literal => {
  switch (value.kind) {
    case "level":
      return level;
    case "computed":
      return value.results[level];
    case "test":
      return (value.set & exactly(level)) !== 0;
  }
};

/** Levels of which it is true. */
const setWhere = (outcomes: readonly unknown[]): LevelSet =>
  outcomes.reduce<LevelSet>((set, is, level) => (is === true ? set | exactly(level) : set), 0);

/** Levels at which the value is such a one. */
export const levelsWhere = (value: ByLevel, is: (result: Literal) => boolean): LevelSet =>
  setWhere(LEVELS.map((level) => is(resultAt(value, level))));

/** The one literal that a value stands for. */
export const constantOf = (value: Value): { readonly value: Literal } | undefined => {
  if (value.kind === "literal") return value;
  if (value.kind === "level" && value.level.kind === "set" && isSingleton(value.level.set) && !value.read)
    return { value: lowest(value.level.set) };
  return undefined;
};

/** Results that are the level itself keep its identity; booleans are a test of it. */
const withResults = (level: Level, results: readonly Literal[], read: ReadOrigin | undefined, at: Span): Value => {
  if (results.every((result, index) => result === index)) return { kind: "level", level, read };
  if (results.every((result) => typeof result === "boolean"))
    return { kind: "test", level, set: setWhere(results), read, at };
  return { kind: "computed", level, results, read };
};

interface Outcome {
  readonly of: Literal;
}

/** Results that are looked at for one computation. */
const MAX_RESULTS = 256;

/** Each choice of one from each. */
const choices = (each: readonly (readonly Literal[])[]): readonly (readonly Literal[])[] =>
  each.reduce<readonly (readonly Literal[])[]>(
    (begun, next) => begun.flatMap((one) => next.map((literal) => [...one, literal])),
    [[]],
  );

/** What it comes out as while the level that keeps its identity is `at`, whichever numbers the known levels are. */
const outcomeAt = (computation: Computation, values: readonly ByLevel[], at: number): Outcome | undefined => {
  const each = values.map((value) =>
    (value.level.kind === "symbol" ? [at] : levelsOf(value.level.set)).map((level) => resultAt(value, level)),
  );
  if (each.reduce((product, { length }) => product * length, 1) > MAX_RESULTS) return undefined;
  const [first, ...others] = choices(each).map((operands) => computation(...operands));
  return others.every((other) => Object.is(other, first)) ? { of: first } : undefined;
};

/** What is made of several levels: those that keep their identity have to be the same one. */
export const computeTogether = (computation: Computation, values: readonly ByLevel[], at: Span): Value | undefined => {
  const symbols = values.map(({ level }) => level).filter(({ kind }) => kind === "symbol");
  const [level, ...others] = symbols;
  if (others.some((other) => level && !sameLevel(level, other))) return undefined;
  if (!level) {
    const outcome = outcomeAt(computation, values, PASSIVE_LEVEL);
    return outcome && literal(outcome.of);
  }
  const outcomes = LEVELS.flatMap((number) => outcomeAt(computation, values, number) ?? []);
  if (outcomes.length < LEVELS.length) return undefined;
  return withResults(
    level,
    outcomes.map(({ of }) => of),
    undefined,
    at,
  );
};

/** What the computation, written at `at`, makes of the values; undefined where they are not known, or not of one level. */
export const compute = (computation: Computation, values: readonly Value[], at: Span): Value | undefined => {
  const constants = values.map(constantOf);
  const open = values.filter((_, position) => !constants[position]);
  const withOpen: Computation = (...found) => {
    const left = [...found];
    return computation(...constants.map((one) => (one ? one.value : left.shift())));
  };
  const byLevel = open.filter(isByLevel);
  if (byLevel.length < open.length) return undefined;
  const [value, ...others] = byLevel;
  if (!value) return literal(withOpen());
  if (others.length > 0) return computeTogether(withOpen, byLevel, at);
  const results = LEVELS.map((level) => withOpen(resultAt(value, level)));
  return withResults(value.level, results, value.read, at);
};

const OPERATORS: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "**": (left, right) => left ** right,
  "<<": (left, right) => left << right,
  ">>": (left, right) => left >> right,
  ">>>": (left, right) => left >>> right,
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
};

const isNumeric = (value: Value): boolean => {
  const constant = constantOf(value);
  return constant ? typeof constant.value === "number" : isByLevel(value);
};

/** `DISPATCH_LEVEL + 1`, `level >> 1`: folded where both are numbers; undefined where it is not followed. */
export const calculate = (operator: ArithmeticOperator, left: Value, right: Value, at: Span): Value | undefined =>
  isNumeric(left) && isNumeric(right)
    ? compute((...[a, b]) => OPERATORS[operator](Number(a), Number(b)), [left, right], at)
    : undefined;

const MAX_ROUND = 16;

/** Loops count within these bounds; what counts on is any number. */
export const isRound = (value: Literal): value is number => typeof value === "number" && Math.abs(value) <= MAX_ROUND;

/** What a loop computes: a number that grows without end would make another case, or name another element, in each round. */
export const withinRounds = (value: Value): Value =>
  value.kind === "literal" && typeof value.value === "number" && !isRound(value.value) ? UNKNOWN : value;

export const numbers =
  (computation: (...operands: number[]) => number): Computation =>
  (...operands) =>
    computation(...operands.map(Number));

/** Functions of the language that only compute. */
export const PURE_FUNCTIONS: ReadonlyMap<string, Computation> = new Map<string, Computation>([
  ["Number", Number],
  ["String", String],
  ["Object.is", (a, b) => Object.is(a, b)],
  ["Math.abs", numbers(Math.abs)],
  ["Math.sign", numbers(Math.sign)],
  ["Math.trunc", numbers(Math.trunc)],
  ["Math.floor", numbers(Math.floor)],
  ["Math.ceil", numbers(Math.ceil)],
  ["Math.round", numbers(Math.round)],
]);
