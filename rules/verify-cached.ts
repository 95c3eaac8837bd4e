import { openDisk } from "../analyzer/load/disk.js";
import { recordFileSystem, answersTheSame } from "../analyzer/load/recorded-file-system.js";
import type { Report } from "../analyzer/finding/report.js";
import type { Session } from "../analyzer/session.js";
import { openCacheFolder } from "./cache-folder.js";
import { readEntry, writeEntry } from "./report-cache.js";
import { chooseRules } from "./rule-levels.js";
import { keepSession, readKept } from "./session-cache.js";
import { toolIdentity } from "./tool-identity.js";
import type { VerifyOptions } from "./verify-options.js";

/** Every option that what is found in functions depends on, stated or not. */
const sourcesOf = ({ paths, projects, contracts }: VerifyOptions, cwd: string): readonly unknown[] => [
  cwd,
  { paths, projects, contracts },
  toolIdentity(),
];

/** And all that a report depends on besides. */
const choiceOf = ({ reportUnresolved, preset, rules, overrides, only, skip }: VerifyOptions): unknown => ({
  reportUnresolved,
  preset,
  rules,
  overrides,
  only,
  skip,
});

const timed = (report: Report, start: number): Report => ({
  ...report,
  summary: { ...report.summary, durationMs: Math.round(performance.now() - start) },
});

const whyAnew = {
  missing: "no report of such a run",
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

const reused = ({ functions: { all, known } }: Session): string =>
  known === 0 ? "" : `, ${String(known)} of ${String(all)} functions came from it`;

/** `verify` where reports are kept: the compiler is loaded only where a file, an option or this package is another one. */
export const verifyCached = async (options: VerifyOptions, cache: true | string): Promise<Report> => {
  const start = performance.now();
  const cwd = options.cwd ?? process.cwd();
  const say = (outcome: string): void => options.onCache?.(outcome);
  chooseRules(options, cwd);
  const folder = openCacheFolder(cache, cwd);
  const sources = sourcesOf(options, cwd);
  const [key, sourceKey] = [JSON.stringify([...sources, choiceOf(options)]), JSON.stringify(sources)];
  const known: Known = folder === undefined ? { why: "missing" } : lookUp(folder, key);
  if ("report" in known) {
    say("the report came from it");
    return timed(known.report, start);
  }
  const { newSession, verifyIn } = await import("./verify-anew.js");
  const recording = recordFileSystem();
  const kept = folder === undefined ? undefined : readKept(folder, sourceKey);
  const session = newSession(kept);
  const report = verifyIn(session, options, openDisk(recording.system));
  const questions = recording.questions();
  if (folder === undefined) say("its folder cannot be used");
  else if (questions === undefined) say("not kept: files changed while they were read");
  else if (!writeEntry(folder, key, { report, questions })) say("not kept: its folder cannot be written");
  else {
    const isKept = keepSession(folder, sourceKey, session, kept !== undefined);
    say(`kept${isKept ? "" : ", without what was found in functions"}; ${whyAnew[known.why]}${reused(session)}`);
  }
  return timed(report, start);
};
