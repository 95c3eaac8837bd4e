import type { Annotated, AnnotateOptions } from "./annotate.js";
import { RULES } from "./catalogue.js";
import type { DebugOptions } from "./debug-function.js";
import type { RuleMeta } from "./define-rule.js";

export { Invariant, UserError } from "../analyzer/finding/errors.js";
export type * from "../analyzer/finding/report.js";
export type { RuleMeta } from "./define-rule.js";
export { defineConfig, type Config, type ConfigOverride } from "./config.js";
export type { Annotated, AnnotatedFile, AnnotateOptions } from "./annotate.js";
export type { DebugOptions } from "./debug-function.js";
export {
  ruleLevels,
  type ChosenLevel,
  type LevelOverride,
  type LevelSource,
  type RuleChoice,
  type RuleLevel,
} from "./rule-levels.js";
export { rulePage } from "./rule-page.js";
export { toolVersion } from "./tool-version.js";
export {
  createVerifier,
  verify,
  type Verify,
  type VerifyAgain,
  type VerifyAgainOptions,
  type VerifyOptions,
} from "./verify.js";

/** Every rule as people read about it, in the order of the documentation. */
export const catalogue: readonly RuleMeta[] = RULES.map((rule) => rule.meta);

// Loaded when called: the compiler behind them takes longer to load than a report that is kept takes to print.

/** How the sources look with inferred contracts as tags. */
export const annotate = async (options: AnnotateOptions = {}): Promise<Annotated> =>
  (await import("./annotate.js")).annotate(options);

/** Graph, cases at every point, entry and summary of a function. */
export const debugFunction = async (options: DebugOptions): Promise<string> =>
  (await import("./debug-function.js")).debugFunction(options);
export { createWatcher, type Watcher } from "./watch.js";
