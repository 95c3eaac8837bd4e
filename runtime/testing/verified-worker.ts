// One worker of a test of the verifier: chooses its build, then does its part and says how it ended.
import { parentPort, workerData } from "node:worker_threads";
import { HEAD_WORD, TAIL_SHIFT } from "../lock/layout.js";
import { AT, OTHERS, PATIENT, TELL, type Part, type VerifiedJob } from "./verified-job.js";

const job = workerData as VerifiedJob;
if (job.verified) {
  const { configureVerifier } = await import("../verifier/index.js");
  configureVerifier({ hold: PATIENT, statistics: job.statistics ?? false });
}
const runtime = await import("../index.js");

const { buffer } = runtime.openArena(job.arena);
const counters = new Int32Array(buffer, AT.counters, 2);
const outer = new runtime.KSPIN_LOCK(buffer, AT.outer);
const inner = new runtime.KSPIN_LOCK(buffer, AT.inner);

const takeBoth = (first: typeof outer, second: typeof outer): void => {
  const oldIrql = runtime.KeAcquireSpinLock(first);
  runtime.KeAcquireSpinLockAtDpcLevel(second);
  runtime.KeReleaseSpinLockFromDpcLevel(second);
  runtime.KeReleaseSpinLock(first, oldIrql);
};

const ready = (): void => {
  Atomics.add(counters, TELL.ready, 1);
  Atomics.notify(counters, TELL.ready);
};

/** Takes the second lock when another worker holds a lock, too. */
const meetBetween = (first: typeof outer, second: typeof outer): void => {
  const oldIrql = runtime.KeAcquireSpinLock(first);
  ready();
  for (let there = 0; there < 2; there = Atomics.load(counters, TELL.ready))
    Atomics.wait(counters, TELL.ready, there, 100);
  runtime.KeAcquireSpinLockAtDpcLevel(second);
  runtime.KeReleaseSpinLockFromDpcLevel(second);
  runtime.KeReleaseSpinLock(first, oldIrql);
};

const parts: Readonly<Record<Part, () => void | Promise<void>>> = {
  "takes outer, inner": () => {
    takeBoth(outer, inner);
  },
  "takes inner, outer": () => {
    takeBoth(inner, outer);
  },
  "holds outer, meets, takes inner": () => {
    meetBetween(outer, inner);
  },
  "holds inner, meets, takes outer": () => {
    meetBetween(inner, outer);
  },
  "takes a lock again": () => {
    runtime.KeAcquireSpinLock(inner);
    runtime.KeAcquireSpinLock(inner);
  },
  "holds the lock, then restores a wrong level": () => {
    runtime.KeAcquireSpinLock(outer);
    Atomics.store(counters, TELL.held, 1);
    for (let there = 0; there < OTHERS; there = Atomics.load(counters, TELL.ready))
      Atomics.wait(counters, TELL.ready, there, 100);
    // Some sleep by then.
    runtime.KeStallExecutionProcessor(100_000);
    runtime.KeReleaseSpinLock(outer, runtime.APC_LEVEL);
  },
  "holds the lock until somebody waits": () => {
    const { index, words } = outer;
    const oldIrql = runtime.KeAcquireSpinLock(outer);
    Atomics.store(counters, TELL.held, 1);
    while (Atomics.load(words, index) >>> TAIL_SHIFT === Atomics.load(words, index + HEAD_WORD))
      runtime.KeStallExecutionProcessor(10);
    runtime.KeStallExecutionProcessor(3000);
    runtime.KeReleaseSpinLock(outer, oldIrql);
  },
  "waits for the lock": () => {
    while (Atomics.load(counters, TELL.held) === 0) Atomics.wait(counters, TELL.held, 0, 10);
    ready();
    runtime.KeReleaseSpinLock(outer, runtime.KeAcquireSpinLock(outer));
  },
  "waits for an event": () => {
    ready();
    runtime.KeWaitForSingleObject(new runtime.KEVENT(), runtime.Executive, runtime.KernelMode, false, null);
  },
  "is idle": () => {
    ready();
    runtime.idleProcessor(() => false);
  },
  "works on": () => {
    ready();
    for (;;) runtime.KeReleaseSpinLock(inner, runtime.KeAcquireSpinLock(inner));
  },
  "awaits with the lock": async () => {
    const oldIrql = runtime.KeAcquireSpinLock(inner);
    await Promise.resolve();
    runtime.KeReleaseSpinLock(inner, oldIrql);
  },
  "returns with the lock": async () => {
    runtime.KeAcquireSpinLock(inner);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },
  "throws through its finally": () => {
    const oldIrql = runtime.KeAcquireSpinLock(inner);
    try {
      runtime.KeAcquireSpinLock(inner);
    } finally {
      runtime.KeReleaseSpinLock(inner, oldIrql);
    }
  },
};

/** How a part ended: name and code of what it threw, and the report. */
const answer = async (): Promise<readonly [string, string, string]> => {
  try {
    if (job.system !== undefined) runtime.attachProcessor(job.system);
    await parts[job.part]();
    return ["done", "", ""];
  } catch (error) {
    const { name, code, report } = error as { name: string; code?: string; report?: string };
    return [name, code ?? String(error), report ?? ""];
  }
};

process.once("uncaughtException", (error) => {
  const { name, code, report } = error as Error & { code?: string; report?: string };
  parentPort?.postMessage([name, code ?? "", report ?? ""]);
});
parentPort?.postMessage(await answer());
