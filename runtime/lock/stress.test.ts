import { describe, expect, it } from "vitest";
import { createArena, type KernelChoice } from "../kernel/arena.js";
import { createSystem } from "../machine/system.js";
import { runWorkers } from "../testing/real-workers.js";
import { AT_WORD, STRESS_BYTES, type Family, type StressJob, type StressResult } from "../testing/stress-job.js";

interface Totals {
  readonly overlaps: number;
  readonly outOfTurn: number;
  readonly judged: number;
  readonly first: number;
  readonly last: number;
}

/** Every other worker has the WebAssembly kernel, the rest have the JavaScript one, or all have `only`. */
const stress = async (family: Family, workers: number, acquisitions: number, only?: KernelChoice): Promise<Totals> => {
  const arena = createArena({ bytes: STRESS_BYTES });
  const system = family === "distributed" ? createSystem({ processors: workers, memories: [arena] }) : undefined;
  const results = await runWorkers<StressResult>(
    "stress-worker",
    Array.from({ length: workers }, (_, number): StressJob => {
      const kernel = only ?? (number % 2 === 0 ? "wasm" : "js");
      return { arena, kernel, family, workers, acquisitions, system };
    }),
  );
  const words = new Int32Array(arena.buffer);
  const totals = {
    overlaps: results.reduce((sum, { overlaps }) => sum + overlaps, 0),
    outOfTurn: results.reduce((sum, { outOfTurn }) => sum + outOfTurn, 0),
    judged: results.reduce((sum, { judged }) => sum + judged, 0),
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
    ["ordinary", 4, 900_000],
    ["ordinary", 8, 50_000],
    ["at-dpc-level", 4, 250_000],
    ["try", 4, 50_000],
    ["queued", 4, 250_000],
    ["reader-writer", 4, 100_000],
    ["distributed", 2, 100_000],
    ["distributed", 4, 50_000],
  ] as const)("%s lock, %i workers x %i acquisitions", async (family, workers, acquisitions) => {
    expect(await stress(family, workers, acquisitions)).toMatchObject(exclusive(workers * acquisitions));
  });
});

describe("mutual exclusion between workers that have the same kernel", () => {
  it.each(["js", "wasm"] as const)("%s", async (kernel) => {
    expect(await stress("ordinary", 4, 100_000, kernel)).toMatchObject(exclusive(400_000));
    expect(await stress("reader-writer", 4, 20_000, kernel)).toMatchObject(exclusive(80_000));
  });
});

describe("strictly queued locks between real workers: exclusion and order of arrival", () => {
  it.each([
    [2, 600_000],
    [4, 30_000],
    [8, 5_000],
  ])("%i workers x %i acquisitions", async (workers, acquisitions) => {
    const { judged, ...totals } = await stress("strictly queued", workers, acquisitions);
    expect(totals).toMatchObject({ ...exclusive(workers * acquisitions), outOfTurn: 0 });
    expect(judged).toBeGreaterThan((workers * acquisitions) / 2);
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
