import type { CompareOperator, Literal, Operation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import {
  complement,
  exactly,
  HIGH_LEVEL,
  PASSIVE_LEVEL,
  isSingleton,
  lowest,
  type LevelSet,
} from "../domain/level-set.js";
import { rootPath, type Path } from "../domain/path.js";
import { literal, truthiness, UNKNOWN, valueText, type Value } from "../domain/value.js";

const FLIPPED: Readonly<Record<CompareOperator, CompareOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

const holds = (operator: CompareOperator, left: number, right: number): boolean => {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
  }
};

const levelsThat = (operator: CompareOperator, bound: number): LevelSet => {
  let set = 0;
  for (let level = 0; level <= HIGH_LEVEL; level += 1) if (holds(operator, level, bound)) set |= 1 << level;
  return set;
};

const compareLiterals = (operator: CompareOperator, left: Literal, right: Literal): Value => {
  if (typeof left === "number" && typeof right === "number") return literal(holds(operator, left, right));
  if (operator === "==") return literal(left === right);
  if (operator === "!=") return literal(left !== right);
  return UNKNOWN;
};

/** `0 < 1`, seen as a place that nobody writes: the same comparison of the same first contents gives the same answer. */
const asComparison = (operator: CompareOperator, left: Value, right: Value): Value =>
  left.kind === "unknown" || right.kind === "unknown"
    ? UNKNOWN
    : {
        kind: "truth",
        path: rootPath(
          `value:(${valueText(left).replaceAll("|", ".")}${operator}${valueText(right).replaceAll("|", ".")})`,
        ),
        negated: false,
      };

const isBooleanLike = (value: Value): boolean =>
  value.kind === "relation" ||
  value.kind === "nullish" ||
  value.kind === "test" ||
  value.kind === "truth" ||
  value.kind === "equals";

const compareWithLiteral = (operation: Comparison, left: Value, right: Literal, operator: CompareOperator): Value => {
  if (left.kind === "level" && typeof right === "number")
    return { kind: "test", level: left.level, set: levelsThat(operator, right), read: left.read, at: operation.span };
  const isEquality = operator === "==" || operator === "!=";
  const known = isEquality
    ? equalsLiteral(operation, left, right, operator === "!=")
    : exceedsLiteral(operation, left, right, operator);
  return known ?? asComparison(operator, left, literal(right));
};

type Comparison = Extract<Operation, { kind: "compare" }>;

const isNothing = (value: Literal): boolean => value === null || value === undefined;

/** `left == right` (negated: `!=`); undefined where it is not followed. */
const equalsLiteral = (operation: Comparison, left: Value, right: Literal, negated: boolean): Value | undefined => {
  if (operation.loose === true && isNothing(right)) return nullishOf(left, negated);
  if (isNothing(right) && truthiness(left) === true) return literal(negated);
  if (left.kind === "literal") return compareLiterals(negated ? "!=" : "==", left.value, right);
  if (left.kind === "place") return { kind: "equals", path: left.path, value: right, negated };
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
  if (content.kind !== "level") return UNKNOWN;
  const set = levelsThat(operator, bound);
  return { kind: "test", level: content.level, set: negated ? complement(set) : set, read: content.read, at };
};

/** The one number that a value stands for. */
const constantOf = (value: Value): Literal | undefined => {
  if (value.kind === "literal") return value.value;
  if (value.kind === "level" && value.level.kind === "set" && isSingleton(value.level.set) && !value.read)
    return lowest(value.level.set);
  return undefined;
};

/** `!value`, written at `at`. */
export const negate = (value: Value, at: Span): Value => {
  switch (value.kind) {
    case "literal":
      return literal(truthiness(value) === false);
    case "test":
      return { ...value, set: complement(value.set) };
    case "place":
      return { kind: "truth", path: value.path, negated: true };
    case "truth":
      return { ...value, negated: !value.negated };
    case "equals":
      return { ...value, negated: !value.negated };
    case "relation":
    case "nullish":
      return { ...value, negated: !value.negated };
    case "functions":
    case "generator":
      return literal(false);
    case "level":
      return { kind: "test", level: value.level, set: exactly(PASSIVE_LEVEL), read: value.read, at };
    case "unknown":
      return UNKNOWN;
  }
};

export const compareValues = (operation: Extract<Operation, { kind: "compare" }>, left: Value, right: Value): Value => {
  if (right.kind === "literal") return compareWithLiteral(operation, left, right.value, operation.operator);
  if (left.kind === "literal") return compareWithLiteral(operation, right, left.value, FLIPPED[operation.operator]);
  const rightConstant = constantOf(right);
  if (rightConstant !== undefined) return compareWithLiteral(operation, left, rightConstant, operation.operator);
  const leftConstant = constantOf(left);
  if (leftConstant !== undefined)
    return compareWithLiteral(operation, right, leftConstant, FLIPPED[operation.operator]);
  return asComparison(operation.operator, left, right);
};

/** `DISPATCH_LEVEL + 1`: folded where both are numbers. */
export const addValues = (left: Value, right: Value, negateRight: boolean): Value => {
  const a = constantOf(left);
  const b = constantOf(right);
  if (typeof a !== "number" || typeof b !== "number") return UNKNOWN;
  return literal(negateRight ? a - b : a + b);
};
