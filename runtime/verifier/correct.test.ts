// Correct programs: the verifier says nothing. First the verifier, then the runtime that it changes.
import { allStatistics, configureVerifier, statisticsOf, uncheckedOrders } from "./index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as runtime from "../index.js";
import { freshVerifier } from "../testing/fresh-verifier.js";
import { COUNTER, MACHINE_BYTES, PLACE, type MachineJob, type Task } from "../testing/machine-job.js";
import { lockAt, newExLock, newHandle } from "../testing/mistakes.js";
import { runWorkers } from "../testing/real-workers.js";
import { AT_WORD, STRESS_BYTES, type Family, type StressJob, type StressResult } from "../testing/stress-job.js";
import { held } from "./holds.js";
import { HEADER, shared } from "./memory.js";

const ENTRY = "verified-entry-worker";

const initialize = (): void => {
  for (let place = 0; place < 16; place++) runtime.KeInitializeSpinLock(lockAt(place));
};

beforeEach(() => {
  freshVerifier();
  initialize();
});
afterEach(freshVerifier);

const PROGRAMS: Readonly<Record<string, () => void>> = {
  "nested locks, each with its level": () => {
    const outer = runtime.KeAcquireSpinLock(lockAt(0));
    const inner = runtime.KeAcquireSpinLock(lockAt(1));
    runtime.KeAcquireSpinLockAtDpcLevel(lockAt(2));
    runtime.KeReleaseSpinLockFromDpcLevel(lockAt(2));
    runtime.KeReleaseSpinLock(lockAt(1), inner);
    runtime.KeReleaseSpinLock(lockAt(0), outer);
  },
  "hand over hand, the outer lock first with the inner one's level": () => {
    const outer = runtime.KeAcquireSpinLock(lockAt(0));
    const inner = runtime.KeAcquireSpinLock(lockAt(1));
    runtime.KeReleaseSpinLock(lockAt(0), inner);
    const third = runtime.KeAcquireSpinLock(lockAt(2));
    runtime.KeReleaseSpinLock(lockAt(1), third);
    runtime.KeReleaseSpinLock(lockAt(2), outer);
  },
  "hand over hand at DISPATCH_LEVEL": () => {
    const oldIrql = runtime.KeRaiseIrqlToDpcLevel();
    runtime.KeAcquireSpinLockAtDpcLevel(lockAt(0));
    runtime.KeAcquireSpinLockAtDpcLevel(lockAt(1));
    runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
    runtime.KeReleaseSpinLockFromDpcLevel(lockAt(1));
    runtime.KeLowerIrql(oldIrql);
  },
  "another object over the same bytes releases": () => {
    runtime.KeReleaseSpinLock(lockAt(3), runtime.KeAcquireSpinLock(lockAt(3)));
  },
  "a try against the order, with both of its releases": () => {
    const oldIrql = runtime.KeRaiseIrqlToDpcLevel();
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      runtime.KeAcquireSpinLockAtDpcLevel(lockAt(first));
      expect(runtime.KeTryToAcquireSpinLockAtDpcLevel(lockAt(second))).toBe(true);
      runtime.KeReleaseSpinLock(lockAt(second), runtime.DISPATCH_LEVEL);
      runtime.KeReleaseSpinLockFromDpcLevel(lockAt(first));
    }
    runtime.KeLowerIrql(oldIrql);
  },
  "one order, then the other after a new initialisation": () => {
    const both = (first: number, second: number): void => {
      const oldIrql = runtime.KeAcquireSpinLock(lockAt(first));
      runtime.KeAcquireSpinLockAtDpcLevel(lockAt(second));
      runtime.KeReleaseSpinLockFromDpcLevel(lockAt(second));
      runtime.KeReleaseSpinLock(lockAt(first), oldIrql);
    };
    both(0, 1);
    initialize();
    both(1, 0);
    initialize();
  },
  "queued locks through their handles": () => {
    const [outer, inner] = [newHandle(), newHandle()];
    runtime.KeAcquireInStackQueuedSpinLock(lockAt(4), outer);
    runtime.KeAcquireInStackQueuedSpinLockAtDpcLevel(lockAt(5), inner);
    runtime.KeReleaseInStackQueuedSpinLockFromDpcLevel(inner);
    runtime.KeReleaseInStackQueuedSpinLock(outer);
    runtime.KeAcquireInStackQueuedSpinLockForDpc(lockAt(4), outer);
    runtime.KeReleaseInStackQueuedSpinLockForDpc(outer);
  },
  "a reader that becomes the writer": () => {
    const lock = newExLock();
    const oldIrql = runtime.ExAcquireSpinLockShared(lock);
    expect(runtime.ExTryConvertSharedSpinLockExclusive(lock)).toBe(true);
    runtime.ExReleaseSpinLockExclusive(lock, oldIrql);
    runtime.ExReleaseSpinLockShared(lock, runtime.ExAcquireSpinLockShared(lock));
  },
  "the cancel lock, and raises in raises": () => {
    const passive = runtime.KeRaiseIrql(1);
    runtime.IoReleaseCancelSpinLock(runtime.IoAcquireCancelSpinLock());
    const apc = runtime.KeRaiseIrql(5);
    runtime.KeLowerIrql(runtime.KeRaiseIrql(9));
    runtime.KeLowerIrql(apc);
    runtime.KeLowerIrql(passive);
  },
  "an interrupt that comes under a lock, its DPC, a threaded DPC": () => {
    const [dpc, threaded] = [new runtime.KDPC(), new runtime.KDPC()];
    const log: string[] = [];
    runtime.KeInitializeDpc(dpc, () => {
      runtime.KeAcquireSpinLockAtDpcLevel(lockAt(6));
      runtime.KeReleaseSpinLockFromDpcLevel(lockAt(6));
      runtime.KeInsertQueueDpc(threaded);
      log.push("dpc");
    });
    runtime.KeInitializeThreadedDpc(threaded, () => {
      runtime.KeReleaseSpinLockForDpc(lockAt(6), runtime.KeAcquireSpinLockForDpc(lockAt(6)));
      log.push("threaded");
    });
    const interrupt = runtime.IoConnectInterrupt(() => runtime.KeInsertQueueDpc(dpc), null, null, 2, 7);
    const oldIrql = runtime.KeAcquireSpinLock(lockAt(6));
    runtime.KeSynchronizeExecution(interrupt, () => runtime.requestInterrupt(interrupt.system, 2));
    runtime.KeReleaseSpinLock(lockAt(6), oldIrql);
    runtime.IoDisconnectInterrupt(interrupt);
    expect(log).toEqual(["dpc", "threaded"]);
  },
};

