import { expect, it } from "vitest";
import { plain } from "../render/paint.js";
import { finding, reportOf } from "../testing/fake-report.js";
import { duration, percent, summaryLine } from "./summary-line.js";

it("counts in the singular and in the plural, with groups of three", () => {
  const findings = [finding(), finding(), finding({ level: "warning" })];
  const summary = { files: 1, functions: 12_345, resolvedCalls: 0.9876, durationMs: 61_000 };
  expect(summaryLine(reportOf({ findings, summary }), plain)).toBe(
    "2 errors, 1 warning in 1 file · 12 345 functions, 98.7 % of calls resolved · 1 min 1 s",
  );
});

it("says where no function of a large program has to do with levels or locks", () => {
  const summary = { files: 1, functions: 21_719, asideFunctions: 21_719, resolvedCalls: 1, durationMs: 40_000 };
  expect(summaryLine(reportOf({ summary }), plain)).toBe(
    "no findings in 1 file · 21 719 functions, none of which touches IRQL or spin locks · 40.0 s",
  );
});

it.each([
  [1, "100 %"],
  [0.99999, "99.9 %"],
  [0.99, "99 %"],
  [0.57, "57 %"],
  [0, "0 %"],
])("%d is %s: never more than the truth", (share, text) => {
  expect(percent(share)).toBe(text);
});

it.each([
  [0, "0.0 s"],
  [812, "0.8 s"],
  [59_960, "1 min 0 s"],
  [200_000, "3 min 20 s"],
])("%d ms is %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
