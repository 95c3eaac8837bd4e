export const COMMAND_NAMES: readonly string[] = ["check", "explain", "rules", "config", "debug"];