describe("a correct program", () => {
  it.each(Object.entries(PROGRAMS))("is silent: %s", async (_name, work) => {
    for (let round = 0; round < 3; round++) work();
    expect([runtime.KeGetCurrentIrql(), held.depth, held.raiseDepth]).toEqual([0, 0, 0]);
    await Promise.resolve();
    expect([shared.words[HEADER.stop], uncheckedOrders()]).toEqual([0, 0]);
  });
});

describe("statistics", () => {
  it("tell of a lock how often it was taken and how long it was held", () => {
    configureVerifier({ statistics: true });
    for (let count = 0; count < 100; count++)
      runtime.KeReleaseSpinLock(lockAt(1), runtime.KeAcquireSpinLock(lockAt(1)));
    const oldIrql = runtime.KeAcquireSpinLock(lockAt(2));
    runtime.KeStallExecutionProcessor(3000);
    runtime.KeReleaseSpinLock(lockAt(2), oldIrql);
    expect(statisticsOf(lockAt(1))).toMatchObject({
      byteOffset: 64,
      acquisitions: 100,
      contentions: 0,
      longestWait: 0,
    });
    expect(statisticsOf(lockAt(2)).longestHold).toBeGreaterThanOrEqual(3000);
    expect(allStatistics().map(({ byteOffset }) => byteOffset)).toEqual([64, 128]);
  });
});

describe("real workers under the verifier", () => {
  it.each(["ordinary", "at-dpc-level", "try", "queued", "strictly queued", "reader-writer"] as const)(
    "exclude each other, without a bug check: %s",
    async (family: Family) => {
      const arena = runtime.createArena({ bytes: STRESS_BYTES });
      const jobs = (["wasm", "js", "wasm"] as const).map((kernel) => {
        const job: StressJob = { arena, kernel, family, workers: 3, acquisitions: 5000 };
        return { ...job, entry: "./stress-worker.js" };
      });
      const results = await runWorkers<StressResult>(ENTRY, jobs);
      expect(results.map(({ overlaps }) => overlaps)).toEqual([0, 0, 0]);
      expect(new Int32Array(arena.buffer)[AT_WORD.first]).toBe(15_000);
      expect(shared.words[HEADER.stop]).toBe(0);
    },
  );

  const machines: readonly (readonly Task[])[] = [
    ["driver", "device"],
    ["busy receiver", "sender"],
    ["ping", "pong"],
    ["flusher", "idle receiver"],
  ];
  it.each(machines)("are a machine, without a bug check: %s, %s", async (...tasks) => {
    const system = runtime.createSystem({ processors: 2 });
    const memory = new SharedArrayBuffer(MACHINE_BYTES);
    for (const place of [PLACE.ping, PLACE.pong])
      runtime.KeInitializeEvent(new runtime.KEVENT(memory, place), runtime.SynchronizationEvent, false);
    const jobs = tasks.map((task, turn): MachineJob => ({ system, memory, task, rounds: 200, turn }));
    await runWorkers(
      ENTRY,
      jobs.map((job) => ({ ...job, entry: "./machine-worker.js" })),
    );
    expect(new Int32Array(memory, PLACE.counters)[COUNTER.ran]).toBe(200);
    expect(shared.words[HEADER.stop]).toBe(0);
  });
});
