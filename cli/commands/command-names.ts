export const COMMAND_NAMES: readonly string[] = ["check", "explain", "rules", "annotate", "config", "debug"];
