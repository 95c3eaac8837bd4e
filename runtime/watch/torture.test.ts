import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { quantile, torture, type TortureOptions } from "../testing/torture.js";

/** `npm run torture` sets it. */
const kills = Number(process.env.IRQL_TORTURE ?? 200);
const workers = Math.min(16, Math.max(4, 3 * availableParallelism()));
const normal: TortureOptions = {
  workers,
  kills,
  passes: 1,
  lock: "real",
  watched: true,
  seed: 20261129,
  patience: 30_000,
};

describe("workers that are killed at random moments", () => {
  it(
    "leave nobody waiting for ever and nothing half done",
    async () => {
      const result = await torture(normal);
      const { faults, hangs, latencies } = result;
      if (process.env.IRQL_TORTURE !== undefined) {
        const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(latencies, share).toFixed(1));
        const counts = `${String(result.kills)} kills, ${String(hangs)} hangs, ${String(faults)} faults`;
        const errors = `${String(latencies.length)} waiters had an error: p50 ${String(p50)} ms, p99 ${String(p99)} ms, longest ${String(most)} ms`;
        process.stderr.write(`${String(workers)} workers, ${counts}; ${errors}; ${String(result.passes)} passes\n`);
      }
      expect({ faults, hangs }).toEqual({ faults: 0, hangs: 0 });
      expect(result.kills).toBeGreaterThanOrEqual(kills);
      expect(latencies.length).toBeGreaterThan(0);
    },
    60_000 + kills * 2_000,
  );

  it("shows a lock that looks and then sets", async () => {
    expect((await torture({ ...normal, kills: 0, passes: 1_000, lock: "broken" })).faults).toBeGreaterThan(0);
  });

  it("shows a machine that nobody watches", async () => {
    expect((await torture({ ...normal, kills: 1_000, watched: false, patience: 1_000 })).hangs).toBe(1);
  });
});
