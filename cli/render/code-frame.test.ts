import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { range } from "../testing/fake-report.js";
import { codeFrame, type Mark } from "./code-frame.js";
import { displayWidth } from "./display-width.js";
import { plain } from "./paint.js";
import { linesOf } from "./source-text.js";

const mark = (line: number, from: number, to: number, endLine = line, label = ""): Mark => ({
  range: range(line, from, to, endLine),
  label,
  glyph: "^",
  style: "error",
});

const framed = (text: string, marks: readonly Mark[], width = 60): string =>
  `\n${codeFrame(linesOf(text), marks, { width, indent: 0, paint: plain }).join("\n")}\n`;

describe("codeFrame", () => {
  it("puts the underline below tabs, wide characters and combined ones", () => {
    expect(framed("\tlock(a);", [mark(1, 7, 8)])).toMatchInlineSnapshot(`
      "
      1 |     lock(a);
        |          ^
      "
    `);
    expect(framed('const 名前 = "e\u0301"; lock();', [mark(1, 17, 21)])).toMatchInlineSnapshot(`
      "
      1 | const 名前 = "é"; lock();
        |                  ^^^^
      "
    `);
    expect(framed("👩‍👩‍👧 lock();", [mark(1, 10, 14)])).toMatchInlineSnapshot(`
      "
      1 | 👩‍👩‍👧 lock();
        |    ^^^^
      "
    `);
  });

  it("knows all line ends of the language", () => {
    expect(framed("a\r\nb\rc\u2028lock();", [mark(4, 1, 5)])).toMatchInlineSnapshot(`
      "
      4 | lock();
        | ^^^^
      "
    `);
  });

  it("cuts a long line around the mark", () => {
    const line = `${"before(); ".repeat(50)}lock();${" after();".repeat(50)}`;
    expect(framed(line, [mark(1, 501, 505)])).toMatchInlineSnapshot(`
      "
      1 | …; before(); lock(); after(); after(); after(); after(…
        |              ^^^^
      "
    `);
    expect(framed(line, [mark(1, 1, 7)])).toMatchInlineSnapshot(`
      "
      1 | before(); before(); before(); before(); before(); befo…
        | ^^^^^^
      "
    `);
    expect(framed(line, [mark(1, line.length - 5, line.length + 1)])).toMatchInlineSnapshot(`
      "
      1 | … after(); after(); after(); after(); after(); after();
        |                                                  ^^^^^^
      "
    `);
  });

  it("cuts where no terminal sets a limit", () => {
    const frame = framed("x".repeat(1_000_000), [mark(1, 500_000, 500_010)], Infinity);
    expect(frame.length).toBeLessThan(400);
    expect(frame).toContain("^^^^^^^^^^");
  });

  it("underlines to the end of the first line what ends later", () => {
    expect(framed("lock(\n  a,\n);", [mark(1, 1, 2, 3)])).toMatchInlineSnapshot(`
      "
      1 | lock(
        | ^^^^^ to line 3
      "
    `);
  });

  it("points at an empty place with one caret, also at the end of the line", () => {
    expect(framed("lock(", [mark(1, 6, 6)])).toMatchInlineSnapshot(`
      "
      1 | lock(
        |      ^
      "
    `);
  });

  it("draws several marks once per line, and dots over what lies between", () => {
    const text = Array.from({ length: 12 }, (_, index) => `line(${String(index + 1)});`).join("\n");
    const marks = [mark(1, 1, 5, 1, "1"), mark(1, 6, 7, 1, "2"), mark(3, 1, 5, 3, "3"), mark(12, 1, 5, 12, "4")];
    expect(framed(text, marks)).toMatchInlineSnapshot(`
      "
       1 | line(1);
         | ^^^^ 1
         |      ^ 2
       2 | line(2);
       3 | line(3);
         | ^^^^ 3
      ...
      12 | line(12);
         | ^^^^ 4
      "
    `);
  });

  it("is empty where the file no longer has the line", () => {
    expect(codeFrame(linesOf("a\nb"), [mark(3, 1, 2)], { width: 60, indent: 0, paint: plain })).toEqual([]);
  });
});

describe("codeFrame, for any text", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "\t",
      "  ",
      "名前",
      "e\u0301\u0302",
      "👩‍👩‍👧",
      "🇩🇪",
      "\r",
      "\u202e",
      "\u001b[31m",
      "\ud800",
      "ｗｉｄｅ",
      "\u200b",
    ),
    fc.integer({ min: 1, max: 400 }).map((times) => "x".repeat(times)),
    fc.integer({ min: 1, max: 100 }).map((times) => "漢".repeat(times)),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
  const column = fc.integer({ min: 1, max: 2_000 });
  const place = fc.record({ line: fc.integer({ min: 0, max: 6 }), from: column, to: column, more: fc.nat({ max: 2 }) });
  const marksOf = (places: readonly { line: number; from: number; to: number; more: number }[]): Mark[] =>
    places.map(({ line, from, to, more }, index) => mark(line, from, to, line + more, String(index)));
  const input = [text, fc.array(place, { minLength: 1, maxLength: 4 }), fc.integer({ min: 40, max: 140 })] as const;

  it("keeps every line, underline included, within the width", () => {
    fc.assert(
      fc.property(...input, (source, places, width) => {
        const frame = codeFrame(linesOf(source), marksOf(places), { width, indent: 3, paint: plain });
        for (const row of frame) expect(displayWidth(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("prints no control character, no line end and no lone surrogate", () => {
    fc.assert(
      fc.property(...input, (source, places, width) => {
        const frame = codeFrame(linesOf(source), marksOf(places), { width, indent: 3, paint: plain });
        for (const row of frame) expect(row).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u);
      }),
    );
  });

  it("gives each mark inside of the text exactly one underline of at least one caret", () => {
    fc.assert(
      fc.property(...input, (source, places, width) => {
        const lines = linesOf(source.replaceAll("^", "v"));
        const inside = places.filter(({ line }) => line >= 1 && line <= lines.length);
        const frame = codeFrame(lines, marksOf(places), { width, indent: 3, paint: plain });
        expect(frame.filter((row) => row.includes("^"))).toHaveLength(inside.length);
      }),
    );
  });

  it("underlines what is marked, where the line fits", () => {
    const word = fc.constantFrom("a", "名", "e\u0301", "👩‍👩‍👧", "\t", "lock");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), word, fc.array(word, { maxLength: 6 }), (before, marked, after) => {
        fc.pre(marked !== "\t");
        const start = before.join("").length + 1;
        const line = [...before, marked, ...after].join("");
        const frame = codeFrame([line], [mark(1, start, start + marked.length)], {
          width: 120,
          indent: 0,
          paint: plain,
        });
        const pointer = frame[1] ?? "";
        const left = pointer.indexOf("^");
        expect(cellsBetween(frame[0] ?? "", left, left + displayWidth(pointer.slice(left)))).toBe(marked);
      }),
    );
  });
});

/** The text that stands in the cells `from` to `to`; counted apart from the code under test, cluster by cluster. */
const cellsBetween = (row: string, from: number, to: number): string => {
  let at = 0;
  let text = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(row)) {
    if (at >= from && at < to) text += segment;
    at += displayWidth(segment);
  }
  return text;
};
