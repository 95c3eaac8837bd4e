import { levelsIn, type Case } from "../domain/case.js";
import { comparisonAt } from "../domain/comparison.js";
import { ENTRY, levelSet, type Level } from "../domain/level.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { indexOfKey, parentPath, parsePath, restArgument, rootPath, type Path } from "../domain/path.js";
import { bounded, literal, place, testOr, UNKNOWN, UNTOLD, type Captured, type Value } from "../domain/value.js";
import type { Literal } from "../ir/operation.js";
import { compareContents } from "./compare-contents.js";
import { nullishOf, relationOf } from "./compare.js";
import { isLineageCell, isMadeAs } from "./lineage.js";
import { elementKey, levelOfValue, propertyPath, readPlace, readProperty } from "./memory.js";

/** A callee's terms and what they stand for in the caller. */
export interface Substitution {
  readonly caller: Case;
  readonly callee: Case;
  readonly args: readonly Value[];
  readonly receiver: Value | undefined;
  /** What the callee finds in variables of functions around it. */
  readonly captured: Captured | undefined;
  /** Names the call, so that objects made by two calls of one function stay apart. */
  readonly site: string;
}

const MAX_RENAMES = 3;

const renameFresh = (root: string, site: string): string =>
  root.split("@@").length > MAX_RENAMES ? root : `${root}@@${site}`;

const rootValue = (substitution: Substitution, root: string): Value => {
  if (root === "this") return substitution.receiver ?? UNKNOWN;
  if (root.startsWith("rest:")) return UNKNOWN;
  if (root.startsWith("param:")) return substitution.args[Number(root.slice("param:".length))] ?? UNKNOWN;
  if (root.startsWith("new:") || root.startsWith("value:"))
    return place(rootPath(renameFresh(root, substitution.site)));
  const captured = root.startsWith("var:") ? substitution.captured?.get(root.slice("var:".length)) : undefined;
  return captured ?? readPlace(substitution.caller, rootPath(root));
};

/** The caller's name of an element: at a parameter of the callee, at what was passed. */
const substituteKey = (substitution: Substitution, key: string): string => {
  const index = indexOfKey(key);
  return index === undefined ? key : elementKey(substitutePath(substitution, index));
};

/** What the caller has at a place that the callee names. */
export const substitutePath = (substitution: Substitution, path: Path): Value => {
  const argument = restArgument(path);
  const [start, keys] =
    argument === undefined
      ? [rootValue(substitution, path.root), path.keys]
      : [substitution.args[argument] ?? literal(undefined), path.keys.slice(1)];
  return keys.reduce<Value>((value, name, index) => {
    const property = index === keys.length - 1 ? path.property : undefined;
    const key = substituteKey(substitution, name);
    return readProperty(substitution.caller, value, { kind: "name", name: key, property });
  }, start);
};

/** The caller's name of a place that the callee wrote. */
export const substituteTarget = (substitution: Substitution, path: Path): Path | undefined => {
  const parent = parentPath(path);
  const last = path.keys.at(-1);
  if (!parent || last === undefined)
    return path.root.startsWith("var:") || path.root.startsWith("global:") ? path : undefined;
  return propertyPath(substitution.caller, substitutePath(substitution, parent), {
    kind: "name",
    name: substituteKey(substitution, last),
    property: path.property,
  });
};

export const substituteLevel = (substitution: Substitution, level: Level): Level => {
  if (level.kind === "set") return level;
  if (level.symbol === ENTRY) return substitution.caller.level;
  const known = level.symbol.startsWith("path:")
    ? levelOfValue(substitutePath(substitution, parsePath(level.symbol.slice("path:".length))))
    : undefined;
  return known ?? levelSet(levelsIn(substitution.callee, level, ANY_LEVEL));
};

const negatable = (value: Value, negated: boolean): Value => {
  if (value.kind === "literal") return literal(Boolean(value.value) !== negated);
  if (value.kind === "place") return { kind: "truth", path: value.path, negated };
  return value.kind === "truth" ? { ...value, negated: value.negated !== negated } : UNKNOWN;
};

/** What the caller has at a place, or finds where it compares what the callee has compared. */
export const substitutePlace = (substitution: Substitution, path: Path): Value => {
  const compared = comparisonAt(path);
  if (!compared) return substitutePath(substitution, path);
  const { operator, left, right } = compared;
  return compareContents(operator, substitutePath(substitution, left), substitutePath(substitution, right));
};

const substituteCaptured = (substitution: Substitution, captured: Captured | undefined): Captured | undefined =>
  captured === undefined || captured === UNTOLD
    ? captured
    : new Map([...captured].map(([variable, value]) => [variable, substituteValue(substitution, value)]));

const holdsOf = (content: Literal, { path, value }: Extract<Value, { kind: "equals" }>): boolean =>
  isLineageCell(path) ? isMadeAs(content, value) : content === value;

export const substituteValue = (substitution: Substitution, value: Value): Value => {
  switch (value.kind) {
    case "unknown":
    case "literal":
    case "literals":
      return value;
    case "level":
    case "computed":
    case "test":
      return { ...value, level: substituteLevel(substitution, value.level) };
    case "maybe":
      return testOr({ ...value.test, level: substituteLevel(substitution, value.test.level) }, value.answer);
    case "place":
      return substitutePath(substitution, value.path);
    case "truth":
      return negatable(substitutePlace(substitution, value.path), value.negated);
    case "nullish":
      return nullishOf(substitutePath(substitution, value.path), value.negated);
    case "relation":
      return relationOf(substitutePath(substitution, value.path), value);
    case "equals": {
      const content = substitutePath(substitution, value.path);
      if (content.kind === "literal") return literal(holdsOf(content.value, value) !== value.negated);
      return content.kind === "place" ? { ...value, path: content.path } : UNKNOWN;
    }
    case "functions":
      return bounded({
        ...value,
        receiver: value.receiver && substituteValue(substitution, value.receiver),
        bound: value.bound?.map((arg) => substituteValue(substitution, arg)),
        captured: substituteCaptured(substitution, value.captured),
      });
    case "generator":
      return bounded({
        ...value,
        receiver: value.receiver && substituteValue(substitution, value.receiver),
        args: value.args.map((arg) => substituteValue(substitution, arg)),
        captured: substituteCaptured(substitution, value.captured),
      });
  }
};
