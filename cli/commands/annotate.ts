import { relative } from "node:path";
import { settle, type SettingOptions } from "../config/settings.js";
import type { Annotated, AnnotatedFile } from "../door.js";
import { EXIT_CLEAN, EXIT_FINDINGS } from "../exit-code.js";
import type { Paint } from "../render/paint.js";
import { unifiedDiff } from "../render/unified-diff.js";
import { readUtf8, writeUtf8, type Utf8File } from "../rewrite/utf8-file.js";
import { UsageError } from "../usage-error.js";
import { type Context, type GlobalOptions, paintOn } from "./context.js";

export interface AnnotateOptions extends GlobalOptions, SettingOptions {
  readonly dryRun?: boolean;
  readonly check?: boolean;
}

/** `irql annotate`: writes inferred contracts as tags, shows them as a diff, or says whether any are missing. */
export const annotate = async (
  paths: readonly string[],
  options: AnnotateOptions,
  { openDoor, io, exitWith }: Context,
): Promise<void> => {
  const door = await openDoor();
  const { projects, contracts } = await settle(paths, options, door, io);
  const annotated = await door.annotate({
    cwd: io.cwd,
    paths,
    projects: projects.value,
    contracts: contracts.value,
  });
  const { files } = annotated;
  const isDry = options.dryRun === true || options.check === true;
  if (options.dryRun === true)
    io.stdout.write(files.map((file) => diffOf(file, io.cwd, paintOn(io.stdout, io, options))).join(""));
  if (!isDry)
    for (const [file, after] of files.map((each) => [unchanged(each, io.cwd), each.after] as const))
      writeUtf8(file, after);
  io.stderr.write(summary(annotated, isDry));
  exitWith(options.check === true && files.length > 0 ? EXIT_FINDINGS : EXIT_CLEAN);
};

const named = (file: string, cwd: string): string => relative(cwd, file).replaceAll("\\", "/");

const diffOf = ({ file, before, after }: AnnotatedFile, cwd: string, paint: Paint): string =>
  unifiedDiff(named(file, cwd), before, after, paint);

/** @throws UsageError where the file is not UTF-8, or another one by now */
const unchanged = ({ file, before }: AnnotatedFile, cwd: string): Utf8File => {
  const now = readUtf8(cwd, named(file, cwd));
  if (now.text === before) return now;
  throw new UsageError(`\`${now.named}\` has just changed; run again`);
};

const count = (amount: number, noun: string): string => `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;

/** `3 functions annotated in 2 files`, and by reason what was left out. */
const summary = ({ files, functions, leftOut }: Annotated, isDry: boolean): string =>
  [
    `${count(functions, "function")} ${isDry ? "to annotate" : "annotated"} in ${count(files.length, "file")}`,
    ...leftOut.map(({ reason, count: amount }) => `left out: ${count(amount, "function")}: ${reason}`),
  ].join("\n") + "\n";
