// One worker that waits for a lock and says how the wait ended.
import { parentPort, workerData } from "node:worker_threads";
import * as runtime from "../index.js";
import type { WaiterJob } from "./waiter-job.js";

const { arena, kernel, way } = workerData as WaiterJob;
const { buffer } = runtime.openArena(arena, kernel);
const lock = new runtime.KSPIN_LOCK(buffer, 64, { policy: way === "strictly queued" ? "strict" : "bounded" });
const readerWriter = new runtime.EX_SPIN_LOCK(buffer, 64);
const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));

const waits: Readonly<Record<WaiterJob["way"], () => void>> = {
  ordinary: () => runtime.KeAcquireSpinLock(lock),
  "strictly queued": () => {
    runtime.KeAcquireInStackQueuedSpinLock(lock, handle);
  },
  shared: () => runtime.ExAcquireSpinLockShared(readerWriter),
  exclusive: () => runtime.ExAcquireSpinLockExclusive(readerWriter),
};

const answer = (): readonly [string, number] => {
  try {
    waits[way]();
    return ["entered", runtime.KeGetCurrentIrql()];
  } catch (error) {
    return [error instanceof runtime.KernelError ? error.code : String(error), runtime.KeGetCurrentIrql()];
  }
};

parentPort?.postMessage(answer());
