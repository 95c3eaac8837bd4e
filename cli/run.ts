import type { Context, GlobalOptions } from "./commands/context.js";
import { program } from "./commands/program.js";
import type { OpenDoor } from "./door.js";
import { EXIT_CLEAN } from "./exit-code.js";
import { failureOf } from "./failure.js";
import type { Io } from "./io.js";

/**
 * One run of `irql`. Takes the arguments after the program's name, gives the exit code; never throws and never ends the
 * process, so that everything written still reaches its reader.
 */
export const run = async (openDoor: OpenDoor, argv: readonly string[], io: Io, version: string): Promise<number> => {
  let code = EXIT_CLEAN;
  const context: Context = {
    openDoor,
    io,
    exitWith: (wanted) => {
      code = wanted;
    },
  };
  try {
    await program(context, version, colourIn(argv)).parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    const failure = failureOf(error, { argv, version });
    io.stderr.write(failure.text);
    return failure.code;
  }
};

/** Help is printed while the arguments are still being read, so its colour is looked up beforehand. */
const colourIn = (argv: readonly string[]): GlobalOptions => {
  const last = argv.findLast((argument) => argument === "--color" || argument === "--no-color");
  return last === undefined ? {} : { color: last === "--color" };
};
