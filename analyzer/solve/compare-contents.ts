import { comparisonPath, type CanonicalOperator } from "../domain/comparison.js";
import { isOnePlace, type Path } from "../domain/path.js";
import { literal, UNKNOWN, type Value } from "../domain/value.js";
import type { CompareOperator, Literal } from "../ir/operation.js";

export const holds = (operator: CompareOperator, left: number, right: number): boolean => {
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

/** Undefined where it is not followed. */
export const holdsFor = (operator: CompareOperator, left: Literal, right: Literal): boolean | undefined => {
  if (typeof left === "number" && typeof right === "number") return holds(operator, left, right);
  if (operator === "==") return left === right;
  return operator === "!=" ? left !== right : undefined;
};

export const compareLiterals = (operator: CompareOperator, left: Literal, right: Literal): Value => {
  const outcome = holdsFor(operator, left, right);
  return outcome === undefined ? UNKNOWN : literal(outcome);
};

/** What each order is of the two that are told: turned, so that the right one comes first, or negated. */
const CANONICAL: Readonly<
  Record<CompareOperator, { readonly operator: CanonicalOperator; readonly turned?: true; readonly negated?: true }>
> = {
  "<": { operator: "<" },
  ">": { operator: "<", turned: true },
  "<=": { operator: "<", turned: true, negated: true },
  ">=": { operator: "<", negated: true },
  "==": { operator: "==" },
  "!=": { operator: "==", negated: true },
};

/** The comparison of what two places held at first. */
const comparePlaces = (compared: CompareOperator, one: Path, other: Path): Value => {
  if (!isOnePlace(one) || !isOnePlace(other)) return UNKNOWN;
  const { operator, turned, negated = false } = CANONICAL[compared];
  const isTurned = turned ?? (operator === "==" && other.text < one.text);
  const [left, right] = isTurned ? [other, one] : [one, other];
  if (operator === "<" && left.text === right.text) return literal(negated);
  return { kind: "truth", path: comparisonPath({ operator, left, right }), negated };
};

/** The comparison of what is known, or stands for the same wherever it is compared; of others nothing is known. */
export const compareContents = (operator: CompareOperator, left: Value, right: Value): Value => {
  if (left.kind === "place" && right.kind === "place") return comparePlaces(operator, left.path, right.path);
  return left.kind === "literal" && right.kind === "literal"
    ? compareLiterals(operator, left.value, right.value)
    : UNKNOWN;
};
