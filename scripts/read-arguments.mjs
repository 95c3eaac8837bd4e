import { parseArgs } from "node:util";

/** The values of a script's options. One line and exit code 2 where the command line has others; `--help` prints how it is used. */
export const readArguments = (usage, options) => {
  try {
    const { help, ...values } = parseArgs({ options: { ...options, help: { type: "boolean", short: "h" } } }).values;
    if (help !== true) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    // Only its first sentence says what is wrong.
    const [what] = String(error.message).split(". ");
    console.error(`${what.replace(/'/g, "`")}; ${usage}`);
    process.exit(2);
  }
};
