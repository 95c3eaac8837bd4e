import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCase, anyLevel, anyLevelSet, anySymbol, smallLevelSet } from "../testing/arbitraries.js";
import { assumeLevel, boundsOf, caseText, entryCase, isFeasible, levelsIn, takeLevel } from "./case.js";
import { ENTRY, levelSymbol } from "./level.js";
import { ANY_LEVEL, isSubset, NO_LEVEL } from "./level-set.js";

describe("a branch on the level", () => {
  it("is an intersection", () => {
    fc.assert(
      fc.property(anyCase, anySymbol, anyLevelSet, (state, symbol, set) => {
        const level = levelSymbol(symbol);
        const before = levelsIn(state, level, ANY_LEVEL);
        const after = takeLevel(state, level, set);
        expect(after ? levelsIn(after, level, ANY_LEVEL) : NO_LEVEL).toBe(before & set);
      }),
      { numRuns: 1000 },
    );
  });

  it("is not taken where the level is certainly another", () => {
    fc.assert(
      fc.property(anyCase, anyLevel, smallLevelSet, (state, level, set) => {
        expect(takeLevel(state, level, set) === undefined).toBe((levelsIn(state, level, ANY_LEVEL) & set) === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it("taken twice is taken once, and two branches may change places", () => {
    fc.assert(
      fc.property(anyCase, anySymbol, smallLevelSet, smallLevelSet, (state, symbol, a, b) => {
        const level = levelSymbol(symbol);
        const text = (...sets: number[]): string => {
          const after = sets.reduce<typeof state | undefined>((now, set) => now && takeLevel(now, level, set), state);
          return after ? caseText(after) : "never";
        };
        expect(text(a, a)).toBe(text(a));
        expect(text(a, b)).toBe(text(b, a));
      }),
      { numRuns: 1000 },
    );
  });

  it("tells nothing of other symbols", () => {
    fc.assert(
      fc.property(anyCase, smallLevelSet, (state, set) => {
        const after = takeLevel(state, levelSymbol(ENTRY), set);
        if (after) expect(boundsOf(after, "path:param:0")).toEqual(boundsOf(state, "path:param:0"));
      }),
    );
  });

  it("on the entry level decides which entries are feasible", () => {
    fc.assert(
      fc.property(smallLevelSet, smallLevelSet, (taken, entry) => {
        const state = takeLevel(entryCase, levelSymbol(ENTRY), taken);
        expect(state && isFeasible(state, entry)).toBe((taken & entry) !== 0);
        if (state) expect(levelsIn(state, state.level, entry)).toBe(taken & entry);
      }),
    );
  });
});

describe("a need that counts as met", () => {
  it("leaves only levels that meet it, even where none did", () => {
    fc.assert(
      fc.property(anyCase, anySymbol, smallLevelSet, anyLevelSet, (state, symbol, set, entry) => {
        const level = levelSymbol(symbol);
        const after = assumeLevel(state, level, set);
        expect(isSubset(levelsIn(after, level, entry), set)).toBe(true);
        if (levelsIn(state, level, entry) !== NO_LEVEL) expect(levelsIn(after, level, entry)).not.toBe(NO_LEVEL);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps exactly the levels that meet it, where some do", () => {
    fc.assert(
      fc.property(anyCase, anySymbol, smallLevelSet, (state, symbol, set) => {
        const level = levelSymbol(symbol);
        const met = levelsIn(state, level, ANY_LEVEL) & set;
        if (met !== NO_LEVEL) expect(levelsIn(assumeLevel(state, level, set), level, ANY_LEVEL)).toBe(met);
      }),
      { numRuns: 1000 },
    );
  });

  it("makes no path impossible: what was feasible is so afterwards", () => {
    fc.assert(
      fc.property(anyCase, smallLevelSet, anyLevelSet, (state, set, entry) => {
        expect(isFeasible(assumeLevel(state, levelSymbol(ENTRY), set), entry)).toBe(isFeasible(state, entry));
      }),
    );
  });
});
