import { resolve } from "node:path";
import { configPlaces } from "../config/find-config.js";
import type { Door } from "../door.js";
import { failureOf } from "../failure.js";
import type { Io } from "../io.js";
import { isUserError } from "../usage-error.js";
import type { CheckOptions } from "./check-options.js";
import { checkOnce } from "./check-once.js";
import type { Context } from "./context.js";

/** Clears the screen and what was scrolled out of it. */
const CLEAR = "\u001b[2J\u001b[3J\u001b[H";

/** What a check reads besides the sources; it need not exist. */
const filesBesides = (paths: readonly string[], options: CheckOptions, io: Io): readonly string[] => [
  ...configFiles(paths, options, io),
  ...(options.baseline === undefined ? [] : [resolve(io.cwd, options.baseline)]),
];

const configFiles = (paths: readonly string[], options: CheckOptions, { cwd }: Io): readonly string[] => {
  if (options.config === false) return [];
  if (options.config !== undefined) return [resolve(cwd, options.config)];
  return configPlaces({ cwd, paths, projects: options.project ?? [] });
};

/** `irql check --watch`: ends with the process. What the user can mend is told, and waited for; only at first it is the end. */
export const watchAndCheck = async (
  paths: readonly string[],
  options: CheckOptions,
  door: Door,
  { io, exitWith }: Context,
): Promise<void> => {
  const watcher = door.createWatcher();
  const { verify } = watcher;
  for (const file of filesBesides(paths, options, io)) watcher.also(file);
  exitWith(await checkOnce({ door, verify, paths, options, io }));
  while (await changed(watcher, io)) {
    if (io.stdout.isTTY) io.stdout.write(CLEAR);
    try {
      exitWith(await checkOnce({ door, verify, paths, options, io }));
    } catch (error) {
      if (!isUserError(error)) throw error;
      io.stderr.write(failureOf(error, { argv: [], version: "" }).text);
    }
  }
};

const changed = (watcher: ReturnType<Door["createWatcher"]>, io: Io): Promise<boolean> => {
  io.stderr.write("irql: waiting for changes; ctrl-C ends\n");
  return watcher.change();
};
