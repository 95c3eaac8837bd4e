import type { Report, ReportedFinding } from "../door.js";

/** Those that no comment allows. */
export const openFindings = (report: Report): readonly ReportedFinding[] =>
  report.findings.filter((finding) => finding.suppressed === null);
