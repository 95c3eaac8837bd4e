import type { CheckedRule } from "../analyzer/check/rule.js";
import type { Severity } from "../analyzer/finding/finding.js";

/** A set of rules; `all` contains every rule and every finding. */
export type Preset = "recommended" | "strict" | "all";

/** What people read about a rule; the checks themselves are in `rules/<id>.ts`. */
export interface RuleMeta {
  readonly id: string;
  /** One line, lower case, no final period. */
  readonly summary: string;
  readonly severity: Severity;
  /** Presets that contain it. `all` contains every rule. */
  readonly presets: readonly ("recommended" | "strict")[];
  /** Message templates by id, as ESLint's `meta.messages`. */
  readonly messages: Readonly<Record<string, string>>;
  readonly hasSuggestions: boolean;
  /** Its rewrites do what the code did before: `irql check --fix` makes them. */
  readonly rewritesKeepMeaning?: boolean | undefined;
  /** Some of its findings are left to `strict`. */
  readonly saysMoreInStrict?: boolean | undefined;
  /** Counterparts elsewhere; "none" where there is none. */
  readonly counterparts: {
    readonly sdv: string;
    readonly prefast: string;
    readonly codeql: string;
    readonly driverVerifier: string;
  };
}

/** A rule: what people read about it, and the check itself. */
export interface Rule {
  readonly meta: RuleMeta;
  readonly check: CheckedRule["check"];
}

export const defineRule = (meta: RuleMeta, check: CheckedRule["check"]): Rule => ({ meta, check });
