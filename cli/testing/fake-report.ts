import type { Range, Report, ReportedFinding, ReportedProblem, ReportedStep } from "../door.js";

export const range = (line: number, column: number, endColumn: number, endLine = line): Range => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

export const step = (file: string, at: Range, message: string): ReportedStep => ({
  file,
  range: at,
  kind: "call",
  message,
});

export const finding = (changed: Partial<ReportedFinding> = {}): ReportedFinding => ({
  ruleId: "uncertain-at-dpc-level",
  messageId: "maybeBelow",
  level: "error",
  preset: "recommended",
  certainty: "certain",
  message: "`KeAcquireSpinLockAtDpcLevel` needs IRQL >= DISPATCH_LEVEL",
  file: "src/queue.ts",
  range: range(3, 3, 36),
  offsets: [0, 1],
  function: "drain",
  irql: null,
  because: [],
  suggestions: [],
  fingerprint: "0123456789abcdef",
  suppressed: null,
  ...changed,
});

export const problem = (changed: Partial<ReportedProblem> = {}): ReportedProblem => ({
  kind: "syntax",
  message: "`)` expected",
  file: "src/broken.ts",
  range: range(7, 12, 13),
  ...changed,
});

interface ReportParts {
  readonly findings?: readonly ReportedFinding[];
  readonly problems?: readonly ReportedProblem[];
  readonly guesses?: Report["guesses"];
  readonly summary?: Partial<Report["summary"]>;
}

/** A report whose counts are those of its parts. */
export const reportOf = ({ findings = [], problems = [], guesses, summary = {} }: ReportParts = {}): Report => {
  const open = findings.filter((each) => each.suppressed === null);
  return {
    schemaVersion: 1,
    tool: { name: "irql", version: "0.1.0" },
    findings,
    problems,
    ...(guesses ? { guesses } : {}),
    summary: {
      files: 3,
      functions: 41,
      errors: open.filter((each) => each.level === "error").length,
      warnings: open.filter((each) => each.level === "warning").length,
      durationMs: 812,
      resolvedCalls: 0.99,
      openedFiles: 5,
      unresolvedCalls: 0,
      unsupported: 0,
      collapsedStates: 0,
      cutOffFunctions: 0,
      asideFunctions: 0,
      suppressed: findings.length - open.length,
      ...summary,
    },
  };
};
