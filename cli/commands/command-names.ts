export const COMMAND_NAMES: readonly string[] = [
  "check",
  "explain",
  "rules",
  "annotate",
  "baseline",
  "config",
  "debug",
];
