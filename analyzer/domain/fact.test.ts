import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyAssumption, anyFacts, anyLiteral, anyPath, assume, type Assumption } from "../testing/arbitraries.js";
import type { Literal } from "../ir/operation.js";
import { assumeEquality, assumeTruth, factsText, joinFacts, type Facts } from "./fact.js";
import type { Path } from "./path.js";
import { mapOf } from "./persistent-map.js";

const NONE: Facts = mapOf();

/** Whether content can be `value` as far as the facts tell. */
const allows = (facts: Facts, path: Path, value: Literal): boolean => {
  const fact = facts.get(path.text);
  if (!fact) return true;
  if (fact.truthy !== undefined && fact.truthy !== Boolean(value)) return false;
  return fact.equals ? fact.equals.value === value : !fact.differs.includes(value);
};

const isTrueOf = (assumption: Assumption, value: Literal): boolean =>
  (assumption.kind === "truth" ? Boolean(value) : value === assumption.value) === assumption.holds;

const negated = (assumption: Assumption): Assumption => ({ ...assumption, holds: !assumption.holds });

describe("facts", () => {
  it("keep exactly the contents for which the assumption is true", () => {
    fc.assert(
      fc.property(anyFacts, anyAssumption, anyLiteral, (facts, assumption, value) => {
        const after = assume(facts, assumption);
        const possible = allows(facts, assumption.path, value) && isTrueOf(assumption, value);
        if (possible) expect(after && allows(after, assumption.path, value)).toBe(true);
        if (after && allows(after, assumption.path, value)) expect(isTrueOf(assumption, value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("never take an assumption and then its opposite", () => {
    fc.assert(
      fc.property(anyFacts, anyAssumption, (facts, assumption) => {
        const after = assume(facts, assumption);
        if (after) expect(assume(after, negated(assumption))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("take an assumption or its opposite", () => {
    fc.assert(
      fc.property(anyFacts, anyAssumption, (facts, assumption) => {
        expect(assume(facts, assumption) ?? assume(facts, negated(assumption))).toBeDefined();
      }),
    );
  });

  it("learn nothing from what they know", () => {
    fc.assert(
      fc.property(anyFacts, anyAssumption, (facts, assumption) => {
        const after = assume(facts, assumption);
        if (after) expect(factsText(assume(after, assumption) ?? NONE)).toBe(factsText(after));
      }),
    );
  });

  it("forget nothing of other places", () => {
    fc.assert(
      fc.property(anyFacts, anyAssumption, anyPath, (facts, assumption, other) => {
        if (other.text === assumption.path.text) return;
        const after = assume(facts, assumption);
        if (after) expect(after.get(other.text)).toEqual(facts.get(other.text));
      }),
    );
  });

  it("keep their list of excluded contents short, and stay sound", () => {
    const [path] = fc.sample(anyPath, 1);
    if (!path) return;
    let facts: Facts | undefined = NONE;
    for (let value = 0; value < 40; value += 1) facts = facts && assumeEquality(facts, path, value, false);
    expect(facts?.get(path.text)?.differs).toHaveLength(8);
    expect(facts && assumeEquality(facts, path, 39, true)).toBeDefined();
    expect(facts && assumeEquality(facts, path, 0, true)).toBeUndefined();
    expect(facts && assumeTruth(facts, path, true)).toBeDefined();
  });
});

describe("the join of facts", () => {
  const same = (a: Facts, b: Facts): void => {
    expect(factsText(a)).toBe(factsText(b));
  };

  it("is idempotent", () => {
    fc.assert(fc.property(anyFacts, (a) => same(joinFacts(a, a), a)));
  });

  it("is commutative", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (a, b) => same(joinFacts(a, b), joinFacts(b, a))),
      { numRuns: 3000 },
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (a, b, c) =>
        same(joinFacts(joinFacts(a, b), c), joinFacts(a, joinFacts(b, c))),
      ),
      { numRuns: 2000 },
    );
  });

  it("allows whatever one side allows", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyPath, anyLiteral, (a, b, path, value) => {
        if (allows(a, path, value) || allows(b, path, value)) expect(allows(joinFacts(a, b), path, value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
