import { afterEach, describe, expect, it } from "vitest";
import { cpu } from "../cpu.js";
import * as runtime from "../index.js";
import { onLongWait, spinSlice } from "../kernel/host.js";
import { answerOf, startWorker } from "../testing/real-workers.js";
import type { WaiterJob } from "../testing/waiter-job.js";
import { abandonLock } from "./abandon.js";

const DEAD = 5;
const abandoned: unknown = expect.objectContaining({ name: "KernelError", code: "SPIN_LOCK_ABANDONED" });

/** What a worker does that is then dead. */
const asDead = (work: () => void): void => {
  const { id } = cpu;
  cpu.id = DEAD;
  try {
    work();
  } finally {
    cpu.id = id;
    runtime.KeLowerIrql(0);
  }
};

afterEach(() => {
  onLongWait(() => undefined);
  expect(runtime.KeGetCurrentIrql()).toBe(0);
});

const holdAs: Readonly<Record<WaiterJob["way"], (buffer: SharedArrayBuffer) => void>> = {
  ordinary: (buffer) => runtime.KeAcquireSpinLock(new runtime.KSPIN_LOCK(buffer, 64)),
  "strictly queued": (buffer) => {
    runtime.KeAcquireInStackQueuedSpinLock(
      new runtime.KSPIN_LOCK(buffer, 64, { policy: "strict" }),
      new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64)),
    );
  },
  shared: (buffer) => runtime.ExAcquireSpinLockExclusive(new runtime.EX_SPIN_LOCK(buffer, 64)),
  exclusive: (buffer) => runtime.ExAcquireSpinLockShared(new runtime.EX_SPIN_LOCK(buffer, 64)),
};

const ways = Object.keys(holdAs) as WaiterJob["way"][];

describe("workers that wait for a lock that is abandoned", () => {
  it.each(ways)("all throw, at the level at which they came (%s)", async (way) => {
    const arena = runtime.createArena({ bytes: 128 });
    asDead(() => {
      holdAs[way](arena.buffer);
    });
    const workers = (["wasm", "js", "wasm"] as const).map((kernel) =>
      startWorker("waiter-worker", { arena, kernel, way } satisfies WaiterJob),
    );
    const answers = Promise.all(workers.map((worker) => answerOf<readonly [string, number]>(worker)));
    // Some sleep by then, some are still to come.
    await new Promise((resolve) => setTimeout(resolve, 150));
    abandonLock(new Int32Array(arena.buffer), 16, DEAD);
    expect(await answers).toEqual(workers.map(() => ["SPIN_LOCK_ABANDONED", 0]));
    await Promise.all(workers.map((worker) => worker.terminate()));
  });
});

describe("an abandoned lock", () => {
  const newLock = (): runtime.KSPIN_LOCK => new runtime.KSPIN_LOCK(runtime.createArena({ bytes: 128 }).buffer, 64);

  it("refuses every routine, says who died and what to do, until it is initialised again", () => {
    const lock = newLock();
    asDead(() => runtime.KeAcquireSpinLock(lock));
    abandonLock(lock.words, lock.index, DEAD);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(abandoned);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(/byte 64 .* processor 4 ended .*`KeInitializeSpinLock`/);
    const oldIrql = runtime.KeRaiseIrql(2);
    expect(() => runtime.KeTryToAcquireSpinLockAtDpcLevel(lock)).toThrow(abandoned);
    expect(() => {
      runtime.KeAcquireSpinLockAtDpcLevel(lock);
    }).toThrow(abandoned);
    runtime.KeLowerIrql(oldIrql);
    runtime.KeInitializeSpinLock(lock);
    runtime.KeReleaseSpinLock(lock, runtime.KeAcquireSpinLock(lock));
  });

  it("can still be released by its owner where a waiter died", () => {
    const lock = newLock();
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    abandonLock(lock.words, lock.index, DEAD);
    runtime.KeReleaseSpinLock(lock, oldIrql);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(abandoned);
  });

  it("does not let a reader become the writer", () => {
    const lock = new runtime.EX_SPIN_LOCK(new SharedArrayBuffer(64));
    const oldIrql = runtime.ExAcquireSpinLockShared(lock);
    abandonLock(lock.words, lock.index, DEAD);
    expect(runtime.ExTryConvertSharedSpinLockExclusive(lock)).toBe(false);
    expect(() => runtime.ExTryAcquireSpinLockSharedAtDpcLevel(lock)).toThrow(abandoned);
    runtime.ExReleaseSpinLockShared(lock, oldIrql);
  });
});

describe("a worker's own watch", () => {
  const acquire: Readonly<Record<WaiterJob["way"], (buffer: SharedArrayBuffer) => void>> = {
    ...holdAs,
    shared: holdAs.exclusive,
    exclusive: holdAs.shared,
  };
  const cases = ways.flatMap((way) => (["js", "wasm"] as const).map((kernel) => [way, kernel] as const));

  it.each(cases)("is asked after a slice of sleep and may find the owner dead (%s, %s)", (way, kernel) => {
    const { buffer } = runtime.createArena({ bytes: 128, kernel });
    asDead(() => {
      holdAs[way](buffer);
    });
    onLongWait((words, index) => {
      abandonLock(words, index, DEAD);
    });
    expect(() => {
      acquire[way](buffer);
    }).toThrow(abandoned);
  });
});

describe("a thread that may not sleep", () => {
  it("looks around as often as one that sleeps", () => {
    let now = 1000;
    const wait = spinSlice(() => now);
    const outcomes = [0, 1, 98, 1, 50, 50].map((passed) => {
      now += passed;
      return wait(new Int32Array(1), 0, 0);
    });
    expect(outcomes).toEqual([2, 1, 1, 2, 1, 2]);
  });
});
