import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkerSources } from "../testing/real-workers.js";
import { AT_WORD, STRESS_BYTES, type Family, type StressJob, type StressResult } from "../testing/stress-job.js";

interface Totals {
  readonly overlaps: number;
  readonly outOfTurn: number;
  readonly first: number;
  readonly last: number;
}

let sources: WorkerSources;
beforeAll(() => {
  sources = new WorkerSources();
});
afterAll(() => {
  sources.close();
});

const stress = async (family: Family, workers: number, acquisitions: number): Promise<Totals> => {
  const buffer = new SharedArrayBuffer(STRESS_BYTES);
  const job: StressJob = { buffer, family, workers, acquisitions };
  const results = await sources.run<StressResult>(
    "testing/stress-worker.ts",
    Array.from({ length: workers }, () => job),
  );
  const words = new Int32Array(buffer);
  const totals = {
    overlaps: results.reduce((sum, { overlaps }) => sum + overlaps, 0),
    outOfTurn: results.reduce((sum, { outOfTurn }) => sum + outOfTurn, 0),
    first: words[AT_WORD.first] ?? 0,
    last: words[AT_WORD.last] ?? 0,
  };
  if (process.env.IRQL_STRESS_REPORT !== undefined) {
    const longest = Math.max(...results.map(({ milliseconds }) => milliseconds));
    const rate = ((workers * acquisitions) / longest / 1000).toFixed(2);
    process.stderr.write(`${family} ${String(workers)} workers: ${rate} M/s ${JSON.stringify(totals)}\n`);
  }
  return totals;
};

const exclusive = (count: number): Partial<Totals> => ({ overlaps: 0, first: count, last: count });

describe("mutual exclusion between real workers", () => {
  it.each([
    ["ordinary", 2, 1_500_000],
    ["ordinary", 4, 1_100_000],
    ["ordinary", 8, 50_000],
    ["at-dpc-level", 4, 250_000],
    ["try", 4, 50_000],
    ["reader-writer", 4, 100_000],
  ] as const)("%s lock, %i workers x %i acquisitions", async (family, workers, acquisitions) => {
    expect(await stress(family, workers, acquisitions)).toMatchObject(exclusive(workers * acquisitions));
  });
});

describe("queued locks between real workers: exclusion and order of arrival", () => {
  it.each([
    [2, 600_000],
    [4, 30_000],
    [8, 5_000],
  ])("%i workers x %i acquisitions", async (workers, acquisitions) => {
    expect(await stress("queued", workers, acquisitions)).toMatchObject({
      ...exclusive(workers * acquisitions),
      outOfTurn: 0,
    });
  });
});

describe("the checks bite", () => {
  it("finds company in a lock that looks and then sets", async () => {
    expect((await stress("broken", 4, 500)).overlaps).toBeGreaterThan(0);
  });

  it("finds entries out of turn in ordinary locks, which let newcomers pass a sleeping waiter", async () => {
    expect((await stress("ordinary, held long", 4, 500)).outOfTurn).toBeGreaterThan(0);
  });
});
