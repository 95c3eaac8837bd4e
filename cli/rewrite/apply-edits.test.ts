import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReportedEdit, ReportedSuggestion } from "../door.js";
import { range } from "../testing/fake-report.js";
import { applyEdits, together } from "./apply-edits.js";

const edit = (start: number, end: number, text: string, file = "a.ts"): ReportedEdit => ({
  file,
  range: range(1, start + 1, end + 1),
  offsets: [start, end],
  text,
});

const rewrite = (...edits: readonly ReportedEdit[]): ReportedSuggestion => ({ message: "rewrite", edits });

describe("edits", () => {
  it("are made wherever they stand in their list", () => {
    expect(applyEdits("one two three", [edit(4, 7, "2"), edit(13, 13, "!"), edit(0, 3, "1")])).toBe("1 2 three!");
  });

  it("of chosen rewrites never meet, and each rewrite is made whole or not at all", () => {
    const anyEdit = fc
      .tuple(fc.nat(20), fc.nat(5), fc.constantFrom("a.ts", "b.ts"))
      .map(([start, length, file]) => edit(start, start + length, "<>", file));
    fc.assert(
      fc.property(
        fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }).map((edits) => rewrite(...edits))),
        (all) => {
          const chosen = together(all);
          expect(chosen.length > 0).toBe(all.length > 0);
          expect(chosen.every((each) => all.includes(each))).toBe(true);
          const owned = chosen.flatMap((each) => each.edits.map((one) => ({ each, one })));
          for (const { each, one } of owned)
            for (const { each: other, one: two } of owned) {
              const [[a, b], [c, d]] = [one.offsets, two.offsets];
              const isApart = one.file !== two.file || b <= c || d <= a;
              expect(each === other || (isApart && (one.file !== two.file || a !== c))).toBe(true);
            }
        },
      ),
    );
  });

  it("of one place wait for another round", () => {
    const [first, second, third] = [
      rewrite(edit(0, 5, "x")),
      rewrite(edit(3, 8, "y"), edit(20, 21, "z")),
      rewrite(edit(20, 21, "")),
    ];
    expect(together([first, second, third])).toEqual([first, third]);
    expect(together([rewrite(edit(4, 4, "a")), rewrite(edit(4, 4, "b"))])).toHaveLength(1);
  });
});
