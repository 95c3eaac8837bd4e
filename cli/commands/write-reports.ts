import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Report, RuleMeta } from "../door.js";
import type { Io } from "../io.js";
import { plain } from "../render/paint.js";
import { sourcesIn } from "../render/source-text.js";
import { REPORTERS } from "../report/formats.js";
import { UsageError } from "../usage-error.js";
import { type GlobalOptions, paintOn, widthOf } from "./context.js";
import type { OutputFormat } from "./output-format.js";

/** Renders the report in each format to its place. @throws UsageError where a file cannot be written */
export const writeReports = (
  report: Report,
  formats: readonly OutputFormat[],
  io: Io,
  options: GlobalOptions,
  rules: readonly RuleMeta[],
): void => {
  const sources = sourcesIn(io.cwd);
  for (const { name, file } of formats) {
    const reporter = REPORTERS[name];
    if (file === undefined) {
      io.stdout.write(
        reporter(report, { sources, rules, paint: paintOn(io.stdout, io, options), width: widthOf(io.stdout) }),
      );
    } else {
      writeTo(resolve(io.cwd, file), file, reporter(report, { sources, rules, paint: plain, width: Infinity }));
    }
  }
};

const writeTo = (path: string, named: string, text: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UsageError(`cannot write \`${named}\` (${why}); name a file that can be written`);
  }
};
