import type { Report, ReportedFinding, ReportedProblem } from "../door.js";
import { byFile } from "./by-file.js";
import { openFindings } from "./open-findings.js";
import { place } from "./place.js";
import { escapeXml } from "./xml.js";

/** A test case and what it says, as XML. */
interface Case {
  readonly file: string;
  readonly name: string;
  readonly body: string;
  readonly kind: "failure" | "error";
}

/** JUnit's XML, as CI servers read it: a suite for each file with findings, a failed case for each of them. */
export const junit = (report: Report): string => {
  const cases = [...report.problems.map(problemCase), ...openFindings(report).map(findingCase)];
  const suites = [...byFile(cases)].map(([file, inFile]) => suite(file, inFile));
  // A server takes a report without a test for a run that went wrong.
  const all = suites.length > 0 ? suites : [passed(report)];
  const attributes = `${counts(cases, Math.max(cases.length, 1))} time="${seconds(report)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="irql" ${attributes}>\n${all.join("")}</testsuites>\n`;
};

const seconds = ({ summary }: Report): string => (summary.durationMs / 1000).toFixed(3);

const counts = (cases: readonly Case[], tests: number): string => {
  const of = (kind: Case["kind"]): string => String(cases.filter((each) => each.kind === kind).length);
  return `tests="${String(tests)}" failures="${of("failure")}" errors="${of("error")}"`;
};

const passed = (report: Report): string =>
  `  <testsuite name="irql" ${counts([], 1)}>\n` +
  `    <testcase classname="irql" name="no findings in ${String(report.summary.files)} files" time="${seconds(report)}"/>\n` +
  `  </testsuite>\n`;

const suite = (file: string, cases: readonly Case[]): string =>
  `  <testsuite name="${escapeXml(file)}" ${counts(cases, cases.length)}>\n${cases.map(testCase).join("")}  </testsuite>\n`;

const testCase = ({ file, name, body, kind }: Case): string =>
  `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)}">\n      ${body}</${kind}>\n    </testcase>\n`;

const findingCase = (finding: ReportedFinding): Case => {
  const { file, ruleId, level, message, certainty, because, suggestions } = finding;
  const lines = [
    `${place(finding)}: ${message} (${certainty})`,
    ...because.map((step, index) => `${String(index + 1)}. ${place(step)} ${step.message}`),
    ...suggestions.slice(0, 1).map((suggestion) => `help: ${suggestion.message}`),
  ];
  const opening = `<failure type="${level}" message="${escapeXml(message)}">`;
  return { file, name: nameOf(ruleId, finding), kind: "failure", body: opening + escapeXml(lines.join("\n")) };
};

const problemCase = (problem: ReportedProblem): Case => {
  const { file, kind, message } = problem;
  const body = `<error type="${kind}" message="${escapeXml(message)}">${escapeXml(`${place(problem)}: ${message}`)}`;
  return { file, name: nameOf(kind, problem), kind: "error", body };
};

const nameOf = (what: string, { range: { start } }: Pick<ReportedFinding, "range">): string =>
  `${what} at ${String(start.line)}:${String(start.column)}`;
