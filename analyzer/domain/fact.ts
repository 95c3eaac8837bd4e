import type { Literal } from "../ir/operation.js";
import { literalText } from "./literal-text.js";
import type { Path } from "./path.js";
import type { PersistentMap } from "./persistent-map.js";

/** What branches have told of a place's content on this path. */
export interface Fact {
  readonly path: Path;
  readonly truthy: boolean | undefined;
  readonly equals: { readonly value: Literal } | undefined;
  readonly differs: readonly Literal[];
  /** Comparisons with numbers whose outcome is known. */
  readonly relations: readonly Relation[];
}

/** `content < bound` or `content <= bound`, and whether it holds; the other comparisons are their negations. */
export interface Relation {
  readonly operator: "<" | "<=";
  readonly bound: number;
  readonly holds: boolean;
}

export type Facts = PersistentMap<Fact>;

const relationText = (relation: Relation): string =>
  `${relation.operator}${String(relation.bound)}${relation.holds ? "" : "!"}`;

/** The order in which branches have told things does not count. */
const factText = (fact: Fact): string =>
  [
    fact.path.text,
    String(fact.truthy),
    fact.equals ? `=${literalText(fact.equals.value)}` : "",
    fact.differs.map(literalText).sort().join("|"),
    fact.relations.map(relationText).sort().join("|"),
  ].join(":");

export const sameFact = (a: Fact, b: Fact): boolean => a === b || factText(a) === factText(b);

export const factsText = (facts: Facts): string => [...facts.values()].map(factText).sort().join(";");

const MAX_DIFFERS = 8;

/** Facts with "content is truthy/falsy" added; undefined where that contradicts what is known. */
export const assumeTruth = (facts: Facts, path: Path, truthy: boolean): Facts | undefined => {
  const fact = facts.get(path.text);
  if (fact?.truthy !== undefined) return fact.truthy === truthy ? facts : undefined;
  if (fact?.equals) return Boolean(fact.equals.value) === truthy ? facts : undefined;
  return facts.set(path.text, {
    path,
    truthy,
    equals: undefined,
    differs: fact?.differs ?? [],
    relations: fact?.relations ?? [],
  });
};

/** Content equals the literal. */
export const isLiteral = (path: Path, value: Literal): Fact => ({
  path,
  truthy: Boolean(value),
  equals: { value },
  differs: [],
  relations: [],
});

/** Facts with "content equals/differs from the literal" added; undefined where that contradicts what is known. */
export const assumeEquality = (facts: Facts, path: Path, value: Literal, equal: boolean): Facts | undefined => {
  const fact = facts.get(path.text);
  if (fact?.equals) return (fact.equals.value === value) === equal ? facts : undefined;
  if (equal) {
    if (fact?.differs.includes(value) || (fact?.truthy !== undefined && fact.truthy !== Boolean(value)))
      return undefined;
    return facts.set(path.text, isLiteral(path, value));
  }
  const differs = fact?.differs ?? [];
  if (differs.includes(value) || differs.length >= MAX_DIFFERS) return facts;
  return facts.set(path.text, {
    path,
    truthy: fact?.truthy,
    equals: undefined,
    differs: [...differs, value],
    relations: fact?.relations ?? [],
  });
};

const relationHolds = (content: number, { operator, bound }: Relation): boolean =>
  operator === "<" ? content < bound : content <= bound;

/** Whether a content of which this is known cannot be the other's. */
const excludes = ({ equals, truthy }: Fact, other: Fact): boolean =>
  (truthy !== undefined && other.truthy !== undefined && truthy !== other.truthy) ||
  (equals !== undefined &&
    ((other.equals !== undefined && other.equals.value !== equals.value) ||
      other.differs.includes(equals.value) ||
      other.relations.some(
        (relation) => typeof equals.value === "number" && relationHolds(equals.value, relation) !== relation.holds,
      )));

const haveOpposite = (a: Fact, b: Fact): boolean =>
  a.relations.some(({ operator, bound, holds }) =>
    b.relations.some((other) => other.operator === operator && other.bound === bound && other.holds !== holds),
  );

/** Whether no content is such that both facts are true of it. */
export const contradict = (a: Fact, b: Fact): boolean => excludes(a, b) || excludes(b, a) || haveOpposite(a, b);

const MAX_RELATIONS = 8;

/** Facts with the outcome of a comparison added; undefined where that contradicts what is known. */
export const assumeRelation = (facts: Facts, path: Path, relation: Relation): Facts | undefined => {
  const fact = facts.get(path.text);
  const content = fact?.equals?.value;
  if (typeof content === "number") return relationHolds(content, relation) === relation.holds ? facts : undefined;
  const relations = fact?.relations ?? [];
  const same = relations.find((one) => one.operator === relation.operator && one.bound === relation.bound);
  if (same) return same.holds === relation.holds ? facts : undefined;
  if (relations.length >= MAX_RELATIONS) return facts;
  const { truthy, equals, differs } = fact ?? { truthy: undefined, equals: undefined, differs: [] };
  return facts.set(path.text, { path, truthy, equals, differs, relations: [...relations, relation] });
};

const joinFact = (a: Fact, b: Fact): Fact => {
  if (a === b) return a;
  const truthy = a.truthy === b.truthy ? a.truthy : undefined;
  const equals = a.equals && b.equals && a.equals.value === b.equals.value ? a.equals : undefined;
  const differs = a.differs.filter((value) => b.differs.includes(value));
  const relations = a.relations.filter((relation) =>
    b.relations.some((one) => relationText(one) === relationText(relation)),
  );
  const isKept = truthy === a.truthy && equals === a.equals;
  if (isKept && differs.length === a.differs.length && relations.length === a.relations.length) return a;
  return { path: a.path, truthy, equals, differs, relations };
};

const saysNothing = ({ truthy, equals, differs, relations }: Fact): boolean =>
  truthy === undefined && equals === undefined && differs.length === 0 && relations.length === 0;

const commonFact = (a: Fact, b: Fact): Fact | undefined => {
  const both = joinFact(a, b);
  return saysNothing(both) ? undefined : both;
};

/** What both know: `a` itself where that is all of it. */
export const joinFacts = (a: Facts, b: Facts): Facts => a.merge(b, { both: commonFact, first: "drop", second: "drop" });
