// The checks of the runtime in one engine, on real workers. Each gives what it found, which must equal what is wanted.
import { Worker } from "node:worker_threads";

const tasks = new URL("tasks.mjs", import.meta.url);

/** Starts one worker for each job; their answers. */
const run = (runtime, ...jobs) =>
  Promise.all(
    jobs.map(
      (job) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(tasks, { workerData: { runtime, ...job } });
          const end = (settle) => (value) => {
            settle(value);
            void worker.terminate();
          };
          worker.once("message", end(resolve));
          worker.once("error", end(reject));
        }),
    ),
  );

const counted = async (address, family, kernels, rounds = 3000) => {
  const { createArena } = await import(address);
  const arena = createArena({ bytes: 1024, kernel: kernels.includes("wasm") ? "wasm" : "js" });
  const worked = await run(address, ...kernels.map((kernel) => ({ task: "count", arena, kernel, family, rounds })));
  return [new Int32Array(arena.buffer)[64], ...worked].join(" ");
};

const counting = (family, kernels) => ({
  name: `${family} lock, ${[...new Set(kernels)].join(" and ")}`,
  found: (address) => counted(address, family, kernels),
  wanted: [kernels.length * 3000, ...kernels].join(" "),
});

const families = ["ordinary", "queued", "strict", "reader/writer"];
const casts = [
  ["wasm", "wasm", "wasm"],
  ["js", "js", "js"],
  ["wasm", "js", "wasm", "js"],
];

const machine = async (address, bytes) => {
  const { createSystem } = await import(address);
  return { system: createSystem({ processors: 2 }), memory: new SharedArrayBuffer(bytes) };
};

const delivering = (how) => ({
  name: `DPC to a processor that is ${how}`,
  found: async (address) => {
    const stage = await machine(address, 256);
    const answers = await run(address, { task: "receive", ...stage, how }, { task: "send", ...stage, rounds: 50 });
    return answers.join(" ");
  },
  wanted: "0 50",
});

const misuse = async (address) => {
  const runtime = await import(address);
  const { buffer } = runtime.createArena({ bytes: 128 });
  const lock = new runtime.KSPIN_LOCK(buffer, 64);
  const code = (act) => {
    try {
      act();
      return "nothing";
    } catch (error) {
      return error.code;
    }
  };
  const codes = [code(() => runtime.KeAcquireSpinLockAtDpcLevel(lock)), code(() => runtime.KeLowerIrql(3))];
  const old = runtime.KeAcquireSpinLock(lock);
  codes.push(
    code(() => runtime.KeAcquireSpinLock(lock)),
    runtime.KeGetCurrentIrql(),
  );
  runtime.KeReleaseSpinLock(lock, old);
  runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
  codes.push(code(() => runtime.KeReleaseSpinLockFromDpcLevel(lock)));
  runtime.KeLowerIrql(old);
  return [...codes, runtime.KeGetCurrentIrql()].join(" ");
};

export const checks = [
  ...families.flatMap((family) => casts.map((kernels) => counting(family, kernels))),
  {
    name: "levels and misuse",
    found: misuse,
    wanted: "IRQL_TOO_LOW INVALID_IRQL SPIN_LOCK_RECURSION 2 SPIN_LOCK_NOT_OWNED 0",
  },
  ...["busy", "idle", "in its event loop"].map(delivering),
  {
    name: "interrupts of a device",
    found: async (address) => {
      const stage = await machine(address, 64);
      const jobs = ["serve", "interrupt"].map((task) => ({ task, ...stage, rounds: 50 }));
      return (await run(address, ...jobs)).join(" ");
    },
    wanted: "50 50",
  },
  {
    name: "events between workers",
    found: async (address) => {
      const { KEVENT, KeInitializeEvent, SynchronizationEvent } = await import(address);
      const stage = await machine(address, 128);
      for (const place of [0, 64]) KeInitializeEvent(new KEVENT(stage.memory, place), SynchronizationEvent, false);
      const jobs = [true, false].map((first) => ({ task: "play", ...stage, first, rounds: 100 }));
      return (await run(address, ...jobs)).join(" ");
    },
    wanted: "100 100",
  },
  {
    name: "timers, waits, work items, pool",
    found: async (address) => (await run(address, { task: "alone" }))[0],
    wanted: "timer's DPC at 2, 0, 258, work at 0, pool, true",
  },
];
