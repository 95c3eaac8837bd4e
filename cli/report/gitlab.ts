import type { Report, ReportedFinding } from "../door.js";
import { openFindings } from "./open-findings.js";

type Severity = "critical" | "major" | "minor" | "blocker";

const severityOf = ({ level, certainty }: ReportedFinding): Severity => {
  if (level === "warning") return "minor";
  return certainty === "certain" ? "critical" : "major";
};

/**
 * A Code Quality report of GitLab: the findings that a merge request adds are shown in it. A fingerprint tells them from those
 * that were there; two of one fingerprint would be one.
 */
export const gitlab = (report: Report): string => {
  const seen = new Map<string, number>();
  const distinct = (fingerprint: string): string => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return count === 1 ? fingerprint : `${fingerprint}-${String(count)}`;
  };
  const problems = report.problems.map(({ kind, message, file, range }) => ({
    description: message,
    check_name: kind,
    fingerprint: distinct(`${kind} ${file}`),
    severity: "blocker" satisfies Severity,
    location: { path: file, lines: { begin: range.start.line } },
  }));
  const findings = openFindings(report).map((finding) => ({
    description: finding.message,
    check_name: finding.ruleId,
    fingerprint: distinct(finding.fingerprint),
    severity: severityOf(finding),
    location: { path: finding.file, lines: { begin: finding.range.start.line } },
  }));
  return `${JSON.stringify([...problems, ...findings], undefined, 2)}\n`;
};
