import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import type { BecauseStep, Certainty, Finding, Severity, Suggestion } from "../finding/finding.js";
import type { GraphNode } from "../ir/graph.js";
import type { Span } from "../ir/span.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { SettledProgram } from "./settled-program.js";

/** A state that shows the finding: the way to it is what `explain` tells. */
export interface Evidence {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
  readonly state: Case;
  /** The levels that make the finding. */
  readonly levels: LevelSet;
}

/** What a rule says; `explain` adds the way. */
export interface RuleFinding {
  readonly messageId: string;
  readonly certainty: Certainty;
  readonly message: string;
  readonly span: Span;
  readonly function: string;
  readonly irql: Finding["irql"];
  readonly evidence: Evidence | undefined;
  /** Steps after the evidence's, or instead of them. */
  readonly steps: readonly BecauseStep[];
  readonly suggestions: readonly Suggestion[];
  readonly identity: string;
  /** `recommended` leaves it out: only what a role may be entered at makes it possible. */
  readonly strictOnly?: boolean | undefined;
}

/** A rule is a pure function of the settled program. It sees operations and states, never syntax. */
export interface CheckedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly check: (program: SettledProgram, text: (span: Span) => string) => Iterable<RuleFinding>;
}
