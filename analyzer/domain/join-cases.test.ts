import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCase, smallLevelSet } from "../testing/arbitraries.js";
import { covers, isBelow } from "../testing/is-below.js";
import { caseText, entryCase, truthIn, type Case } from "./case.js";
import { addCase, EMPTY, joinCases, MAX_CASES, type CaseSet } from "./join-cases.js";
import { ENTRY, levelSet } from "./level.js";
import { ANY_LEVEL, exactly } from "./level-set.js";

const add = (cases: readonly Case[], start: CaseSet = EMPTY): CaseSet => cases.reduce(addCase, start);
/** An answer is told as itself: with which cases a question was joined first decides whether that it is one is still known. */
const isUndecided = (state: Case): boolean =>
  [...state.registers.values(), ...[...state.memory.values()].map(({ value }) => value), state.result].every(
    (value) => value === undefined || value.kind === "literal" || truthIn(state, value) === undefined,
  );

const texts = (set: CaseSet): string[] => set.cases.map(caseText).sort();

describe("the join of cases", () => {
  it("is idempotent", () => {
    fc.assert(
      fc.property(anyCase, (a) => {
        expect(caseText(joinCases(a, a))).toBe(caseText(a));
      }),
      { numRuns: 1000 },
    );
  });

  it("is commutative", () => {
    fc.assert(
      fc.property(anyCase, anyCase, (a, b) => {
        expect(caseText(joinCases(a, b))).toBe(caseText(joinCases(b, a)));
      }),
      { numRuns: 3000 },
    );
  });

  it("is associative, where branches have decided no question about the level", () => {
    fc.assert(
      fc.property(anyCase, anyCase, anyCase, (a, b, c) => {
        fc.pre([a, b, c].every(isUndecided));
        expect(caseText(joinCases(joinCases(a, b), c))).toBe(caseText(joinCases(a, joinCases(b, c))));
      }),
      { numRuns: 3000 },
    );
  });

  it("of three lies above all of them, in whatever order", () => {
    fc.assert(
      fc.property(anyCase, anyCase, anyCase, (a, b, c) => {
        for (const joined of [joinCases(joinCases(a, b), c), joinCases(a, joinCases(b, c))])
          expect([a, b, c].map((one) => isBelow(one, joined))).toEqual([true, true, true]);
      }),
      { numRuns: 3000 },
    );
  });

  it("lies above both", () => {
    fc.assert(
      fc.property(anyCase, anyCase, (a, b) => {
        const joined = joinCases(a, b);
        expect([isBelow(a, joined), isBelow(b, joined)]).toEqual([true, true]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a set of cases", () => {
  it("covers everything that was added to it", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 12 }), (cases) => {
        const set = add(cases);
        for (const one of cases) expect(covers(set.cases, one)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("does not change by what is in it", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 8 }), (cases) => {
        const set = add(cases);
        for (const one of set.cases) expect(addCase(set, one)).toBe(set);
      }),
      { numRuns: 300 },
    );
  });

  it("comes to rest when the same cases arrive again and again, as in a loop", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 60 }), (cases) => {
        let set = add(cases);
        for (let round = 0; round < 60; round += 1) {
          const after = add(cases, set);
          if (after === set) return;
          set = after;
        }
        expect.fail("the set still changes after sixty rounds");
      }),
      { numRuns: 200 },
    );
  });

  it("never grows beyond its cap, says when it lost something, and still covers everything", () => {
    const locks = fc.uniqueArray(fc.integer({ min: 0, max: 4095 }), { minLength: MAX_CASES + 1, maxLength: 60 });
    fc.assert(
      fc.property(locks, (masks) => {
        const cases = masks.map((mask): Case => ({ ...entryCase, locks: heldBy(mask) }));
        const set = add(cases);
        expect(set.cases.length).toBeLessThanOrEqual(MAX_CASES);
        expect(set.collapsed).toBeGreaterThan(0);
        for (const one of cases) expect(covers(set.cases, one)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("does not take up again what it has collapsed, so that a loop comes to rest", () => {
    const cases = Array.from({ length: 3 * MAX_CASES }, (_, mask): Case => ({ ...entryCase, locks: heldBy(mask) }));
    const set = add(cases);
    expect(set.collapsed).toBeGreaterThan(0);
    const later = add(cases, add(cases, set));
    expect(add(cases, later)).toBe(later);
  });

  it("does not depend on the order in which cases come that differ in level and locks", () => {
    const distinct = fc.array(
      anyCase.map((one): Case => ({ ...one, bounds: new Map() })),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(distinct, fc.nat(), (cases, turn) => {
        const cut = cases.length === 0 ? 0 : turn % cases.length;
        const turned = [...cases.slice(cut), ...cases.slice(0, cut)].reverse();
        expect(texts(add(turned))).toEqual(texts(add(cases)));
      }),
      { numRuns: 500 },
    );
  });

  it("merges the two sides of a branch on the level without loss, in either order", () => {
    fc.assert(
      fc.property(anyCase, smallLevelSet, smallLevelSet, (state, a, b) => {
        const taking = (taken: number): Case => ({
          ...state,
          bounds: new Map(state.bounds).set(ENTRY, { taken, assumed: ANY_LEVEL }),
        });
        const merged = add([taking(a), taking(b)]);
        expect(texts(merged)).toEqual([caseText(taking(a | b))]);
        expect(texts(add([taking(b), taking(a)]))).toEqual(texts(merged));
      }),
      { numRuns: 500 },
    );
  });

  it("holds a bound that says nothing and no bound at all to be the same", () => {
    const open: Case = { ...entryCase, bounds: new Map([[ENTRY, { taken: ANY_LEVEL, assumed: ANY_LEVEL }]]) };
    expect(add([open, entryCase]).cases).toHaveLength(1);
    expect(add([entryCase, open]).cases).toHaveLength(1);
  });

  it("keeps cases apart that differ in level or locks", () => {
    const raised: Case = { ...entryCase, level: levelSet(exactly(2)) };
    expect(add([entryCase, raised, { ...entryCase, locks: heldBy(1) }]).cases).toHaveLength(3);
  });
});

/** Holds lock `i` where bit `i` is set. */
const heldBy = (mask: number): Case["locks"] =>
  new Map(
    Array.from({ length: 12 }, (_, bit) => bit)
      .filter((bit) => (mask & (1 << bit)) !== 0)
      .map((bit) => {
        const root = `param:${String(bit)}`;
        const path = { root, keys: [], property: undefined, text: root };
        const span = { file: "/a.ts", start: 0, end: 1 };
        const held = {
          path,
          family: "ordinary",
          form: "raise",
          balance: 1,
          handle: undefined,
          maybe: false,
          tried: false,
          again: false,
          restored: undefined,
          awaited: false,
          lent: undefined,
          span,
          spans: [span],
          behind: [],
        } as const;
        return [root, held];
      }),
  );
