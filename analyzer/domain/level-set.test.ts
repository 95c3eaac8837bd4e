import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyLevelSet } from "../testing/arbitraries.js";
import {
  ANY_LEVEL,
  atLeast,
  atMost,
  between,
  complement,
  describeLevels,
  exactly,
  highest,
  HIGH_LEVEL,
  isSingleton,
  isSubset,
  levelName,
  levelsOf,
  lowest,
  NO_LEVEL,
  printLevels,
  type LevelSet,
} from "./level-set.js";

const ALL = levelsOf(ANY_LEVEL);
const level = fc.integer({ min: -3, max: 20 });
const setOf = (levels: readonly number[]): LevelSet => levels.reduce((set, one) => set | exactly(one), NO_LEVEL);

/** What `printLevels` writes, read back. */
const readLevels = (text: string): LevelSet => {
  if (text === "*") return ANY_LEVEL;
  if (text === "none") return NO_LEVEL;
  const [from, to] = text.split("..").map(Number);
  return to === undefined ? setOf(text.split(",").map(Number)) : between(from ?? 0, to);
};

/** What `describeLevels` says, read back by the levels' names. */
const understand = (text: string): LevelSet => {
  const named = (name: string): number => ALL.find((one) => levelName(one) === name) ?? -1;
  if (text === "any level") return ANY_LEVEL;
  if (text === "no level") return NO_LEVEL;
  const [from, to] = text.split("..");
  return to === undefined ? setOf(text.split(" or ").map(named)) : between(named(from ?? ""), named(to));
};

describe("a set of levels", () => {
  it("has sixteen members, 0 to 15", () => {
    expect(ALL).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(exactly(-1) | exactly(16)).toBe(NO_LEVEL);
  });

  it("behaves as a set of numbers does", () => {
    fc.assert(
      fc.property(anyLevelSet, anyLevelSet, (a, b) => {
        const left = new Set(levelsOf(a));
        const right = new Set(levelsOf(b));
        expect(levelsOf(a | b)).toEqual(ALL.filter((one) => left.has(one) || right.has(one)));
        expect(levelsOf(a & b)).toEqual(ALL.filter((one) => left.has(one) && right.has(one)));
        expect(levelsOf(complement(a))).toEqual(ALL.filter((one) => !left.has(one)));
        expect(isSubset(a, b)).toBe([...left].every((one) => right.has(one)));
        expect(isSingleton(a)).toBe(left.size === 1);
      }),
    );
  });

  it("is told by its members", () => {
    fc.assert(
      fc.property(anyLevelSet, (set) => {
        expect(setOf(levelsOf(set))).toBe(set);
      }),
    );
  });

  it("obeys de Morgan, and complement undoes itself", () => {
    fc.assert(
      fc.property(anyLevelSet, anyLevelSet, (a, b) => {
        expect(complement(a | b)).toBe(complement(a) & complement(b));
        expect(complement(complement(a))).toBe(a);
      }),
    );
  });

  it("has ranges with both ends, cut to what exists", () => {
    fc.assert(
      fc.property(level, level, (min, max) => {
        expect(levelsOf(between(min, max))).toEqual(ALL.filter((one) => min <= one && one <= max));
        expect(atLeast(min)).toBe(between(min, HIGH_LEVEL));
        expect(atMost(max)).toBe(between(0, max));
        expect(atLeast(min) | atMost(min - 1)).toBe(ANY_LEVEL);
      }),
    );
  });

  it("knows its lowest and highest member", () => {
    fc.assert(
      fc.property(anyLevelSet, (set) => {
        const levels = levelsOf(set);
        expect(lowest(set)).toBe(levels.length === 0 ? 0 : Math.min(...levels));
        expect(highest(set)).toBe(levels.length === 0 ? 0 : Math.max(...levels));
      }),
    );
  });
});

describe("text of levels", () => {
  it("can be read back when printed", () => {
    fc.assert(
      fc.property(anyLevelSet, (set) => {
        expect(readLevels(printLevels(set))).toBe(set);
      }),
      { numRuns: 500 },
    );
  });

  it("says the whole set and nothing else", () => {
    fc.assert(
      fc.property(anyLevelSet, (set) => {
        expect(understand(describeLevels(set))).toBe(set);
      }),
      { numRuns: 500 },
    );
  });

  it("has one name for every level", () => {
    expect(new Set(ALL.map(levelName)).size).toBe(16);
    expect(ALL.map(levelName).join()).toBe(
      "PASSIVE_LEVEL,APC_LEVEL,DISPATCH_LEVEL,DIRQL 3,DIRQL 4,DIRQL 5,DIRQL 6,DIRQL 7,DIRQL 8,DIRQL 9,DIRQL 10,DIRQL 11,SYNCH_LEVEL,CLOCK_LEVEL,IPI_LEVEL,HIGH_LEVEL",
    );
  });

  it.each([
    [NO_LEVEL, "no level", "none"],
    [ANY_LEVEL, "any level", "*"],
    [exactly(2), "DISPATCH_LEVEL", "2"],
    [exactly(0) | exactly(1), "PASSIVE_LEVEL or APC_LEVEL", "0..1"],
    [atMost(2), "PASSIVE_LEVEL..DISPATCH_LEVEL", "0..2"],
    [exactly(0) | exactly(2), "PASSIVE_LEVEL or DISPATCH_LEVEL", "0,2"],
    [exactly(0) | exactly(5) | exactly(15), "PASSIVE_LEVEL or DIRQL 5 or HIGH_LEVEL", "0,5,15"],
  ])("of %i is `%s` for people and `%s` in summaries", (set, described, printed) => {
    expect(describeLevels(set)).toBe(described);
    expect(printLevels(set)).toBe(printed);
  });
});
