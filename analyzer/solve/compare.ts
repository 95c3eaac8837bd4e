import type { CompareOperator, Literal, Operation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { complement, isSingleton, lowest } from "../domain/level-set.js";
import { isMadeObject, rootPath, type Path } from "../domain/path.js";
import { agreedOn, literal, truthiness, UNKNOWN, valueText, type Value } from "../domain/value.js";
import { compareContents, compareLiterals, holds, holdsFor } from "./compare-contents.js";
import { computeTogether, constantOf, isByLevel, levelsWhere, type Computation } from "./computed.js";

const FLIPPED: Readonly<Record<CompareOperator, CompareOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/** Two values with one text need not be one value. */
const isAnyOf = ({ kind }: Value): boolean => kind === "unknown" || kind === "literals" || kind === "maybe";

/** Of contents that are not followed: the same comparison of the same ones gives the same answer. */
const asComparison = (operator: CompareOperator, left: Value, right: Value): Value => {
  if (isAnyOf(left) || isAnyOf(right)) return UNKNOWN;
  if (left.kind === "place" && right.kind === "place") return compareContents(operator, left, right);
  const [one, other] = [left, right].map((value) => valueText(value).replaceAll("|", "."));
  return { kind: "truth", path: rootPath(`value:(${String(one)}${operator}${String(other)})`), negated: false };
};

/** One of several levels, and another one each time. */
const isAnyLevel = (value: Value): boolean => "level" in value && value.level.kind === "set";

/** Whether all of them are truthy, seen as a place like a comparison. */
export const everyOf = (values: readonly Value[]): Value => {
  if (values.some((value) => truthiness(value) === false)) return literal(false);
  const open = values.filter((value) => truthiness(value) !== true);
  const [first, ...others] = open;
  if (!first) return literal(true);
  if (others.length === 0) return first;
  if (open.some((value) => isAnyOf(value) || isAnyLevel(value))) return UNKNOWN;
  const text = open.map((value) => valueText(value).replaceAll("|", ".")).join("&&");
  return { kind: "truth", path: rootPath(`value:(${text})`), negated: false };
};

const isBooleanLike = (value: Value): boolean =>
  value.kind === "relation" ||
  value.kind === "nullish" ||
  value.kind === "test" ||
  value.kind === "truth" ||
  value.kind === "equals";

const compareEach = (
  operation: Comparison,
  lefts: readonly Literal[],
  right: Literal,
  operator: CompareOperator,
): Value => {
  const outcome = agreedOn(lefts, (left) => holdsLoosely(operation, left, right, operator));
  return outcome === undefined ? UNKNOWN : literal(outcome);
};

const compareWithLiteral = (operation: Comparison, left: Value, right: Literal, operator: CompareOperator): Value => {
  if (left.kind === "computed" || (left.kind === "level" && typeof right === "number"))
    return testOf(operation, left, (result) => holdsLoosely(operation, result, right, operator));
  if (left.kind === "literals") return compareEach(operation, left.values, right, operator);
  const isEquality = operator === "==" || operator === "!=";
  const known = isEquality
    ? equalsLiteral(operation, left, right, operator === "!=")
    : exceedsLiteral(operation, left, right, operator);
  return known ?? asComparison(operator, left, literal(right));
};

type Comparison = Extract<Operation, { kind: "compare" }>;

const isNothing = (value: Literal): boolean => value === null || value === undefined;

const holdsLoosely = ({ loose }: Comparison, left: Literal, right: Literal, operator: CompareOperator): boolean =>
  loose === true && isNothing(right)
    ? isNothing(left) === (operator === "==")
    : (holdsFor(operator, left, right) ?? false);

/** True at the levels at which the value is such a one. */
const testOf = (
  { span: at }: Pick<Comparison, "span">,
  value: Extract<Value, { kind: "level" | "computed" }>,
  is: (result: Literal) => boolean,
): Value => ({ kind: "test", level: value.level, set: levelsWhere(value, is), read: value.read, at });

/** `left == right` (negated: `!=`); undefined where it is not followed. */
const equalsLiteral = (operation: Comparison, left: Value, right: Literal, negated: boolean): Value | undefined => {
  if (operation.loose === true && isNothing(right)) return nullishOf(left, negated);
  if (isNothing(right) && truthiness(left) === true) return literal(negated);
  if (left.kind === "literal") return compareLiterals(negated ? "!=" : "==", left.value, right);
  if (left.kind === "place")
    return { kind: "equals", path: left.path, value: right, negated, isFalsy: operation.isFalsy };
  // A level is a number.
  if (left.kind === "level") return typeof right === "number" ? undefined : literal(negated);
  if (!isBooleanLike(left) || typeof right !== "boolean") return undefined;
  return right === negated ? negate(left, operation.span) : left;
};

const exceedsLiteral = (
  operation: Comparison,
  left: Value,
  right: Literal,
  operator: CompareOperator,
): Value | undefined => {
  if (left.kind === "literal") return compareLiterals(operator, left.value, right);
  return left.kind === "place" && typeof right === "number"
    ? asRelation(left.path, operator, right, operation.span)
    : undefined;
};

/** `content == null`, which `undefined` is too. */
export const nullishOf = (content: Value, negated: boolean): Value => {
  if (truthiness(content) === true) return literal(negated);
  if (content.kind === "place") return { kind: "nullish", path: content.path, negated };
  if (content.kind === "literals") {
    const isMissing = agreedOn(content.values, isNothing);
    return isMissing === undefined ? UNKNOWN : literal(isMissing !== negated);
  }
  if (content.kind === "unknown") return UNKNOWN;
  const isNullish = content.kind === "literal" && (content.value === null || content.value === undefined);
  return literal(isNullish !== negated);
};

/** `>` and `>=` are the negations of `<=` and `<`. */
const asRelation = (path: Path, operator: CompareOperator, bound: number, at: Span): Value => ({
  kind: "relation",
  path,
  operator: operator === "<" || operator === ">=" ? "<" : "<=",
  bound,
  negated: operator === ">" || operator === ">=",
  at,
});

/** The comparison of a place's content, once the content is known to be this. */
export const relationOf = (content: Value, relation: Extract<Value, { kind: "relation" }>): Value => {
  const { operator, bound, negated, at } = relation;
  if (content.kind === "place") return { ...relation, path: content.path };
  if (content.kind === "literal" && typeof content.value === "number")
    return literal(holds(operator, content.value, bound) !== negated);
  if (content.kind !== "level" && content.kind !== "computed") return UNKNOWN;
  return testOf({ span: at }, content, (level) => holdsFor(operator, level, bound) !== negated);
};

/** `!value`, written at `at`. */
export const negate = (value: Value, at: Span): Value => {
  const known = truthiness(value);
  if (known !== undefined) return literal(!known);
  switch (value.kind) {
    case "test":
      return { ...value, set: complement(value.set) };
    case "maybe":
      return { ...value, test: { ...value.test, set: complement(value.test.set) }, answer: !value.answer };
    case "place":
      return { kind: "truth", path: value.path, negated: true };
    case "truth":
      return { ...value, negated: !value.negated };
    case "equals":
      return { ...value, negated: !value.negated };
    case "relation":
    case "nullish":
      return { ...value, negated: !value.negated };
    case "level":
    case "computed":
      return negate(testOf({ span: at }, value, Boolean), at);
    case "literal":
    case "literals":
    case "functions":
    case "generator":
    case "unknown":
      return UNKNOWN;
  }
};

const numberOf = (value: Value): number | undefined =>
  value.kind === "level" && value.level.kind === "set" && isSingleton(value.level.set)
    ? lowest(value.level.set)
    : undefined;

/** What is made of levels is compared for each of their numbers; undefined where it is not followed for one of them. */
const compareByLevel = ({ operator, span: at }: Comparison, left: Value, right: Value): Value | undefined => {
  if (!isByLevel(left) || !isByLevel(right)) return undefined;
  const compared: Computation = (one, other) => holdsFor(operator, one, other);
  const outcome = computeTogether(compared, [left, right], at);
  return outcome?.kind === "test" || (outcome && truthiness(outcome) !== undefined) ? outcome : undefined;
};

/** One that is known is a number. */
const compareLevels = (operation: Comparison, left: Value, right: Value): Value | undefined => {
  if (left.kind !== "level" || right.kind !== "level") return undefined;
  const { operator } = operation;
  const [low, high] = [numberOf(left), numberOf(right)];
  if (high !== undefined) return compareWithLiteral(operation, left, high, operator);
  return low === undefined ? undefined : compareWithLiteral(operation, right, low, FLIPPED[operator]);
};

/** Whether they are one object; undefined where one name may stand for several, or two names for one. */
const areOneObject = (left: Value, right: Value): boolean | undefined => {
  if (left.kind !== "place" || right.kind !== "place") return undefined;
  if (![left.path, right.path].every(isMadeObject)) return undefined;
  if (left.path.text !== right.path.text) return false;
  return left.path.root.startsWith("var:") ? true : undefined;
};

const compareObjects = (operator: CompareOperator, left: Value, right: Value): Value | undefined => {
  if (operator !== "==" && operator !== "!=") return undefined;
  const same = areOneObject(left, right);
  return same === undefined ? undefined : literal(same === (operator === "=="));
};

export const compareValues = (operation: Comparison, left: Value, right: Value): Value => {
  if (right.kind === "literal") return compareWithLiteral(operation, left, right.value, operation.operator);
  if (left.kind === "literal") return compareWithLiteral(operation, right, left.value, FLIPPED[operation.operator]);
  const rightConstant = constantOf(right);
  if (rightConstant) return compareWithLiteral(operation, left, rightConstant.value, operation.operator);
  const leftConstant = constantOf(left);
  if (leftConstant) return compareWithLiteral(operation, right, leftConstant.value, FLIPPED[operation.operator]);
  const known =
    compareLevels(operation, left, right) ??
    compareByLevel(operation, left, right) ??
    compareObjects(operation.operator, left, right);
  return known ?? asComparison(operation.operator, left, right);
};
