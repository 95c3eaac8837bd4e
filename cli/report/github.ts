import type { Range, Report, ReportedFinding } from "../door.js";
import { openFindings } from "./open-findings.js";
import { place } from "./place.js";

/**
 * Workflow commands of GitHub Actions: each finding is shown at its line. GitHub shows ten of a kind for each step, so errors that
 * are certain come first.
 */
export const github = (report: Report): string =>
  [
    ...report.problems.map((problem) => command("error", `irql: ${problem.kind}`, problem, problem.message)),
    ...openFindings(report)
      .toSorted((a, b) => weight(b) - weight(a))
      .map((finding) => command(finding.level, `irql: ${finding.ruleId}`, finding, text(finding))),
  ].join("");

const weight = ({ level, certainty }: ReportedFinding): number =>
  (level === "error" ? 2 : 0) + (certainty === "certain" ? 1 : 0);

const text = (finding: ReportedFinding): string =>
  [
    `${finding.message}${finding.certainty === "possible" ? " (possible)" : ""}`,
    ...finding.because.map((step, index) => `${String(index + 1)}. ${place(step)} ${step.message}`),
    ...finding.suggestions.slice(0, 1).map(({ message }) => `help: ${message}`),
  ].join("\n");

interface At {
  readonly file: string;
  readonly range: Range;
}

/** Columns are only for what ends in the line in which it starts. */
const properties = ({
  file,
  range: { start, end },
}: At): readonly (readonly [name: string, value: string | number])[] => [
  ["file", file],
  ["line", start.line],
  ["endLine", end.line],
  ...(start.line === end.line
    ? ([
        ["col", start.column],
        ["endColumn", end.column],
      ] as const)
    : []),
];

const command = (level: "error" | "warning", title: string, at: At, message: string): string => {
  const all = [...properties(at), ["title", title] as const];
  const written = all.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(",");
  return `::${level} ${written}::${escaped(message)}\n`;
};

const escaped = (value: string): string => value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (value: string): string => escaped(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
