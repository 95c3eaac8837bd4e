import type { RuleMeta } from "../rules/define-rule.js";
import type { Verify, VerifyOptions } from "../rules/verify.js";

export type { RuleMeta, VerifyOptions };
export type Report = Awaited<ReturnType<Verify>>;
export type ReportedFinding = Report["findings"][number];
export type ReportedStep = ReportedFinding["because"][number];
export type ReportedProblem = Report["problems"][number];
export type Range = ReportedFinding["range"];

/** All that the command line knows of the analysis. Tests give another one. */
export interface Door {
  readonly verify: (options: VerifyOptions) => Promise<Report>;
  readonly catalogue: readonly RuleMeta[];
  /** The rule's page as Markdown; `undefined` where there is none. */
  readonly rulePage: (id: string) => Promise<string | undefined>;
  /** Graph, state at every point and summary of `file#function`. */
  readonly debugFunction: (options: {
    readonly cwd: string;
    readonly target: string;
    readonly projects?: readonly string[];
  }) => Promise<string>;
}

/** Opened only when needed: the compiler behind it takes longer to load than `irql --help` may take to answer. */
export type OpenDoor = () => Promise<Door>;
