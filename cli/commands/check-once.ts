import { exitCodeOf } from "../exit-code.js";
import type { Io } from "../io.js";
import { guesses } from "../report/guesses.js";
import { problems } from "../report/problems.js";
import { stats } from "../report/stats.js";
import { summaryLine } from "../report/summary-line.js";
import { openSelection } from "../selection/selection.js";
import type { CheckOptions } from "./check-options.js";
import { paintOn } from "./context.js";
import type { OutputFormat } from "./output-format.js";
import { type Check, runCheck } from "./run-check.js";
import { writeReports } from "./write-reports.js";

/** @returns the exit code */
export const checkOnce = async (check: Check): Promise<number> => {
  const { door, options, io, paths } = check;
  const started = io.now();
  const formats = formatsOf(options, io);
  const selection = openSelection(options, io.cwd);
  const { report: whole, settings, stages, cache } = await runCheck(check);
  const report = selection.of(whole);
  const measured = { stages, totalMs: io.now() - started, cache };
  const errorPaint = paintOn(io.stderr, io, options);
  io.stderr.write(problems(report, errorPaint));
  writeReports(report, formats, io, options, door.catalogue);
  if (isForPeople(formats)) io.stderr.write(guesses(report, errorPaint));
  if (needsSummary(formats)) io.stderr.write(`${summaryLine(report, errorPaint)}\n`);
  if (paths.length === 0) io.stderr.write(selection.note(whole));
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
