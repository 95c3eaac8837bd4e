import type { Range, Report, ReportedFinding, ReportedProblem, ReportedStep, RuleMeta } from "../door.js";
import { byFile } from "./by-file.js";
import { openFindings } from "./open-findings.js";
import type { View } from "./view.js";

/** Relative to the folder that the reader takes for the root: what GitHub expects of an upload. */
const ROOT = "%SRCROOT%";
/** GitHub shows no more steps of one flow. */
const MOST_STEPS = 1_000;

/** SARIF 2.1.0 (OASIS), as code scanning services read it: findings with the way to them as a code flow. */
export const sarif = (report: Report, { rules }: Pick<View, "rules">): string =>
  `${JSON.stringify(sarifLog(report, rules), undefined, 2)}\n`;

/** The log itself; a test holds it to the types of the standard's schema. */
export const sarifLog = (report: Report, catalogue: readonly RuleMeta[]) => {
  const findings = openFindings(report);
  const rules = descriptors(catalogue, findings);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0" as const,
    runs: [
      {
        tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules } },
        columnKind: "utf16CodeUnits" as const,
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            toolExecutionNotifications: report.problems.map(notification),
          },
        ],
        results: findings.map((finding) => result(finding, indexes.get(finding.ruleId))),
      },
    ],
  };
};

const descriptors = (catalogue: readonly RuleMeta[], findings: readonly ReportedFinding[]) => {
  const known = new Set(catalogue.map(({ id }) => id));
  const others = [...new Set(findings.map(({ ruleId }) => ruleId))].filter((id) => !known.has(id));
  return [...catalogue.map(descriptor), ...others.map((id) => ({ id }))];
};

const descriptor = ({ id, summary, severity, presets }: RuleMeta) => ({
  id,
  shortDescription: { text: summary },
  fullDescription: { text: summary },
  help: { text: `irql explain ${id}`, markdown: `\`irql explain ${id}\` says what to do` },
  defaultConfiguration: { level: severity, enabled: presets.includes("recommended") },
  properties: { tags: ["irql", ...presets], "problem.severity": severity },
});

const result = (finding: ReportedFinding, ruleIndex: number | undefined) => ({
  ruleId: finding.ruleId,
  ...(ruleIndex === undefined ? {} : { ruleIndex }),
  level: finding.level,
  message: { text: finding.message },
  locations: [
    {
      ...location(finding),
      ...(finding.function === ""
        ? {}
        : { logicalLocations: [{ fullyQualifiedName: finding.function, kind: "function" }] }),
    },
  ],
  partialFingerprints: { "irql/v1": finding.fingerprint },
  ...(finding.because.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow(finding) }] }] }),
  fixes: finding.suggestions.filter(({ edits }) => edits.length > 0).map(fix),
  properties: { certainty: finding.certainty, irql: finding.irql },
});

/** The steps, and at last the finding itself. */
const flow = (finding: ReportedFinding) =>
  [
    ...finding.because.slice(0, MOST_STEPS - 1).map((step) => ({ location: stepAt(step), kinds: [step.kind] })),
    { location: { ...location(finding), message: { text: finding.message } }, kinds: ["danger"] },
  ].map((each, index) => ({ ...each, executionOrder: index + 1, importance: "essential" as const }));

const stepAt = (step: ReportedStep) => ({ ...location(step), message: { text: step.message } });

const fix = ({ message, edits }: ReportedFinding["suggestions"][number]) => ({
  description: { text: message },
  artifactChanges: [...byFile(edits)].map(([file, inFile]) => ({
    artifactLocation: artifact(file),
    replacements: inFile.map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
  })),
});

const notification = (problem: ReportedProblem) => ({
  level: "error" as const,
  message: { text: problem.message },
  descriptor: { id: problem.kind },
  locations: [location(problem)],
});

const location = ({ file, range }: { readonly file: string; readonly range: Range }) => ({
  physicalLocation: { artifactLocation: artifact(file), region: region(range) },
});

/** A lone surrogate has no form in a URI. */
const segment = (name: string): string => encodeURIComponent(name.replaceAll(/\p{Cs}/gu, "\ufffd"));

const artifact = (file: string) => ({ uri: file.split("/").map(segment).join("/"), uriBaseId: ROOT });

const region = ({ start, end }: Range) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});
