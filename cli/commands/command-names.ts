export const COMMAND_NAMES: readonly string[] = ["check", "explain", "rules", "debug"];
