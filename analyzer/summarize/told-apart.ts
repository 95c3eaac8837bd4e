import type { Case } from "../domain/case.js";
import { truthiness, UNKNOWN, type Value } from "../domain/value.js";

/** A literal that is neither a level nor the object or function on the other side. */
const isOther = (one: Value, other: Value): boolean => {
  if (one.kind !== "literal") return false;
  if (other.kind === "literal") return !Object.is(one.value, other.value);
  return other.kind === "level" && typeof one.value !== "number";
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
  const fields = fieldsOf(other);
  return [...fieldsOf(one)].some(([key, value]) => areApart(value, fields.get(key) ?? UNKNOWN));
};
