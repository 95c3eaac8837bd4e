import type { Case } from "./case.js";
import { contradict } from "./fact.js";
import { isDefinite, isHiddenKey, isOwn, type Path } from "./path.js";
import { resultFact } from "./result.js";
import { literal, literalsOf, truthiness, UNKNOWN, type Value } from "./value.js";

/** Literals that are neither a level nor the object or function on the other side. */
const isOther = (one: Value, other: Value): boolean => {
  const literals = literalsOf(one);
  if (!literals) return false;
  const others = literalsOf(other);
  if (others) return literals.every((value) => !others.some((each) => Object.is(value, each)));
  return other.kind === "level" && literals.every((value) => typeof value !== "number");
};

const areApart = (one: Value, other: Value): boolean => {
  const [a, b] = [truthiness(one), truthiness(other)];
  return (a !== undefined && b !== undefined && a !== b) || isOther(one, other) || isOther(other, one);
};

/** What the fields of a returned object hold. */
const fieldsOf = ({ result, memory }: Case): ReadonlyMap<string, Value> => {
  if (result?.kind !== "place") return new Map();
  const { root } = result.path;
  return new Map(
    memory
      .values()
      .flatMap(({ path, value }) =>
        path.root === root && path.keys.length === 1 ? [[path.keys[0] ?? "", value] as const] : [],
      ),
  );
};

/** Whether a caller that looks at the result, or at a field of it, knows which of the two ways out it has. */
export const areApartByResult = (one: Case, other: Case): boolean => {
  if (areApart(one.result ?? UNKNOWN, other.result ?? UNKNOWN)) return true;
  const [fact, otherFact] = [resultFact(one), resultFact(other)];
  if (fact && otherFact && contradict(fact, otherFact)) return true;
  const fields = fieldsOf(other);
  return [...fieldsOf(one)].some(([key, value]) => areApart(value, fields.get(key) ?? UNKNOWN));
};

/** What callers can ask for by its name. */
const isForCallers = (path: Path): boolean => !isOwn(path.root) && isDefinite(path) && !isHiddenKey(path.keys.at(-1));

const isFlagSet = (value: Value): boolean => value.kind === "literal" && value.value === true;

/** Of a place that the case has left as it was: what branches have told of it. */
const unwritten = ({ facts }: Case, { text }: Path): Value | undefined => {
  const fact = facts.get(text);
  if (fact?.equals) return literal(fact.equals.value);
  return fact?.truthy === undefined ? undefined : literal(fact.truthy);
};

/**
 * Whether a caller that looks at a place that was written knows which of the two ways out it has. A flag that is set on one way
 * only tells whoever knows that it was not set before.
 */
export const isApartByPlace = (one: Case, other: Case): boolean =>
  one.memory.values().some(({ path, value }) => {
    if (!isForCallers(path)) return false;
    const written = other.memory.get(path.text)?.value;
    const left = written ?? unwritten(other, path);
    return left === undefined ? isFlagSet(value) : areApart(value, left);
  });
