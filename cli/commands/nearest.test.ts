import { expect, it } from "vitest";
import { nearest } from "./nearest.js";

const RULES = ["uncertain-at-dpc-level", "mixed-spin-lock-use", "redundant-irql-check", "redundant-irql-raise"];

it.each([
  ["uncertain-at-dcp-level", "uncertain-at-dpc-level"],
  ["mixed-spinlock-use", "mixed-spin-lock-use"],
  ["redundant-irql-rasie", "redundant-irql-raise"],
  ["Redundant-IRQL-check", "redundant-irql-check"],
  ["spin-lock", "mixed-spin-lock-use"],
  ["xyz", undefined],
  ["no-unused-vars", undefined],
  ["", undefined],
])("%s: %s", (word, meant) => {
  expect(nearest(word, RULES)).toBe(meant);
});

it("counts a swap of neighbours as one", () => {
  expect(nearest("hcek", ["check"])).toBe(undefined);
  expect(nearest("hceck", ["check"])).toBe("check");
  expect(nearest("ab", ["ba"])).toBe("ba");
});
