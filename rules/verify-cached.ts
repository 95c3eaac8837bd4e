import { recordFileSystem, answersTheSame } from "../analyzer/load/recorded-file-system.js";
import type { Report } from "../analyzer/finding/report.js";
import { openCacheFolder } from "./cache-folder.js";
import { readEntry, writeEntry } from "./report-cache.js";
import { chooseRules } from "./rule-levels.js";
import { toolIdentity } from "./tool-identity.js";
import type { VerifyOptions } from "./verify-options.js";

/** Every option that a report depends on, stated or not. */
const keyOf = (options: VerifyOptions, cwd: string): string => {
  const { paths, projects, contracts, reportUnresolved } = options;
  const { preset, rules, overrides, only, skip } = options;
  const choice = { preset, rules, overrides, only, skip };
  return JSON.stringify([cwd, { paths, projects, contracts, reportUnresolved, ...choice }, toolIdentity()]);
};

const timed = (report: Report, start: number): Report => ({
  ...report,
  summary: { ...report.summary, durationMs: Math.round(performance.now() - start) },
});

const whyAnew = {
  missing: "nothing kept for this run",
  broken: "an entry that cannot be read",
  changed: "files changed",
};

type Known = { readonly report: Report } | { readonly why: keyof typeof whyAnew };

const lookUp = (folder: string, key: string): Known => {
  const entry = readEntry(folder, key);
  if (entry === undefined) return { why: "missing" };
  if (entry === "broken") return { why: "broken" };
  return answersTheSame(entry.questions) ? { report: entry.report } : { why: "changed" };
};

/** `verify` where reports are kept: the compiler is loaded only where a file, an option or this package is another one. */
export const verifyCached = async (options: VerifyOptions, cache: true | string): Promise<Report> => {
  const start = performance.now();
  const cwd = options.cwd ?? process.cwd();
  const say = (outcome: string): void => options.onCache?.(outcome);
  chooseRules(options, cwd);
  const folder = openCacheFolder(cache, cwd);
  const key = keyOf(options, cwd);
  const known: Known = folder === undefined ? { why: "missing" } : lookUp(folder, key);
  if ("report" in known) {
    say("the report came from it");
    return timed(known.report, start);
  }
  const { newSession, verifyIn } = await import("./verify-anew.js");
  const recording = recordFileSystem();
  const report = verifyIn(newSession(), options, recording.system);
  const questions = recording.questions();
  if (folder === undefined) say("its folder cannot be used");
  else if (questions === undefined) say("not kept: files changed while they were read");
  else if (!writeEntry(folder, key, { report, questions })) say("not kept: its folder cannot be written");
  else say(`kept; ${whyAnew[known.why]}`);
  return timed(report, start);
};
