import type { Summary } from "../domain/summary.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { Bindings, SolveContext } from "../solve/context.js";
import type { Solution } from "../solve/solve.js";

/** A function solved for what is passed to it. */
export interface SolvedInstance {
  readonly key: string;
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  readonly context: SolveContext;
  summary: Summary;
  solution: Solution;
  /** Solved without what those that it calls, and that cannot matter to a finding, write and return. */
  isAlone: boolean;
  /** Instances that have read the summary. */
  readonly readers: Set<string>;
  visits: number;
}
