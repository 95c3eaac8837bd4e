import { Option } from "commander";
import { UsageError } from "../usage-error.js";
import { FAIL_ON, PRESETS } from "../config/choices.js";
import type { SettingOptions } from "../config/settings.js";
import type { GlobalOptions } from "./context.js";
import { didYouMean } from "./nearest.js";
import { type OutputFormat, parseFormat } from "./output-format.js";

/** As commander hands them over; absent where the user said nothing and there is no default. */
export interface CheckOptions extends GlobalOptions, SettingOptions {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly format?: readonly OutputFormat[];
  readonly exitZero?: boolean;
  readonly stats?: boolean;
  readonly watch?: boolean;
  readonly fix?: boolean;
  readonly fixSuggestions?: boolean;
  readonly fixDryRun?: boolean;
  readonly baseline?: string;
  readonly since?: string;
  readonly reportUnresolved?: boolean;
  /** False after `--no-cache`. */
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  /** False after `--no-progress`. */
  readonly progress?: boolean;
}

/** For an option that may be given more than once. */
const repeated =
  <Value>(read: (text: string) => Value) =>
  (text: string, earlier: readonly Value[] = []): readonly Value[] => [...earlier, read(text)];

const oneOf =
  <Name extends string>(flag: string, names: readonly Name[]) =>
  (text: string): Name => {
    const name = names.find((candidate) => candidate === text);
    if (name !== undefined) return name;
    const meant = didYouMean(text, names);
    throw new UsageError(`\`${flag}\` cannot be \`${text}\`${meant || `; it is one of ${names.join(", ")}`}`);
  };

const wholeNumber =
  (flag: string) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new UsageError(`\`${flag}\` needs a whole number, not \`${text}\``);
  };

const asIs = (text: string): string => text;

const option = (flags: string, description: string, group: string): Option =>
  new Option(flags, description).helpGroup(group);

const WHAT = "What is checked:";
const OUTPUT = "Output:";
const CACHE = "A report is given again while nothing that it depends on has changed:";
const REWRITES = "Rewrites:";
const OUTCOME = "When it fails:";

export const projectOption = (): Option =>
  option("-p, --project <tsconfig>", "a tsconfig file to check with; repeatable", WHAT).argParser(repeated(asIs));

/** The configuration file: the same for every command that reads one. */
export const configOptions = (): Option[] => [
  option("--config <file>", "this configuration file, not the nearest `irql.config.*`", WHAT),
  option("--no-config", "no configuration file", WHAT),
];

const baselineOption = (description: string): Option => option("--baseline <file>", description, WHAT);

/** What is checked, for every command that checks. */
const whatOptions = (): Option[] => [
  projectOption(),
  ...configOptions(),
  option("--preset <name>", "recommended, strict or all (default: recommended)", WHAT).argParser(
    oneOf("--preset", PRESETS),
  ),
  option("--only <rule>", "only this rule, whatever the preset; repeatable", WHAT).argParser(repeated(asIs)),
  option("--skip <rule>", "not this rule; repeatable", WHAT).argParser(repeated(asIs)),
];

export const baselineOptions = (): Option[] => [
  ...whatOptions(),
  baselineOption("the file of known findings (default: irql-baseline.json)"),
];

export const checkOptions = (): Option[] => [
  ...whatOptions(),
  baselineOption("do not report findings that are known there; `irql baseline write` writes it"),
  option("--since <rev>", "only findings where the change since a git revision has a part in the way to them", WHAT),
  option(
    "-f, --format <name[=file]>",
    "pretty (default on a terminal), compact (default elsewhere), json, sarif, github, gitlab, junit or html; repeatable",
    OUTPUT,
  ).argParser(repeated(parseFormat)),
  option("--report-unresolved", "list what had to be guessed: to stderr, in JSON as `guesses`", OUTPUT),
  option("--stats", "print what the run cost and what it had to guess, to stderr", OUTPUT),
  option("--watch", "check again whenever a file changes that the report depends on, until ctrl-C", OUTPUT),
  option("--no-cache", "check anew, and keep nothing", CACHE),
  option(
    "--cache-location <folder>",
    "where reports and what was found in functions are kept (default: node_modules/.cache/irql beside the nearest package.json, else the system's temporary folder)",
    CACHE,
  ),
  option("--no-progress", "no progress line on stderr", OUTPUT),
  option("--fix", "make the rewrites that keep what the code does, then check", REWRITES),
  option("--fix-suggestions", "make all rewrites, those that mend mistakes as well: read them afterwards", REWRITES),
  option("--fix-dry-run", "show the rewrites as a diff; with --fix-suggestions all of them", REWRITES),
  option("--fail-on <level>", "error or warning (default: error)", OUTCOME).argParser(oneOf("--fail-on", FAIL_ON)),
  option("--max-warnings <n>", "fail when there are more warnings than this", OUTCOME).argParser(
    wholeNumber("--max-warnings"),
  ),
  option("--exit-zero", "exit with 0 in spite of findings", OUTCOME),
];
