import type { Report, ReportedFinding } from "../door.js";

/** The report without some of its open findings; how many were left out stands in its summary. */
export const hide = (
  report: Report,
  why: "known" | "untouched",
  isHidden: (finding: ReportedFinding) => boolean,
): Report => {
  const findings = report.findings.filter((finding) => finding.suppressed !== null || !isHidden(finding));
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const errors = open.filter(({ level }) => level === "error").length;
  return {
    ...report,
    findings,
    summary: {
      ...report.summary,
      errors,
      warnings: open.length - errors,
      [why]: report.findings.length - findings.length,
    },
  };
};
