import { relative } from "node:path";
import type { Report, Summary } from "../analyzer/finding/report.js";
import type { Disk } from "../analyzer/load/disk.js";
import type { SourceSet } from "../analyzer/load/source-set.js";
import type { Analysis } from "../analyzer/pipeline.js";
import { Session } from "../analyzer/session.js";
import type { Rule } from "./define-rule.js";
import { isShown } from "./is-shown.js";
import { chooseRules } from "./rule-levels.js";
import { Reporter, type PlacedFinding } from "./to-report.js";
import { toolVersion } from "./tool-version.js";
import type { VerifyOptions } from "./verify-options.js";

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
    unsupported: guesses.filter(({ kind }) => kind === "unmodelled-construct").length,
    collapsedStates: analysis.collapsed,
    cutOffFunctions: guesses.filter(({ kind }) => kind === "cut-off").length,
    asideFunctions: analysis.aside,
    suppressed: findings.length - open.length,
  };
};

const checked = (rules: readonly Rule[]): Parameters<Session["analyze"]>[1] =>
  rules.map(({ meta, check }) => ({ id: meta.id, severity: meta.severity, check }));

/**
 * @param session what is remembered of earlier versions
 * @param disk all that is asked of the file system is asked here
 */
export const verifyIn = (session: Session, options: VerifyOptions, disk: Disk = session.disk()): Report => {
  const start = performance.now();
  const cwd = options.cwd ?? process.cwd();
  const { rules, levelOf } = chooseRules(options, cwd);
  const { paths = [], projects = [], contracts = [], onProgress = () => undefined } = options;
  onProgress("load", 0, 1);
  const onFile = (done: number, total: number): void => {
    onProgress("load", done, total);
  };
  const sources = session.load({ cwd, paths, projects, contracts, onProgress: onFile }, disk);
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
  return {
    schemaVersion: 1,
    tool: { name: "irql", version: toolVersion() },
    findings: placed.map(({ isEslintSuppressed: _, ...finding }) => finding),
    problems: sources.problems.map((problem) => reporter.problem(problem)),
    ...(options.reportUnresolved === true
      ? { guesses: analysis.knowledge.guesses.map((guess) => reporter.guess(guess)) }
      : {}),
    summary: summarizeRun(sources, analysis, placed, start),
  };
};

/** @param kept what a session of another process remembered */
export const newSession = (kept?: Uint8Array): Session => new Session(kept);
