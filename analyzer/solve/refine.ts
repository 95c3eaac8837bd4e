import { takeLevel, type Case } from "../domain/case.js";
import { assumeEquality, assumeRelation, assumeTruth, type Facts } from "../domain/fact.js";
import { complement } from "../domain/level-set.js";
import type { Path } from "../domain/path.js";
import { truthiness, type Value } from "../domain/value.js";
import type { Literal } from "../ir/operation.js";
import { levelsWhere } from "./computed.js";
import { isKnownObject, isLineageCell, refineInstance } from "./lineage.js";

/** Facts know equality with one value: a nullish content is falsy, another differs from both. */
const assumeNullish = (facts: Facts, path: Path, nullish: boolean): Facts | undefined => {
  if (nullish) return assumeTruth(facts, path, false);
  const some = assumeEquality(facts, path, undefined, false);
  return some && assumeEquality(some, path, null, false);
};

const assumeEqual = (
  facts: Facts,
  { path, value, isFalsy }: Extract<Value, { kind: "equals" }>,
  equal: boolean,
): Facts | undefined => {
  const told = assumeEquality(facts, path, value, equal);
  return told && isFalsy === true && !equal ? assumeTruth(told, path, true) : told;
};

const withFacts = (state: Case, facts: Facts | undefined): Case | undefined => facts && { ...state, facts };

/** What a condition on an object makes of it; undefined where it is none, or not known to be. */
const truthOfObject = (state: Case, value: Value): boolean | undefined => {
  if (!("path" in value) || !isKnownObject(state, value.path)) return undefined;
  switch (value.kind) {
    case "place":
      return true;
    case "truth":
      return !value.negated;
    case "nullish":
    case "equals":
      return value.negated;
    case "relation":
      return undefined;
  }
};

/** The case in which the value is truthy (falsy); undefined where that cannot be. */
export const refineTruth = (state: Case, value: Value, truthy: boolean): Case | undefined => {
  const known = truthiness(value) ?? truthOfObject(state, value);
  if (known !== undefined) return known === truthy ? state : undefined;
  switch (value.kind) {
    case "test":
      return takeLevel(state, value.level, truthy ? value.set : complement(value.set));
    case "maybe":
      return value.answer === truthy ? state : refineTruth(state, value.test, truthy);
    case "level":
    case "computed":
      return takeLevel(
        state,
        value.level,
        levelsWhere(value, (result) => Boolean(result) === truthy),
      );
    case "place":
      return withFacts(state, assumeTruth(state.facts, value.path, truthy));
    case "truth":
      return withFacts(state, assumeTruth(state.facts, value.path, truthy !== value.negated));
    case "relation": {
      const { path, operator, bound, negated } = value;
      return withFacts(state, assumeRelation(state.facts, path, { operator, bound, holds: truthy !== negated }));
    }
    case "nullish":
      return withFacts(state, assumeNullish(state.facts, value.path, truthy !== value.negated));
    case "equals":
      if (isLineageCell(value.path)) return refineInstance(state, value, truthy !== value.negated);
      return withFacts(state, assumeEqual(state.facts, value, truthy !== value.negated));
    case "literal":
    case "literals":
    case "functions":
    case "generator":
    case "unknown":
      return state;
  }
};

/** The case in which the value equals (differs from) the literal; undefined where that cannot be. */
export const refineEquality = (state: Case, value: Value, wanted: Literal, equal: boolean): Case | undefined => {
  if (value.kind === "literal") return (value.value === wanted) === equal ? state : undefined;
  if (value.kind === "literals") return equal && !value.values.includes(wanted) ? undefined : state;
  if (value.kind === "place") {
    if (isKnownObject(state, value.path)) return equal ? undefined : state;
    return withFacts(state, assumeEquality(state.facts, value.path, wanted, equal));
  }
  if (value.kind === "computed" || value.kind === "level")
    return takeLevel(
      state,
      value.level,
      levelsWhere(value, (result) => (result === wanted) === equal),
    );
  if (
    typeof wanted === "boolean" &&
    (value.kind === "test" ||
      value.kind === "maybe" ||
      value.kind === "truth" ||
      value.kind === "equals" ||
      value.kind === "relation" ||
      value.kind === "nullish")
  )
    return refineTruth(state, value, wanted === equal);
  return state;
};
