import type { ReportedFinding } from "../../analyzer/finding/report.js";
import type { ProgramRun } from "../run-on-program.js";

/** @param contracts declaration files with contracts, absolute */
export type FindingsOf = (program: object, contracts: readonly string[], file: string) => readonly ReportedFinding[];

/**
 * Analyses each program once with the same contracts, when the first rule of its first file asks, and shares the result among all rules and files.
 * ESLint has no model of a run and editors replace the program after an edit; a result that lives exactly as long as its
 * program needs no other invalidation.
 */
export const shareRuns = (analyse: (program: object, contracts: readonly string[]) => ProgramRun): FindingsOf => {
  const programs = new WeakMap<object, Map<string, ProgramRun>>();
  return (program, contracts, file) => {
    const runs = programs.get(program) ?? new Map<string, ProgramRun>();
    programs.set(program, runs);
    const key = contracts.join("\0");
    let run = runs.get(key);
    if (run === undefined) {
      run = analyse(program, contracts);
      runs.set(key, run);
    }
    return run.findings(file.replaceAll("\\", "/"));
  };
};
