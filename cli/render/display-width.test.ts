import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clustersOf, displayWidth, fitTo, padTo } from "./display-width.js";

describe("displayWidth", () => {
  it.each([
    ["", 0],
    ["lock", 4],
    ["名前", 4],
    ["e\u0301", 1],
    ["\u200b", 0],
    ["👩‍👩‍👧", 2],
    ["✔️", 2],
    ["한글", 4],
    ["ﾊﾝｶｸ", 4],
    ["Ａ", 2],
    ["𠮷", 2],
    ["é", 1],
  ])("%j takes %i cells", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("adds up over clusters that tile the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const clusters = clustersOf(text);
        expect(clusters.map((cluster) => cluster.text).join("")).toBe(text);
        expect(clusters.every(({ text: part, start }) => text.startsWith(part, start))).toBe(true);
      }),
    );
  });
});

describe("fitTo and padTo", () => {
  it("mark what they cut", () => {
    expect(fitTo("solve 412/1930", 8)).toBe("solve 4…");
    expect(fitTo("名前名前", 6)).toBe("名前…");
    expect(fitTo("lock", 4)).toBe("lock");
  });

  it("keep to the width", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat({ max: 30 }), (text, width) => {
        expect(displayWidth(fitTo(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(padTo(fitTo(text, width), width))).toBe(width);
      }),
    );
  });
});
