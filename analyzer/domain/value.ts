import type { Literal, Target, VariableId } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { literalText } from "./literal-text.js";
import { levelText, sameLevel, type Level } from "./level.js";
import { isSubset, NO_LEVEL, type LevelSet } from "./level-set.js";
import { isMadeObject, type Path } from "./path.js";

/** The `KeGetCurrentIrql` call that a value came from; rides along and never keeps two values apart. */
export interface ReadOrigin {
  readonly span: Span;
  /** The value has gone through a variable or property since. */
  readonly stored: boolean;
}

/** The same value after it was put into a variable or property. */
export const storedValue = (value: Value): Value =>
  value.kind === "level" && value.read && !value.read.stored
    ? { ...value, read: { ...value.read, stored: true } }
    : value;

/** What variables of enclosing functions held when a closure was made; of one that is missing, what its name means at the call. */
export type Captured = ReadonlyMap<VariableId, Value>;

/**
 * What a register or a place holds.
 *
 *          unknown
 *   /   /     |    maybe   \      \
 * literal level computed test  place  functions …      (two different ones join to `unknown`; a test and an answer to `maybe`)
 */
export type Value =
  | { readonly kind: "unknown" }
  | { readonly kind: "literal"; readonly value: Literal }
  /** One of several: what functions return, where callers tell by it what was done, and the ways to say no. */
  | { readonly kind: "literals"; readonly values: readonly Literal[] }
  /** A number that is a level. */
  | { readonly kind: "level"; readonly level: Level; readonly read: ReadOrigin | undefined }
  /** What is computed from a level: the result for each, by its number. */
  | {
      readonly kind: "computed";
      readonly level: Level;
      readonly results: readonly Literal[];
      readonly read: ReadOrigin | undefined;
    }
  /** True exactly when the level is in the set: the same where each result is a boolean. */
  | {
      readonly kind: "test";
      readonly level: Level;
      readonly set: LevelSet;
      readonly read: ReadOrigin | undefined;
      readonly at: Span;
    }
  /** The answer of the test, or this one whatever the level is. */
  | { readonly kind: "maybe"; readonly test: Test; readonly answer: boolean }
  /** What the place held at first, or the object made there. */
  | { readonly kind: "place"; readonly path: Path }
  /** True exactly when the place's content equals the literal (or not, if negated). */
  | {
      readonly kind: "equals";
      readonly path: Path;
      readonly value: Literal;
      readonly negated: boolean;
      /** No other content is falsy. */
      readonly isFalsy?: boolean | undefined;
    }
  /** True exactly when the place's content is `null` or `undefined` (negated: neither). */
  | { readonly kind: "nullish"; readonly path: Path; readonly negated: boolean }
  /** True exactly when the comparison of the place's content with the number comes out so. */
  | {
      readonly kind: "relation";
      readonly path: Path;
      readonly operator: "<" | "<=";
      readonly bound: number;
      readonly negated: boolean;
      readonly at: Span;
    }
  /** True exactly when the place's content is truthy (negated: falsy): `!flag`. */
  | { readonly kind: "truth"; readonly path: Path; readonly negated: boolean }
  | {
      readonly kind: "functions";
      readonly targets: readonly Target[];
      readonly receiver: Value | undefined;
      /** Arguments that come before those of each call. */
      readonly bound?: readonly Value[] | undefined;
      readonly captured?: Captured | undefined;
    }
  /** A generator object: its body has not run yet. */
  | {
      readonly kind: "generator";
      readonly target: Target;
      readonly receiver: Value | undefined;
      readonly args: readonly Value[];
      readonly captured?: Captured | undefined;
    };

export type Test = Extract<Value, { kind: "test" }>;
export type Functions = Extract<Value, { kind: "functions" }>;
type Generator = Extract<Value, { kind: "generator" }>;

export const UNKNOWN: Value = { kind: "unknown" };
export const literal = (value: Literal): Value => ({ kind: "literal", value });
export const place = (path: Path): Value => ({ kind: "place", path });

export const targetText = (target: Target): string => {
  switch (target.kind) {
    case "function":
      return target.id;
    case "contract":
      return `!${target.contract}`;
    case "property":
      return `.${target.property}`;
    case "callbacks":
    case "external":
      return `?${target.name}`;
  }
};

export const boundText = (bound: readonly Value[] = []): string =>
  bound.length === 0 ? "" : `;${bound.map(valueText).join(",")}`;

const capturedText = (captured: Captured | undefined): string =>
  captured === undefined || captured.size === 0
    ? ""
    : `;{${[...captured].map(([variable, value]) => `${variable}=${valueText(value)}`).join(",")}}`;

/** Captured variables that are too many to be told: each is what its name means at the call. */
export const UNTOLD: Captured = new Map();

/** Values that a function or generator may be made of. */
const MAX_PARTS = 200;

const sizes = new WeakMap<Value, number>();

