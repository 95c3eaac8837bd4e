import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrap } from "./wrap.js";

describe("wrap", () => {
  it("breaks at spaces and indents what follows", () => {
    const text = "release the lock before the call, or move the call behind the release";
    expect(wrap(text, { width: 40, used: 6, indent: 2 })).toBe(
      "release the lock before the call,\n  or move the call behind the release",
    );
  });

  it("starts on the next line where nothing fits beside what stands there", () => {
    expect(wrap("a-rather-long-word here", { width: 40, used: 38, indent: 5 })).toBe("\n     a-rather-long-word here");
  });

  it("wraps nothing where nothing limits it", () => {
    expect(wrap("a ".repeat(500), { width: Infinity, used: 0, indent: 0 })).not.toContain("\n");
  });

  it("loses and adds no word, and keeps to the width where the words allow it", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "名", "`"), minLength: 1, maxLength: 10 });
    const column = fc.record({
      width: fc.integer({ min: 30, max: 80 }),
      used: fc.nat({ max: 20 }),
      indent: fc.nat({ max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), column, (words, { width, used, indent }) => {
        const text = wrap(words.join(" "), { width, used, indent });
        expect(text.split(/\s+/).filter(Boolean)).toEqual(words);
        const [first = "", ...others] = text.split("\n");
        const cells = (line: string): number =>
          Array.from(line, (each) => (each === "名" ? 2 : 1)).reduce((a, b) => a + b, 0);
        expect(used + cells(first)).toBeLessThanOrEqual(Math.max(width, used));
        for (const line of others) expect(cells(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
