// One processor of a watched machine: takes locks as it is told, and ends as it is told.
import { parentPort, workerData } from "node:worker_threads";
import * as runtime from "../index.js";
import { FLAGS_LINE, IN_BUFFER, type Act, type WatchedAnswer, type WatchedJob } from "./watched-job.js";

const { script, arena, buffer, kernel, number, system } = workerData as WatchedJob;
runtime.openArena(arena, kernel);
runtime.attachProcessor(system, number);

const flags = new Int32Array(arena.buffer, FLAGS_LINE * 64);
const gives: (() => void)[] = [];

const placeOf = (lock: number): [SharedArrayBuffer, number] =>
  lock < IN_BUFFER ? [arena.buffer, lock * 64] : [buffer, (lock - IN_BUFFER) * 64];

const giveBack = (): void => {
  for (let give = gives.pop(); give !== undefined; give = gives.pop()) give();
};

const queue = (lock: number, policy: "bounded" | "strict"): void => {
  const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));
  runtime.KeAcquireInStackQueuedSpinLock(new runtime.KSPIN_LOCK(...placeOf(lock), { policy }), handle);
  gives.push(() => {
    runtime.KeReleaseInStackQueuedSpinLock(handle);
  });
};

/** Takes a lock and notes how it is given back. */
const hold = <Lock>(lock: Lock, take: (lock: Lock) => number, give: (lock: Lock, oldIrql: number) => void): void => {
  const oldIrql = take(lock);
  gives.push(() => {
    give(lock, oldIrql);
  });
};

const { ExAcquireSpinLockExclusive, ExAcquireSpinLockShared, ExReleaseSpinLockExclusive, ExReleaseSpinLockShared } =
  runtime;

const acts: Readonly<Record<Act[0], (argument: number) => void>> = {
  ordinary: (lock) => {
    hold(new runtime.KSPIN_LOCK(...placeOf(lock)), runtime.KeAcquireSpinLock, runtime.KeReleaseSpinLock);
  },
  queued: (lock) => {
    queue(lock, "bounded");
  },
  "strictly queued": (lock) => {
    queue(lock, "strict");
  },
  shared: (lock) => {
    hold(new runtime.EX_SPIN_LOCK(...placeOf(lock)), ExAcquireSpinLockShared, ExReleaseSpinLockShared);
  },
  exclusive: (lock) => {
    hold(new runtime.EX_SPIN_LOCK(...placeOf(lock)), ExAcquireSpinLockExclusive, ExReleaseSpinLockExclusive);
  },
  "cancel lock": () => {
    hold(null, runtime.IoAcquireCancelSpinLock, (_none, oldIrql) => {
      runtime.IoReleaseCancelSpinLock(oldIrql);
    });
  },
  throw: () => {
    throw new Error("ends here");
  },
  "process.exit": () => {
    process.exit(0);
  },
  hang: () => {
    Atomics.wait(flags, 15, 0);
  },
  sleep: (milliseconds) => {
    Atomics.wait(flags, 15, 0, milliseconds);
  },
  "give back": giveBack,
  answer: () => {
    parentPort?.postMessage("here");
  },
  raise: (flag) => {
    Atomics.store(flags, flag, 1);
    Atomics.notify(flags, flag);
  },
  await: (flag) => {
    Atomics.wait(flags, flag, 0);
  },
};

const answer = (): WatchedAnswer => {
  try {
    for (const [kind, argument = 0] of script) acts[kind](argument);
    giveBack();
    return { code: "done", message: "", cycle: [], irql: runtime.KeGetCurrentIrql() };
  } catch (error) {
    if (!(error instanceof runtime.KernelError)) throw error;
    giveBack();
    const cycle = (error.cause ?? []) as readonly runtime.DeadlockedWait[];
    return {
      code: error.code,
      message: error.message,
      cycle: cycle.map(({ processor, byteOffset }) => [processor, byteOffset] as const),
      irql: runtime.KeGetCurrentIrql(),
    };
  }
};

parentPort?.postMessage(answer());
