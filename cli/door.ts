import type { Annotated, AnnotatedFile, AnnotateOptions } from "../rules/annotate.js";
import type { Config } from "../rules/config.js";
import type { RuleMeta } from "../rules/define-rule.js";
import type { ChosenLevel, RuleChoice } from "../rules/rule-levels.js";
import type { Verify, VerifyOptions } from "../rules/verify.js";
import type { Watcher } from "../rules/watch.js";

export type { Annotated, AnnotatedFile, ChosenLevel, Config, RuleChoice, RuleMeta, VerifyOptions, Watcher };
export type Report = Awaited<ReturnType<Verify>>;
export type ReportedFinding = Report["findings"][number];
export type ReportedStep = ReportedFinding["because"][number];
export type ReportedSuggestion = ReportedFinding["suggestions"][number];
export type ReportedEdit = ReportedSuggestion["edits"][number];
export type ReportedProblem = Report["problems"][number];
export type Range = ReportedFinding["range"];

/** All that the command line knows of the analysis. Tests give another one. */
export interface Door {
  readonly verify: (options: VerifyOptions) => Promise<Report>;
  readonly createVerifier: () => Verify;
  readonly createWatcher: () => Watcher;
  readonly catalogue: readonly RuleMeta[];
  /** Every rule with its level in a file (absolute), and what gave it. */
  readonly ruleLevels: (
    choice: RuleChoice,
    cwd: string,
    file: string | undefined,
  ) => readonly (ChosenLevel & { readonly id: string })[];
  /** How the sources look with inferred contracts as tags. */
  readonly annotate: (options: AnnotateOptions) => Promise<Annotated>;
  /** The rule's page as Markdown; `undefined` where there is none. */
  readonly rulePage: (id: string) => Promise<string | undefined>;
  /** Graph, state at every point and summary of `file#function`. */
  readonly debugFunction: (options: {
    readonly cwd: string;
    readonly target: string;
    readonly projects?: readonly string[];
    readonly contracts?: readonly string[];
  }) => Promise<string>;
}

/** Opened only when needed: the compiler behind it takes longer to load than `irql --help` may take to answer. */
export type OpenDoor = () => Promise<Door>;
