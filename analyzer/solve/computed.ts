import type { ArithmeticOperator, Literal } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { exactly, HIGH_LEVEL, isSingleton, lowest, type LevelSet } from "../domain/level-set.js";
import { literal, type Value } from "../domain/value.js";

/**
 * What is computed from a level, by whatever operators and functions, is found by computing it for each of the sixteen. Takes
 * values of which at most one depends on a level.
 */
export type Computation = (...operands: readonly Literal[]) => Literal;

export const LEVELS: readonly number[] = Array.from({ length: HIGH_LEVEL + 1 }, (_, level) => level);

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
export const setWhere = (outcomes: readonly unknown[]): LevelSet =>
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
const withResults = ({ level, read }: ByLevel, results: readonly Literal[], at: Span): Value => {
  if (results.every((result, index) => result === index)) return { kind: "level", level, read };
  if (results.every((result) => typeof result === "boolean"))
    return {
      kind: "test",
      level,
      set: setWhere(results),
      read,
      at,
    };
  return { kind: "computed", level, results, read };
};

/** What the computation, written at `at`, makes of the values; undefined where they are not known, or not of one level. */
export const compute = (computation: Computation, values: readonly Value[], at: Span): Value | undefined => {
  const constants = values.map(constantOf);
  const [index, ...others] = values.flatMap((_, position) => (constants[position] ? [] : [position]));
  const operandsWith = (result: Literal): readonly Literal[] => constants.map((one) => (one ? one.value : result));
  if (index === undefined) return literal(computation(...operandsWith(undefined)));
  const value = values[index];
  if (others.length > 0 || !value || !isByLevel(value)) return undefined;
  const results = LEVELS.map((level) => computation(...operandsWith(resultAt(value, level))));
  return withResults(value, results, at);
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
