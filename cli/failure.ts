import { CommanderError } from "commander";
import { COMMAND_NAMES } from "./commands/command-names.js";
import { EXIT_CLEAN, EXIT_FAULT, EXIT_USAGE } from "./exit-code.js";
import { isUserError } from "./usage-error.js";

/** What a failed run prints to stderr, and its exit code. */
export interface Failure {
  readonly code: number;
  readonly text: string;
}

interface Circumstances {
  readonly argv: readonly string[];
  readonly version: string;
}

export const failureOf = (error: unknown, circumstances: Circumstances): Failure => {
  if (error instanceof CommanderError) {
    return error.exitCode === 0
      ? { code: EXIT_CLEAN, text: "" }
      : { code: EXIT_USAGE, text: userLine(misuse(error, circumstances.argv)) };
  }
  if (isUserError(error)) return { code: EXIT_USAGE, text: userLine(error.message) };
  return { code: EXIT_FAULT, text: fault(error, circumstances) };
};

const userLine = (message: string): string => `irql: ${message.replace(/\s*\n\s*/g, " ")}\n`;

/** Commander's wording in ours: one line, code in backticks, and where to look on. */
const misuse = ({ code, message }: CommanderError, argv: readonly string[]): string => {
  if (code === "commander.help")
    return `there is no command \`${argv[argv.indexOf("help") + 1] ?? ""}\`; see \`irql --help\``;
  const text = code === "commander.optionMissingArgument" ? missingValue(message) : reworded(message);
  if (text.endsWith("?")) return text;
  const command = COMMAND_NAMES.find((name) => name === argv[0]) ?? "check";
  return `${text}; see \`irql ${command} --help\``;
};

const missingValue = (message: string): string => `\`${/--[a-z-]+/.exec(message)?.[0] ?? "the option"}\` needs a value`;

const reworded = (message: string): string =>
  message
    .replace(/^error: /, "")
    .replace(/\s*\(Did you mean (?:one of )?([^)]+)\?\)/s, (_, meant: string) => `; did you mean \`${meant}\`?`)
    .replace(/(^|[\s(])'([^']*)'/g, "$1`$2`")
    .replace(/\. ([A-Z])/g, (_, first: string) => `: ${first.toLowerCase()}`)
    .replace(/\.+$/, "");

const fault = (error: unknown, { argv, version }: Circumstances): string =>
  [
    error instanceof Error ? (error.stack ?? error.message) : `thrown: ${String(error)}`,
    "",
    "irql: this is a fault of irql, not of the code that it checks",
    "please report it with the lines above, these, and the smallest source that shows it",
    `  irql ${version}, node ${process.version}, ${process.platform} ${process.arch}`,
    `  command line: irql ${argv.join(" ")}`,
    "",
  ].join("\n");
