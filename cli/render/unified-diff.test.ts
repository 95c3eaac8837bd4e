import fc from "fast-check";
import { expect, it } from "vitest";
import { plain } from "./paint.js";
import { unifiedDiff } from "./unified-diff.js";

const lines = fc.array(fc.constantFrom("a", "b", "c", "", " x"), { maxLength: 12 });

/** Applies a diff as `patch` does, strictly. */
const patched = (before: readonly string[], diff: string): string[] => {
  const result = [...before];
  let shift = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [head = "", ...body] = hunk.split("\n").slice(0, -1);
    const [, from = "", length = ""] = /^@@ -(\d+),(\d+) /.exec(head) ?? [];
    const old = body.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
    const at = (length === "0" ? Number(from) : Number(from) - 1) + shift;
    expect(result.slice(at, at + Number(length))).toEqual(old);
    const now = body.filter((line) => !line.startsWith("-")).map((line) => line.slice(1));
    result.splice(at, old.length, ...now);
    shift += now.length - old.length;
  }
  return result;
};

it("turns the old text into the new one", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const text = (some: readonly string[]): string => some.map((line) => `${line}\n`).join("");
      expect(patched(before, unifiedDiff("a.ts", text(before), text(after), plain))).toEqual(after);
    }),
    { numRuns: 2000 },
  );
});

it("is empty for equal texts", () => {
  expect(unifiedDiff("a.ts", "a\nb\n", "a\r\nb\r\n", plain)).toBe("");
});
