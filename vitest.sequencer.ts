import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, with the seconds of processor time that each took when they were measured last. Where one of
 * them began last, one core would be idle until it ends. All others take a few seconds.
 */
const SECONDS: Readonly<Record<string, number>> = {
  "scripts/readme-runs.test.ts": 78,
  "scripts/check-engines.test.ts": 45,
  "runtime/watch/torture.test.ts": 44,
  "rules/verify-cached.test.ts": 39,
  "fixtures/fuzz/fuzz.test.ts": 32,
  "rules/incremental.test.ts": 37,
  "analyzer/lower/robustness.test.ts": 32,
  "runtime/algorithms/machines.test.ts": 31,
  "rules/eslint/same-findings.test.ts": 45,
  "rules/rewrites-refused.test.ts": 23,
  "rules/annotate.test.ts": 22,
  "fixtures/fixtures.test.ts": 21,
  "scripts/seed-mistakes.test.ts": 21,
  "fixtures/drivers/drivers.test.ts": 20,
  "fixtures/drivers/verified.test.ts": 20,
  "rules/contracts.test.ts": 20,
  "rules/annotate-drivers.test.ts": 18,
  "rules/pages.test.ts": 18,
  "runtime/watch/workers.test.ts": 17,
  "scripts/readme.test.ts": 16,
  "runtime/lock/stress.test.ts": 14,
  "scripts/bench-locks.test.ts": 14,
  "rules/rewrites-offered.test.ts": 10,
};

const secondsOf = ({ moduleId, project }: TestSpecification): number =>
  SECONDS[relative(project.vitest.config.root, moduleId)] ?? 0;

/** Longest first. Files of one project stay together: those that share a process keep it until another project comes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => b.project.name.localeCompare(a.project.name) || secondsOf(b) - secondsOf(a));
  }
}
