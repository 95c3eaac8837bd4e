import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyRaises } from "../testing/arbitraries.js";
import { joinRaises, placesOf, pushRaise, raisesText, removeRaise, type Raise } from "./raise.js";
import { ENTRY, levelSet, levelSymbol } from "./level.js";

const raise = (saved: number | "entry", at: number, lock?: string): Raise => {
  const level = saved === "entry" ? levelSymbol(ENTRY) : levelSet(1 << saved);
  return { saved: level, base: level, lock, span: { file: "/a.ts", start: at, end: at + 1 }, text: "raise" };
};

describe("open raises", () => {
  it("grow by one, and not by one that a loop makes again", () => {
    const once = pushRaise([], raise("entry", 1));
    const twice = pushRaise(once, raise(2, 1));
    expect(raisesText(twice)).toBe("raise:entry;raise:=4");
    expect(pushRaise(twice, raise(2, 1))).toBe(twice);
    expect(pushRaise(twice, raise(2, 5))).toHaveLength(3);
  });

  it("stay finite", () => {
    const many = Array.from({ length: 20 }, (_, at) => raise(2, at)).reduce<readonly Raise[]>(pushRaise, []);
    expect(many.length).toBeLessThan(10);
  });

  it("lead on to where the one below led, once that is undone first", () => {
    const both = [raise("entry", 1, "a"), raise(2, 2, "b")];
    expect(raisesText(removeRaise(both, 0))).toBe("b:=4>entry");
    expect(raisesText(removeRaise(both, 1))).toBe("a:entry");
  });

  it("join to what both agree on from the outside in", () => {
    fc.assert(
      fc.property(anyRaises, anyRaises, (a, b) => {
        const joined = raisesText(joinRaises(a, b));
        expect(joined).toBe(raisesText(joinRaises(b, a)));
        expect(raisesText(a).startsWith(joined) && raisesText(b).startsWith(joined)).toBe(true);
        expect(raisesText(joinRaises(a, a))).toBe(raisesText(a));
      }),
    );
  });

  it("join in any grouping to the same", () => {
    fc.assert(
      fc.property(anyRaises, anyRaises, anyRaises, (a, b, c) => {
        expect(raisesText(joinRaises(joinRaises(a, b), c))).toBe(raisesText(joinRaises(a, joinRaises(b, c))));
      }),
    );
  });

  it("come from all places that made them on the joined paths", () => {
    const joined = joinRaises(joinRaises([raise(2, 1)], [raise(2, 5)]), [raise(2, 1)]);
    expect(joined.flatMap(placesOf).map(({ span }) => span.start)).toEqual([1, 5]);
    expect(pushRaise(joined, raise(2, 5))).toBe(joined);
  });
});
