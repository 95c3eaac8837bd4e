import { relative } from "node:path";
import type { Report, Summary } from "../analyzer/finding/report.js";
import type { SourceSet } from "../analyzer/load/source-set.js";
import type { Analysis, StageTimes } from "../analyzer/pipeline.js";
import { Session } from "../analyzer/session.js";
import type { Rule } from "./define-rule.js";
import { isShown } from "./is-shown.js";
import { chooseRules, type RuleChoice } from "./rule-levels.js";
import { Reporter, type PlacedFinding } from "./to-report.js";
import { toolVersion } from "./tool-version.js";

export interface VerifyOptions extends RuleChoice {
  /** Working directory; default `process.cwd()`. Paths in the report are relative to it. */
  readonly cwd?: string | undefined;
  /** Files, folders or globs; default: the nearest tsconfig.json. */
  readonly paths?: readonly string[] | undefined;
  /** tsconfig files. */
  readonly projects?: readonly string[] | undefined;
  /** Declaration files whose tags say what code does that cannot be seen; relative ones start at `cwd`. */
  readonly contracts?: readonly string[] | undefined;
  /** Whether the report lists what had to be guessed. */
  readonly reportUnresolved?: boolean | undefined;
  /** Called as the work goes on; `stage` is the name of a stage. */
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
  /** Called at the end with the time that each stage took. */
  readonly onTimes?: ((times: StageTimes) => void) | undefined;
}

/** Checks TypeScript sources; see {@link verify}. */
export type Verify = (options?: VerifyOptions) => Promise<Report>;

const summarizeRun = (
  sources: SourceSet,
  analysis: Analysis,
  findings: readonly PlacedFinding[],
  start: number,
): Summary => {
  const open = findings.filter((finding) => finding.suppressed === null);
  const { calls, resolved, guesses } = analysis.knowledge;
  return {
    files: sources.selectedFiles,
    functions: analysis.lowered.functions.size,
    errors: open.filter((finding) => finding.level === "error").length,
    warnings: open.filter((finding) => finding.level === "warning").length,
    durationMs: Math.round(performance.now() - start),
    resolvedCalls: calls === 0 ? 1 : Math.round((resolved / calls) * 10_000) / 10_000,
    unresolvedCalls: guesses.filter(({ kind }) => kind === "unresolved-call").length,
    openedFiles: sources.openedFiles,
    unsupported: analysis.lowered.unsupported.length,
    collapsedStates: analysis.collapsed,
    suppressed: findings.length - open.length,
  };
};

const checked = (rules: readonly Rule[]): Parameters<Session["analyze"]>[1] =>
  rules.map(({ meta, check }) => ({ id: meta.id, severity: meta.severity, check }));

const verifyIn = async (session: Session, options: VerifyOptions): Promise<Report> => {
  const start = performance.now();
  const cwd = options.cwd ?? process.cwd();
  const { rules, levelOf } = chooseRules(options, cwd);
  const { paths = [], projects = [], contracts = [], onProgress = () => undefined } = options;
  onProgress("load", 0, 1);
  const sources = session.load({
    cwd,
    paths,
    projects,
    contracts,
    onProgress: (done, total) => {
      onProgress("load", done, total);
    },
  });
  const loaded = performance.now() - start;
  const analysis = session.analyze(sources, checked(rules), onProgress);
  options.onTimes?.([["load", loaded], ...analysis.times]);
  const reporter = new Reporter(sources, (file) => relative(cwd, file).replaceAll("\\", "/"));
  const chosen = new Map(rules.map(({ meta }) => [meta.id, meta]));
  const placed = reporter
    .report(analysis.findings, (id, file) => levelOf(id, file).level)
    .filter((finding) => {
      const rule = chosen.get(finding.ruleId);
      return !rule || isShown(rule, finding, options.preset);
    });
  return Promise.resolve({
    schemaVersion: 1,
    tool: { name: "irql", version: toolVersion() },
    findings: placed.map(({ isEslintSuppressed: _, ...finding }) => finding),
    problems: sources.problems.map((problem) => reporter.problem(problem)),
    ...(options.reportUnresolved === true
      ? { guesses: analysis.knowledge.guesses.map((guess) => reporter.guess(guess)) }
      : {}),
    summary: summarizeRun(sources, analysis, placed, start),
  });
};

/**
 * Checks TypeScript sources for spin-lock and IRQL discipline.
 * @throws UserError when paths or projects cannot be used (no such file, unreadable tsconfig, unknown rule).
 */
export const verify: Verify = (options = {}) => verifyIn(new Session(), options);

/** Checks one project again and again, as its sources change: each time it reports what `verify` would, and does less. */
export const createVerifier = (): Verify => {
  const session = new Session();
  return (options = {}) => verifyIn(session, options);
};
