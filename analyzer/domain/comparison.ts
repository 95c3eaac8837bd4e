import { childPath, indexOfKey, isOwn, rootPath, symbolicKey, type Path } from "./path.js";

/** The other orders are these two, turned or negated. */
export type CanonicalOperator = "<" | "==";

export interface PlaceComparison {
  readonly operator: CanonicalOperator;
  readonly left: Path;
  readonly right: Path;
}

const OPERATORS: ReadonlyMap<string, CanonicalOperator> = new Map([
  ["value:<", "<"],
  ["value:==", "=="],
]);

/**
 * How the first contents of two places compare, seen as a place that nobody writes: an element of a table of all answers. The
 * same comparison of the same contents has the same answer.
 */
export const comparisonPath = ({ operator, left, right }: PlaceComparison): Path =>
  childPath(childPath(rootPath(`value:${operator}`), symbolicKey(left)), symbolicKey(right));

/** The comparison that a path stands for; undefined for other paths. */
export const comparisonAt = ({ root, keys }: Path): PlaceComparison | undefined => {
  const operator = OPERATORS.get(root);
  const [left, right] = keys.map(indexOfKey);
  return operator && left && right ? { operator, left, right } : undefined;
};

/** Whether callers can tell by their own places what a path stands for. */
export const isForCallers = (path: Path): boolean => {
  const comparison = comparisonAt(path);
  return comparison ? !isOwn(comparison.left.root) && !isOwn(comparison.right.root) : !isOwn(path.root);
};
