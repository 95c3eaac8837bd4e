/** Texts that stand after the generated part of `--help`. */
const lines = (...text: readonly string[]): string => `\n${text.join("\n")}`;

export const PROGRAM_HELP = lines(
  "Examples:",
  "  $ irql                      check the nearest tsconfig.json",
  "  $ irql src/nic              check a folder",
  "  $ irql check --help         all options of the check",
  "",
  "Exit codes:",
  "  0  clean",
  "  1  findings at or above the threshold (--fail-on, --max-warnings)",
  "  2  the command line, the configuration or the input cannot be used",
  "  3  a fault of irql",
);

export const CHECK_HELP = lines(
  "A path is a file, a folder or a glob. Without one, the nearest tsconfig.json says what is checked.",
  "A file outside of any tsconfig is checked with default options.",
  "",
  "Findings go to stdout, everything else to stderr. NO_COLOR and FORCE_COLOR are honoured.",
  "",
  "Example:",
  "  $ irql check src --preset strict --max-warnings 0 -f pretty -f json=irql.json",
  "",
  "Exit codes:",
  "  0  clean, or only findings below the threshold; with --exit-zero also in spite of findings",
  "  1  an error; with --fail-on warning also a warning; more warnings than --max-warnings",
  "  2  the command line or the configuration cannot be used, or nothing at or above the",
  "     threshold was found but a file could not be read or has syntax errors",
  "  3  a fault of irql",
);

export const EXPLAIN_HELP = lines("Example:", "  $ irql explain uncertain-at-dpc-level");

export const RULES_HELP = lines("Example:", "  $ irql rules --json");

export const BASELINE_HELP = lines(
  "A baseline lets a project that has findings take the check: only new ones are reported with `irql check --baseline <file>`.",
  "It has no line numbers, so other edits do not change it. Keep it beside the sources, in the repository.",
  "",
  "Example:",
  "  $ irql baseline write && git add irql-baseline.json",
  "  $ irql check --baseline irql-baseline.json",
);

export const ANNOTATE_HELP = lines(
  "Writes tags for functions that need a level, change it, or leave with a lock taken or released, and that have no",
  "contract and no role. All other text stays as it is. The findings stay the same, and annotating again changes nothing.",
  "What tags cannot say is left out and counted on stderr.",
  "",
  "Examples:",
  "  $ irql annotate --dry-run",
  "  $ irql annotate src/nic",
);

export const CONFIG_HELP = lines(
  "The configuration is `irql.config.{ts,mts,js,mjs,json}`, or `irql` in package.json, nearest to the tsconfig",
  "and no higher than the root of the repository. What the command line says goes before it.",
  "",
  "Example:",
  "  $ irql config src/queue.ts",
);

export const DEBUG_HELP = lines(
  "Prints the control-flow graph, the state at every point and the summary of the function.",
  "",
  "Example:",
  "  $ irql debug src/queue.ts#drain",
);