const partsOf = (value: Functions | Generator): readonly Value[] => [
  ...(value.receiver ? [value.receiver] : []),
  ...((value.kind === "functions" ? value.bound : value.args) ?? []),
  ...(value.captured?.values() ?? []),
];

/** How many values a value is made of, with itself. */
const sizeOf = (value: Value): number => {
  if (value.kind !== "functions" && value.kind !== "generator") return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = partsOf(value).reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(value, size);
  return size;
};

const simpleOrUnknown = (value: Value): Value => (sizeOf(value) === 1 ? value : UNKNOWN);

/** What a closure of closures holds doubles with each of them: beyond a bound it is not told any more. */
export const bounded = <One extends Functions | Generator>(value: One): One => {
  if (sizeOf(value) <= MAX_PARTS) return value;
  const receiver = value.receiver && simpleOrUnknown(value.receiver);
  const held = { receiver, captured: UNTOLD };
  return value.kind === "functions"
    ? { ...value, ...held, bound: value.bound?.map(simpleOrUnknown) }
    : { ...value, ...held, args: value.args.map(simpleOrUnknown) };
};

const texts = new WeakMap<Value, string>();

/** Equal texts mean equal values; origins are left out. */
export const valueText = (value: Value): string => {
  if (value.kind !== "functions" && value.kind !== "generator") return textOf(value);
  const text = texts.get(value) ?? textOf(value);
  texts.set(value, text);
  return text;
};

const textOf = (value: Value): string => {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "literal":
      return literalText(value.value);
    case "literals":
      return `{${value.values.map(literalText).join(",")}}`;
    case "level":
      return `L(${levelText(value.level)})`;
    case "computed":
      return `C(${levelText(value.level)}:${value.results.map(literalText).join(",")})`;
    case "test":
      return `T(${levelText(value.level)}:${String(value.set)})`;
    case "maybe":
      return `M(${textOf(value.test)}${String(value.answer)})`;
    case "place":
      return `@${value.path.text}`;
    case "equals":
      return `E(${value.path.text}${value.negated ? "!" : ""}${value.isFalsy === true ? "~" : ""}=${literalText(value.value)})`;
    case "relation":
      return `R(${value.path.text}${value.operator}${String(value.bound)}${value.negated ? "!" : ""})`;
    case "nullish":
      return `N(${value.path.text}${value.negated ? "!" : ""})`;
    case "truth":
      return `B(${value.path.text}${value.negated ? "!" : ""})`;
    case "functions":
      return `F(${value.targets.map(targetText).join(",")};${value.receiver ? valueText(value.receiver) : ""}${boundText(value.bound)}${capturedText(value.captured)})`;
    case "generator":
      return `G(${targetText(value.target)};${value.receiver ? valueText(value.receiver) : ""};${value.args.map(valueText).join(",")}${capturedText(value.captured)})`;
  }
};

const sameRest = (a: Value, b: Value): boolean => valueText(a) === valueText(b);

export const sameValue = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "place" && b.kind === "place") return a.path.text === b.path.text;
  if (a.kind === "literal" && b.kind === "literal") return Object.is(a.value, b.value);
  if (a.kind === "level" && b.kind === "level") return sameLevel(a.level, b.level);
  return sameRest(a, b);
};

/** The answer of a test among these levels, where they agree on it. */
export const answerAmong = (levels: LevelSet, { set }: Test): boolean | undefined => {
  if (isSubset(levels, set)) return true;
  return (levels & set) === NO_LEVEL ? false : undefined;
};

/** The answer that a value is, whatever the case says of levels. */
export const answerOf = (value: Value): boolean | undefined => {
  if (value.kind === "literal") return typeof value.value === "boolean" ? value.value : undefined;
  return value.kind === "test" && value.level.kind === "set" ? answerAmong(value.level.set, value) : undefined;
};

/** The answer of the test, or this one: where that of the test is known, one answer, or either. */
export const testOr = (test: Test, answer: boolean): Value => {
  const own = answerOf(test);
  if (own === undefined) return { kind: "maybe", test, answer };
  return own === answer ? literal(answer) : UNKNOWN;
};

/** The literals that it may be, where it is one. */
export const literalsOf = (value: Value): readonly Literal[] | undefined => {
  if (value.kind === "literal") return [value.value];
  return value.kind === "literals" ? value.values : undefined;
};

/** What all of the literals agree on; undefined where they do not. */
export const agreedOn = <Answer>(
  values: readonly Literal[],
  answer: (value: Literal) => Answer,
): Answer | undefined => {
  const [first, ...others] = values.map(answer);
  return others.every((other) => other === first) ? first : undefined;
};

/** What JavaScript makes of it in a condition; undefined where that is open. */
export const truthiness = (value: Value): boolean | undefined => {
  if (value.kind === "literal") return Boolean(value.value);
  if (value.kind === "literals") return agreedOn(value.values, Boolean);
  if (value.kind === "functions" || value.kind === "generator") return true;
  if (value.kind === "place" && isMadeObject(value.path)) return true;
  return undefined;
};
