import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.js";
import type { CheckOptions } from "./check-options.js";
import { checkOnce, formatsOf } from "./check-once.js";
import { COMMAND_NAMES } from "./command-names.js";
import type { Context } from "./context.js";
import { fix, showFixes } from "./fix.js";
import { nearest } from "./nearest.js";
import { requireOwnPlaces } from "./output-format.js";
import { watchAndCheck } from "./watch.js";

/** `irql check`: findings to stdout or to files, everything else to stderr. */
export const check = async (paths: readonly string[], options: CheckOptions, context: Context): Promise<void> => {
  const { openDoor, io, exitWith } = context;
  requireOwnPlaces(formatsOf(options, io));
  const door = await openDoor();
  const isFixing = options.fix === true || options.fixSuggestions === true;
  // One memory for all rounds, so that the later ones are cheap.
  const verify = isFixing ? door.createVerifier() : door.verify;
  const run = { door, verify, paths, options, io };
  if (options.fixDryRun === true) {
    exitWith(await showFixes(run));
    return;
  }
  if (isFixing) await fix(run);
  if (options.watch === true) await watchAndCheck(paths, options, door, context);
  else exitWith(await checkOnce(run));
};

/**
 * `check` is also what runs without a command's name, so a mistyped command arrives here as a path.
 * @throws UsageError where the first path is no path but nearly, or misplaced, a command
 */
export const refuseMistypedCommand = (paths: readonly string[], cwd: string): void => {
  const first = paths[0];
  if (first === undefined || !/^[a-z]+$/i.test(first) || existsSync(resolve(cwd, first))) return;
  if (COMMAND_NAMES.includes(first)) throw new UsageError(`put the command first: \`irql ${first} …\``);
  const meant = nearest(first, COMMAND_NAMES);
  if (meant === undefined) return;
  throw new UsageError(`\`${first}\` is neither a command nor a path; did you mean \`irql ${meant}\`?`);
};
