/**
 * The result of `verify`, and the JSON of `irql check -f json`. Fields are only ever added.
 * Lines and columns start at 1 and count UTF-16 units; paths are relative to the working directory, with `/`.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface ReportedStep {
  readonly file: string;
  readonly range: Range;
  readonly kind: "enter" | "call" | "raise" | "lower" | "acquire" | "release" | "branch" | "read" | "use";
  readonly message: string;
}

export interface ReportedEdit {
  readonly file: string;
  readonly range: Range;
  /** UTF-16 offsets in the file, `end` exclusive. */
  readonly offsets: readonly [start: number, end: number];
  readonly text: string;
}

export interface ReportedSuggestion {
  readonly message: string;
  readonly edits: readonly ReportedEdit[];
}

export interface ReportedFinding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly level: "error" | "warning";
  /** The first preset that reports it. */
  readonly preset: "recommended" | "strict";
  readonly certainty: "certain" | "possible";
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  /** UTF-16 offsets in the file, `end` exclusive. */
  readonly offsets: readonly [start: number, end: number];
  readonly function: string;
  readonly irql: {
    readonly possible: readonly number[];
    readonly required: { readonly min: number; readonly max: number };
  } | null;
  readonly because: readonly ReportedStep[];
  readonly suggestions: readonly ReportedSuggestion[];
  /** Hash without line numbers: rule, function, what it is about. */
  readonly fingerprint: string;
  readonly suppressed: { readonly reason: string } | null;
}

/** Something that the analysis could not know and went on without; see `Guess`. */
export interface ReportedGuess {
  readonly kind: "unresolved-call" | "unmodelled-construct" | "merged-cases" | "cut-off";
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly function: string;
}

/** A problem of the input: the file is reported, the rest is still checked. */
export interface ReportedProblem {
  readonly kind: "syntax" | "unreadable" | "config";
  readonly message: string;
  readonly file: string;
  readonly range: Range;
}

export interface Summary {
  readonly files: number;
  readonly functions: number;
  readonly errors: number;
  readonly warnings: number;
  readonly durationMs: number;
  /** Share of calls whose target is known, 0..1. */
  readonly resolvedCalls: number;
  /** Places of calls whose target is not known. */
  readonly unresolvedCalls: number;
  readonly openedFiles: number;
  readonly unsupported: number;
  /** Program points at which cases were collapsed because there were too many. */
  readonly collapsedStates: number;
  /** Functions that take too many steps to be followed. */
  readonly cutOffFunctions: number;
  /** Functions that lead to no level and no lock, and that the program was too large to follow. */
  readonly asideFunctions: number;
  readonly suppressed: number;
  /** Findings left out because a baseline has them; only where there is one. */
  readonly known?: number;
  /** Findings left out because no change since a revision has a part in them; only where that was asked for. */
  readonly untouched?: number;
}

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "irql"; readonly version: string };
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly ReportedProblem[];
  /** Only where they were asked for. */
  readonly guesses?: readonly ReportedGuess[];
  readonly summary: Summary;
}
