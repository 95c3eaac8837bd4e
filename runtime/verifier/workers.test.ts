// What only several workers show: orders seen by different ones, and that all of them stop. First the verifier.
import { statisticsOf } from "./index.js";
import { afterEach, describe, expect, it } from "vitest";
import * as runtime from "../index.js";
import { freshVerifier } from "../testing/fresh-verifier.js";
import { caught } from "../testing/mistakes.js";
import { runWorkers } from "../testing/real-workers.js";
import { AT, OTHERS, type Part, type VerifiedJob } from "../testing/verified-job.js";
import { CLASSES, HEADER, shared } from "./memory.js";

type Answer = readonly [name: string, code: string, report: string];

afterEach(freshVerifier);

const newJob = (
  part: Part,
  arena = runtime.createArena({ bytes: 512 }),
  system: runtime.KSYSTEM | undefined = runtime.createSystem({ processors: 4 }),
): VerifiedJob => ({ arena, system, part, verified: true });

const run = async (job: VerifiedJob): Promise<Answer> => {
  const [answer] = await runWorkers<Answer>("verified-worker", [job]);
  if (answer === undefined) throw new Error("no answer");
  return answer;
};

describe("the order of locks", () => {
  it("is one graph over all processors of a machine: the report shows both orders, each with its worker", async () => {
    const first = newJob("takes outer, inner");
    expect(await run(first)).toEqual(["done", "", ""]);
    const [name, code, report] = await run({ ...first, part: "takes inner, outer" });
    expect([name, code]).toEqual(["BugCheck", "LOCK_ORDER"]);
    expect(report).toMatch(/^bug check 0xC4 \(0x1001, 0x40, 0x0, 0x0\) DRIVER_VERIFIER_DETECTED_VIOLATION\n/);
    expect(report).toMatch(/holds, the outermost lock first\n {4}the lock at byte 128 of the arena/);
    expect(report).toMatch(
      /processor \d held the lock at byte 64 of the arena[\s\S]*and took the lock at byte 128 of the arena/,
    );
    expect(report.match(/at takeBoth /g)?.length).toBeGreaterThanOrEqual(3);
  });
});

describe("a deadlock", () => {
  it("is a bug check that names the circle and stops all, where the order of the locks was not known before", async () => {
    const arena = runtime.createArena({ bytes: 512 });
    const system = runtime.createSystem({ processors: 2, memories: [arena] });
    // No room for another lock: its order is not checked.
    shared.words[HEADER.classes] = CLASSES;
    const parts: readonly Part[] = ["holds outer, meets, takes inner", "holds inner, meets, takes outer"];
    const jobs = parts.map((part) => newJob(part, arena, system));
    const answers = await runWorkers<Answer>("verified-worker", jobs);
    expect(answers.map(([name, code]) => [name, code])).toEqual(parts.map(() => ["BugCheck", "SPIN_LOCK_DEADLOCK"]));
    const [first = "", second = ""] = answers
      .map(([, , report]) => report)
      .sort((one, other) => one.length - other.length);
    expect(first).toMatch(/^bug check 0xC4 \(0x1001, 0x(40|80), 0x0, 0x0\) DRIVER_VERIFIER_DETECTED_VIOLATION\n/);
    const text = first.replace(/\s+/g, " ");
    for (const waits of ["processor 0 waits for the lock at byte", "processor 1 waits for the lock at byte"])
      expect(text).toContain(waits);
    expect(text).toContain("found before the program runs by lock-order-inversion");
    expect(second).toMatch(/\nthis worker, processor \d, was stopped by that$/);
  });
});

describe("statistics", () => {
  it("count over all workers, and tell how long somebody waited", async () => {
    const job = { ...newJob("holds the lock until somebody waits"), statistics: true };
    const answers = await runWorkers<Answer>("verified-worker", [job, { ...job, part: "waits for the lock" }]);
    expect(answers).toEqual([
      ["done", "", ""],
      ["done", "", ""],
    ]);
    const lock = new runtime.KSPIN_LOCK(job.arena.buffer, AT.outer);
    expect(statisticsOf(lock)).toMatchObject({ byteOffset: AT.outer, acquisitions: 2, contentions: 1 });
    expect(statisticsOf(lock).longestWait).toBeGreaterThanOrEqual(3000);
    expect(statisticsOf(lock).longestHold).toBeGreaterThanOrEqual(3000);
  });
});

describe("a violation by one worker", () => {
  it("stops all others, that wait, sleep, are idle or work", async () => {
    const job = newJob(
      "holds the lock, then restores a wrong level",
      undefined,
      runtime.createSystem({ processors: 5 }),
    );
    const parts: readonly Part[] = ["waits for the lock", "waits for an event", "is idle", "works on"];
    expect(parts).toHaveLength(OTHERS);
    const jobs = parts.map((part): VerifiedJob => ({ ...job, part }));
    const [first, ...others] = await runWorkers<Answer>("verified-worker", [job, ...jobs]);
    expect(first?.slice(0, 2)).toEqual(["BugCheck", "WRONG_IRQL_RESTORED"]);
    expect(first?.[2]).toMatch(/^bug check 0xC4 \(0x20015, /);
    for (const [name, code, report] of others) {
      expect([name, code]).toEqual(["BugCheck", "WRONG_IRQL_RESTORED"]);
      expect(report).toContain(first?.[2]);
      expect(report).toMatch(/\nthis worker, processor \d, was stopped by that$/);
    }
  });

  it("stops what loaded the verifier in this process, without a machine", async () => {
    // A memory of its own is handed on to workers only by a machine.
    const [name, code] = await run(newJob("takes a lock again"));
    expect([name, code]).toEqual(["BugCheck", "SPIN_LOCK_RECURSION"]);
    expect(caught(() => runtime.KeRaiseIrql(2)).code).toBe("SPIN_LOCK_RECURSION");
  });

  it("comes out of a `finally` that releases as the same bug check", async () => {
    expect((await run(newJob("throws through its finally"))).slice(0, 2)).toEqual(["BugCheck", "SPIN_LOCK_RECURSION"]);
  });
});

describe("the event loop at raised level", () => {
  it.each(["awaits with the lock", "returns with the lock"] as const)("is a bug check: who %s", async (part) => {
    const [name, code, report] = await run(newJob(part));
    expect([name, code]).toEqual(["BugCheck", "RAISED_IN_EVENT_LOOP"]);
    expect(report).toMatch(/^bug check 0xC8 \(0x20000, 0x0, 0x0, 0x0\) IRQL_UNEXPECTED_VALUE\n/);
    expect(report).toMatch(
      /the lock at byte 128 of the arena, ordinary: `KeAcquireSpinLock` at PASSIVE_LEVEL\n {8}at /,
    );
    expect(report).toContain("found before the program runs by suspend-at-dispatch");
  });
});

describe("a machine", () => {
  it("is for one build: a worker with the free one is refused", async () => {
    const [name, code] = await run({ ...newJob("takes outer, inner"), verified: false });
    expect([name, code]).toEqual(["KernelError", "OTHER_BUILD"]);
  });

  it("refuses a verifying worker where it was made by the free build", async () => {
    const { verifier, ...free } = runtime.createSystem({ processors: 1 });
    expect(verifier).toBe(shared.buffer);
    const [name, code] = await run(newJob("takes outer, inner", undefined, free));
    expect([name, code]).toEqual(["KernelError", "OTHER_BUILD"]);
  });
});
