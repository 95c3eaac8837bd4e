import type { Report } from "./door.js";

export const EXIT_CLEAN = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_USAGE = 2;
export const EXIT_FAULT = 3;

export interface Threshold {
  readonly failOn: "error" | "warning";
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
}

/** Findings speak first: a file that could not be read never hides that another one has a mistake. */
export const exitCodeOf = (report: Report, { failOn, maxWarnings, exitZero }: Threshold): number => {
  const open = report.findings.filter((finding) => finding.suppressed === null);
  const errors = open.filter((finding) => finding.level === "error").length;
  const warnings = open.length - errors;
  const tooManyWarnings = warnings > (maxWarnings ?? Infinity);
  const failed = errors > 0 || (failOn === "warning" && warnings > 0) || tooManyWarnings;
  if (failed && !exitZero) return EXIT_FINDINGS;
  return report.problems.length > 0 ? EXIT_USAGE : EXIT_CLEAN;
};
