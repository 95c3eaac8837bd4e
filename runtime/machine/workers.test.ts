import { describe, expect, it } from "vitest";
import {
  KLOCK_QUEUE_HANDLE,
  KSPIN_LOCK,
  KeAcquireInStackQueuedSpinLock,
  KeReleaseInStackQueuedSpinLock,
} from "../index.js";
import {
  KDPC,
  KEVENT,
  KeInitializeDpc,
  KeInitializeEvent,
  KeInsertQueueDpc,
  KeSetTargetProcessorDpc,
} from "../index.js";
import { SynchronizationEvent, attachProcessor, createSystem, detachProcessor, type KSYSTEM } from "../index.js";
import { ticketOf } from "../lock/layout.js";
import { COUNTER, MACHINE_BYTES, PLACE, type MachineJob, type Task } from "../testing/machine-job.js";
import { answerOf, runWorkers, startWorker } from "../testing/real-workers.js";

interface Stage {
  readonly system: KSYSTEM;
  readonly memory: SharedArrayBuffer;
  readonly counters: Int32Array;
  readonly run: <Answer>(rounds: number, ...tasks: Task[]) => Promise<Answer[]>;
}

const stage = (processors = 2): Stage => {
  const system = createSystem({ processors });
  const memory = new SharedArrayBuffer(MACHINE_BYTES);
  const run = <Answer>(rounds: number, ...tasks: Task[]): Promise<Answer[]> =>
    runWorkers<Answer>(
      "machine-worker",
      tasks.map((task, turn): MachineJob => ({ system, memory, task, rounds, turn })),
    );
  return { system, memory, counters: new Int32Array(memory, PLACE.counters), run };
};

describe("a machine of real workers", () => {
  it("serves every interrupt of a device that is no processor, and its DPC", async () => {
    const { counters, run } = stage();
    await run(500, "driver", "device");
    expect([counters[COUNTER.served], counters[COUNTER.ran]]).toEqual([500, 500]);
  });

  it("runs every DPC that another processor sends, with its arguments, at DISPATCH_LEVEL", async () => {
    const { counters, run } = stage();
    await run(2000, "busy receiver", "sender");
    expect([counters[COUNTER.ran], counters[COUNTER.sum]]).toEqual([2000, 2000 * 2001]);
  });

  it("wakes waiters of an event on another processor, without loss", async () => {
    const { counters, memory, run } = stage();
    for (const place of [PLACE.ping, PLACE.pong])
      KeInitializeEvent(new KEVENT(memory, place), SynchronizationEvent, false);
    await run(500, "ping", "pong");
    expect(counters[COUNTER.ran]).toBe(500);
  });

  it("flushes: DPCs sent before have run when `KeFlushQueuedDpcs` returns", async () => {
    const { run } = stage();
    expect(await run<number>(100, "flusher", "idle receiver")).toEqual([0, 0]);
  });

  it("delivers to a processor that stands idle in its event loop", async () => {
    const { counters, memory, system } = stage();
    const job: MachineJob = { system, memory, task: "event loop receiver", rounds: 1 };
    const worker = startWorker("machine-worker", job);
    try {
      await answerOf(worker);
      attachProcessor(system, 0);
      const dpc = new KDPC(memory, PLACE.dpc);
      KeInitializeDpc(dpc, () => undefined);
      KeSetTargetProcessorDpc(dpc, 1);
      for (let round = 1; round <= 20; round++) {
        expect(KeInsertQueueDpc(dpc, round, -round)).toBe(true);
        for (let tries = 0; Atomics.load(counters, COUNTER.ran) < round && tries < 1000; tries++)
          Atomics.wait(counters, COUNTER.ran, round - 1, 10);
        expect(Atomics.load(counters, COUNTER.ran)).toBe(round);
      }
      expect(counters[COUNTER.sum]).toBe(20 * 21);
    } finally {
      detachProcessor();
      await worker.terminate();
    }
  });
});

describe("order of a queued lock", () => {
  it("is the order in which workers were let arrive, one after the other", async () => {
    const rounds = 50;
    const workers = 4;
    const { counters, memory, run } = stage(workers);
    const lock = new KSPIN_LOCK(memory, PLACE.lock, { policy: "strict" });
    const handle = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES));
    const arrived = (): number => ticketOf(Atomics.load(lock.words, lock.index));
    const answers = run<number[]>(rounds, "arrive", "arrive", "arrive", "arrive");
    for (let round = 1; round <= rounds; round++) {
      KeAcquireInStackQueuedSpinLock(lock, handle);
      Atomics.store(counters, COUNTER.ready, round);
      for (let turn = 0; turn < workers; turn++) {
        // `done` lets exactly one more worker call the acquire; the lock's tail shows when it stands in the queue.
        const before = arrived();
        Atomics.store(counters, COUNTER.done, (round - 1) * workers + turn);
        while (arrived() === before) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      KeReleaseInStackQueuedSpinLock(handle);
      while (Atomics.load(counters, COUNTER.ran) < round * workers) Atomics.wait(counters, COUNTER.ran, 0, 1);
    }
    const expected = (turn: number): number[] => Array.from({ length: rounds }, (_, round) => round * workers + turn);
    expect(await answers).toEqual([0, 1, 2, 3].map(expected));
  });
});
