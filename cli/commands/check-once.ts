import { resolve } from "node:path";
import { exitCodeOf } from "../exit-code.js";
import { settle, type Settings } from "../config/settings.js";
import type { Door, Report } from "../door.js";
import type { Io } from "../io.js";
import { noProgress, type Progress, progressOn } from "../render/progress.js";
import { guesses } from "../report/guesses.js";
import { problems } from "../report/problems.js";
import { stats } from "../report/stats.js";
import { summaryLine } from "../report/summary-line.js";
import type { CheckOptions } from "./check-options.js";
import { paintOn } from "./context.js";
import type { OutputFormat } from "./output-format.js";
import { ruleNamed } from "./rule-name.js";
import { stageClock } from "./stage-clock.js";
import { writeReports } from "./write-reports.js";

/** One check, and how its sources are checked. */
export interface Check {
  readonly door: Door;
  readonly verify: Door["verify"];
  readonly paths: readonly string[];
  readonly options: CheckOptions;
  readonly io: Io;
  /** Of the clock. */
  readonly started: number;
}

/** @returns the exit code */
export const checkOnce = async ({ door, verify, paths, options, io, started }: Check): Promise<number> => {
  const formats = formatsOf(options, io);
  const clock = stageClock(io.now);
  const settings = await settle(paths, options, door, io);
  let cache: string | undefined;
  const onCache = (outcome: string): void => {
    cache = outcome;
  };
  const report = await verified({ door, verify, settings, paths, options, io, saw: clock.saw, onCache });
  const measured = { stages: clock.stages(), totalMs: io.now() - started, cache };
  const errorPaint = paintOn(io.stderr, io, options);
  io.stderr.write(problems(report, errorPaint));
  writeReports(report, formats, io, options, door.catalogue);
  if (isForPeople(formats)) io.stderr.write(guesses(report, errorPaint));
  if (needsSummary(formats)) io.stderr.write(`${summaryLine(report, errorPaint)}\n`);
  if (options.stats === true) io.stderr.write(stats(report, { ...measured, peakMemory: io.peakMemory() }));
  const { failOn, maxWarnings } = settings;
  const { exitZero = false } = options;
  return exitCodeOf(report, { failOn: failOn.value, maxWarnings: maxWarnings.value, exitZero });
};

export const formatsOf = ({ format }: CheckOptions, { stdout }: Io): readonly OutputFormat[] =>
  format ?? [{ name: stdout.isTTY ? "pretty" : "compact", file: undefined }];

/** A program that reads JSON finds the guesses in it. */
const isForPeople = (formats: readonly OutputFormat[]): boolean =>
  !formats.some(({ name, file }) => file === undefined && name === "json");

/** `pretty` ends with the summary, and a program that reads JSON has its fields. */
const needsSummary = (formats: readonly OutputFormat[]): boolean =>
  !formats.some(({ name, file }) => file === undefined && (name === "pretty" || name === "json"));

interface Run {
  readonly door: Door;
  readonly verify: Door["verify"];
  readonly settings: Settings;
  readonly paths: readonly string[];
  readonly options: CheckOptions;
  readonly io: Io;
  readonly saw: (stage: string) => void;
  readonly onCache: (outcome: string) => void;
}

const verified = async ({ door, verify, settings, paths, options, io, saw, onCache }: Run): Promise<Report> => {
  const ruleIds = (names: readonly string[] | undefined): readonly string[] | undefined =>
    names?.map((name) => ruleNamed(name, door.catalogue).id);
  const progress = progressFor(options, io);
  try {
    return await verify({
      cwd: io.cwd,
      paths,
      projects: settings.projects.value,
      contracts: settings.contracts.value,
      preset: settings.preset.value,
      rules: settings.rules,
      overrides: settings.overrides,
      only: ruleIds(options.only),
      skip: ruleIds(options.skip),
      reportUnresolved: options.reportUnresolved,
      cache: cacheOf(options, io),
      onCache,
      onProgress: (stage, done, total) => {
        saw(stage);
        progress.show(stage, done, total);
      },
    });
  } finally {
    progress.end();
  }
};

const cacheOf = ({ cache, cacheLocation }: CheckOptions, { cwd }: Io): boolean | string =>
  cache !== false && (cacheLocation === undefined || resolve(cwd, cacheLocation));

const progressFor = (options: CheckOptions, io: Io): Progress =>
  options.progress !== false && io.stderr.isTTY ? progressOn(io.stderr, io.now) : noProgress;
