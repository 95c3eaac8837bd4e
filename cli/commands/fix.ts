import type { Report, ReportedSuggestion, RuleMeta } from "../door.js";
import { EXIT_CLEAN } from "../exit-code.js";
import { unifiedDiff } from "../render/unified-diff.js";
import { byFile } from "../report/by-file.js";
import { openFindings } from "../report/open-findings.js";
import { applyEdits, together } from "../rewrite/apply-edits.js";
import { readUtf8, writeUtf8, type Utf8File } from "../rewrite/utf8-file.js";
import { openSelection } from "../selection/selection.js";
import type { CheckOptions } from "./check-options.js";
import { paintOn } from "./context.js";
import { type Check, runCheck } from "./run-check.js";

/** A rewrite may make room for another one; so many rounds are enough for all that is not circular. */
const MAX_ROUNDS = 10;

const count = (amount: number, noun: string): string => `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;

/** Rewrites that are wanted: without a choice the first of each finding; with `--fix` alone, of rules whose rewrites keep the meaning. */
const wanted = (report: Report, rules: readonly RuleMeta[], options: CheckOptions): readonly ReportedSuggestion[] => {
  const safe = new Set(rules.filter(({ rewritesKeepMeaning }) => rewritesKeepMeaning === true).map(({ id }) => id));
  return openFindings(report)
    .filter(({ ruleId }) => options.fixSuggestions === true || safe.has(ruleId))
    .flatMap(({ suggestions: [first] }) => (first && first.edits.length > 0 ? [first] : []));
};

interface Change {
  readonly file: Utf8File;
  readonly after: string;
}

/** All that is to be written, before any of it is. */
const changesOf = (rewrites: readonly ReportedSuggestion[], cwd: string): readonly Change[] =>
  [...byFile(rewrites.flatMap(({ edits }) => edits))].map(([named, edits]) => {
    const file = readUtf8(cwd, named);
    return { file, after: applyEdits(file.text, edits) };
  });

/** Makes rewrites until none is left, and says how many. */
export const fix = async (check: Check): Promise<void> => {
  const { door, options, io } = check;
  const selection = openSelection(options, io.cwd);
  const files = new Set<string>();
  let made = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { report } = await runCheck(check);
    const rewrites = together(wanted(selection.of(report), door.catalogue, options));
    if (rewrites.length === 0) break;
    for (const { file, after } of changesOf(rewrites, io.cwd)) {
      writeUtf8(file, after);
      files.add(file.named);
    }
    made += rewrites.length;
  }
  io.stderr.write(`irql: ${count(made, "rewrite")} in ${count(files.size, "file")}\n`);
};

/** Shows the rewrites of one round as a diff, and writes nothing. @returns the exit code */
export const showFixes = async (check: Check): Promise<number> => {
  const { door, options, io } = check;
  const selection = openSelection(options, io.cwd);
  const { report } = await runCheck(check);
  const rewrites = together(wanted(selection.of(report), door.catalogue, options));
  const changes = changesOf(rewrites, io.cwd);
  const paint = paintOn(io.stdout, io, options);
  for (const { file, after } of changes) io.stdout.write(unifiedDiff(file.named, file.text, after, paint));
  io.stderr.write(`irql: ${count(rewrites.length, "rewrite")} in ${count(changes.length, "file")}, not made\n`);
  return EXIT_CLEAN;
};
