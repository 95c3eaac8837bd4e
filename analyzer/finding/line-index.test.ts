import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineIndex } from "./line-index.js";

/** Counts from the start of the text each time; `\r\n` is one end of a line. */
const slowly = (text: string, offset: number): { line: number; column: number } => {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at += 1) {
    const isEnd = ["\n", "\u2028", "\u2029"].includes(text[at] ?? "") || (text[at] === "\r" && text[at + 1] !== "\n");
    if (isEnd) {
      line += 1;
      start = at + 1;
    }
  }
  return { line, column: offset - start + 1 };
};

const anyText = fc
  .array(fc.constantFrom("a", "ä", "😀", "\n", "\r", "\r\n", "\u2028", "\u2029", " "), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("lines and columns", () => {
  it("are those of a slow count, at every offset", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset += 1)
          expect(index.position(offset)).toEqual(slowly(text, offset));
      }),
      { numRuns: 500 },
    );
  });

  it("begin at 1", () => {
    expect(new LineIndex("").position(0)).toEqual({ line: 1, column: 1 });
  });

  it.each([
    ["a line feed", "a\nb"],
    ["a carriage return", "a\rb"],
    ["a line separator", "a\u2028b"],
    ["a paragraph separator", "a\u2029b"],
  ])("go on behind %s", (_, text) => {
    expect(new LineIndex(text).position(2)).toEqual({ line: 2, column: 1 });
  });

  it("take a carriage return and a line feed as one end", () => {
    const index = new LineIndex("a\r\nb\r\n\r\nc");
    expect([3, 8].map((offset) => index.position(offset).line)).toEqual([2, 4]);
  });

  it("count UTF-16 units, as editors do", () => {
    expect(new LineIndex("😀x").position(2)).toEqual({ line: 1, column: 3 });
  });

  it("of a range are those of its ends", () => {
    expect(new LineIndex("ab\ncd").range({ start: 1, end: 5 })).toEqual({
      start: { line: 1, column: 2 },
      end: { line: 2, column: 3 },
    });
  });
});
