import { RULES } from "./catalogue.js";
import type { RuleMeta } from "./define-rule.js";

export { Invariant, UserError } from "../analyzer/finding/errors.js";
export type * from "../analyzer/finding/report.js";
export type { RuleMeta } from "./define-rule.js";
export { defineConfig, type Config, type ConfigOverride } from "./config.js";
export { annotate, type Annotated, type AnnotatedFile, type AnnotateOptions } from "./annotate.js";
export { debugFunction, type DebugOptions } from "./debug-function.js";
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
export { createVerifier, verify, type Verify, type VerifyOptions } from "./verify.js";

/** Every rule as people read about it, in the order of the documentation. */
export const catalogue: readonly RuleMeta[] = RULES.map((rule) => rule.meta);
