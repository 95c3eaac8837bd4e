import type { RuleLevel } from "./rule-levels.js";

/** A rule's name, with or without `irql/`, and what its findings are; `off`: it is not asked. */
export type RuleLevels = Readonly<Record<string, RuleLevel>>;

export interface ConfigOverride {
  /** Globs, relative to the folder of the configuration file; `!` takes files away again. */
  readonly files: string | readonly string[];
  readonly rules: RuleLevels;
}

/** The content of `irql.config.*`, or of `irql` in `package.json`. Paths are relative to the folder of that file. */
export interface Config {
  /** Rules to start from; default `recommended`. */
  readonly preset?: "recommended" | "strict" | "all";
  readonly rules?: RuleLevels;
  /** Other levels for some files; of several that match the last one counts. */
  readonly overrides?: readonly ConfigOverride[];
  /** Declaration files whose tags say what code does that cannot be seen. */
  readonly contracts?: readonly string[];
  /** tsconfig files, or their folders. */
  readonly projects?: readonly string[];
  /** What makes the exit code 1; default `error`. */
  readonly failOn?: "error" | "warning";
  /** More warnings than this make the exit code 1. */
  readonly maxWarnings?: number;
}

/** Gives `irql.config.ts` its types, and nothing else. */
export const defineConfig = (config: Config): Config => config;
