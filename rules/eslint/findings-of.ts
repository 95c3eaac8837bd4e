import type { ReportedFinding } from "../../analyzer/finding/report.js";
import type { ProgramRun } from "../run-on-program.js";

export type FindingsOf = (program: object, file: string) => readonly ReportedFinding[];

/**
 * Analyses each program once, when the first rule of its first file asks, and shares the result among all rules and files.
 * ESLint has no model of a run and editors replace the program after an edit; a result that lives exactly as long as its
 * program needs no other invalidation.
 */
export const shareRuns = (analyse: (program: object) => ProgramRun): FindingsOf => {
  const runs = new WeakMap<object, ProgramRun>();
  return (program, file) => {
    let run = runs.get(program);
    if (run === undefined) {
      run = analyse(program);
      runs.set(program, run);
    }
    return run.findings(file.replaceAll("\\", "/"));
  };
};
