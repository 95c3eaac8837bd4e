import type { Severity } from "../analyzer/finding/finding.js";

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
  /** Counterparts elsewhere; "none" where there is none. */
  readonly counterparts: {
    readonly sdv: string;
    readonly prefast: string;
    readonly codeql: string;
    readonly driverVerifier: string;
  };
}
