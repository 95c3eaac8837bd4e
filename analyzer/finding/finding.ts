import type { LevelSet } from "../domain/level-set.js";
import type { Span } from "../ir/span.js";

export type Severity = "error" | "warning";
export type Certainty = "certain" | "possible";

/** One step of the shortest way from a place where level or lock is known to the place of the finding. */
export interface BecauseStep {
  readonly span: Span;
  readonly kind: "enter" | "call" | "raise" | "lower" | "acquire" | "release" | "branch" | "read" | "use";
  readonly message: string;
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A rewrite that is offered, never applied unasked. */
export interface Suggestion {
  readonly message: string;
  readonly edits: readonly TextEdit[];
}

/** A finding before the positions are turned into lines: what rules return. */
export interface Finding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly span: Span;
  /** Name of the function it stands in. */
  readonly function: string;
  readonly irql:
    { readonly possible: LevelSet; readonly required: { readonly min: number; readonly max: number } } | undefined;
  readonly because: readonly BecauseStep[];
  readonly suggestions: readonly Suggestion[];
  /** Text that identifies the finding without line numbers; hashed into `fingerprint`. */
  readonly identity: string;
  /** Of a rule of `recommended`, but left out there. */
  readonly strictOnly: boolean;
}
