import type { ReportedFinding } from "../analyzer/finding/report.js";
import { Sessions } from "../analyzer/session.js";
import { RULES } from "./catalogue.js";
import { Reporter } from "./to-report.js";

export interface ProgramRun {
  /** Findings whose place is in this file (absolute path with `/`), less those that an `irql-` comment allows. */
  findings(file: string): readonly ReportedFinding[];
}

/** An edit in an editor makes a new program, which is analysed as the next version of the last one. */
const sessions = new Sessions();

/**
 * Analyses a program that somebody else has opened (typescript-eslint): all rules, once.
 * @param contracts declaration files with contracts, absolute
 * @throws UserError where the program was made by a TypeScript whose trees cannot be read, or a contracts file cannot be used
 */
export const runOnProgram = (program: object, contracts: readonly string[]): ProgramRun => {
  const session = sessions.of(program);
  const sources = session.loadProgram(program, contracts);
  const rules = RULES.map(({ meta, check }) => ({ id: meta.id, severity: meta.severity, check }));
  const { findings } = session.analyze(sources, rules);
  const severities = new Map(rules.map((rule) => [rule.id, rule.severity]));
  const placed = new Reporter(sources, (file) => file).report(findings, (id) => severities.get(id) ?? "off");
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of placed) {
    if (finding.suppressed !== null && !finding.isEslintSuppressed) continue;
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  }
  return { findings: (file) => byFile.get(file) ?? [] };
};
