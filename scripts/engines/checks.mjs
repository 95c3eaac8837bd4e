// The checks of the runtime in one engine, on real workers. Each gives what it found, which must equal what is wanted.
// `host`: where the built runtime lies (`runtime`), how a worker does a task (`run`), and how this thread does (`perform`).

const start = ({ runtime, run }, ...jobs) => Promise.all(jobs.map((job) => run({ runtime, ...job })));
const startBeside = async (host, job, ...others) => {
  const answers = start(host, ...others);
  return [await host.perform({ runtime: host.runtime, ...job }), ...(await answers)].join(" ");
};

const ROUNDS = 3000;

const counted = async (host, family, kernels, here) => {
  const { createArena } = await import(host.runtime);
  const arena = createArena({ bytes: 1024, kernel: kernels.includes("wasm") ? "wasm" : "js" });
  const parties = kernels.length + here.length;
  const jobOf = (kernel) => ({ task: "count", arena, kernel, family, rounds: ROUNDS, parties });
  const workers = start(host, ...kernels.map(jobOf));
  for (const way of here) await host.perform({ runtime: host.runtime, ...jobOf("js"), ...way });
  const used = await workers;
  return [new Int32Array(arena.buffer)[64], ...used].join(" ");
};

const counting = (family, kernels, here = [], where = "") => ({
  name: `${family} lock, ${[...new Set(kernels)].join(" and ")}${where}`,
  found: (host) => counted(host, family, kernels, here),
  wanted: [kernels.length * ROUNDS + here.reduce((sum, { rounds }) => sum + rounds, 0), ...kernels].join(" "),
});

const families = ["ordinary", "queued", "strict", "reader/writer"];
const casts = [
  ["wasm", "wasm", "wasm"],
  ["js", "js", "js"],
  ["wasm", "js", "wasm", "js"],
];

const machine = async ({ runtime }, bytes) => {
  const { createSystem } = await import(runtime);
  return { system: createSystem({ processors: 2 }), memory: new SharedArrayBuffer(bytes) };
};

const delivering = (how) => ({
  name: `DPC to a processor that is ${how}`,
  found: async (host) => {
    const stage = await machine(host, 256);
    const answers = await start(host, { task: "receive", ...stage, how }, { task: "send", ...stage, rounds: 50 });
    return answers.join(" ");
  },
  wanted: "0 50",
});

const twoEvents = async (host) => {
  const { KEVENT, KeInitializeEvent, SynchronizationEvent } = await import(host.runtime);
  const stage = await machine(host, 128);
  for (const place of [0, 64]) KeInitializeEvent(new KEVENT(stage.memory, place), SynchronizationEvent, false);
  return stage;
};

/** What the thread does that starts the workers: in a browser the window, which may not block. */
const here = [
  ...families.map((family) => counting(family, ["wasm", "js"], [{ rounds: ROUNDS }], ", and this thread")),
  counting(
    "ordinary",
    ["wasm", "js"],
    [{ family: "asynchronous", rounds: 300 }],
    ", and `withSpinLockAsync` in this thread",
  ),
  {
    name: "DPC to this thread",
    found: async (host) => {
      const stage = await machine(host, 256);
      const receive = { task: "receive", ...stage, how: "in its event loop" };
      return startBeside(host, receive, { task: "send", ...stage, rounds: 50 });
    },
    wanted: "0 50",
  },
  {
    name: "interrupts of a device to this thread",
    found: async (host) => {
      const stage = await machine(host, 64);
      const serve = { task: "serve", ...stage, rounds: 50, how: "in its event loop" };
      return startBeside(host, serve, { task: "interrupt", ...stage, rounds: 50 });
    },
    wanted: "50 50",
  },
  {
    name: "events between a worker and this thread",
    found: async (host) => {
      const job = { task: "play", ...(await twoEvents(host)), rounds: 100 };
      return startBeside(host, { ...job, first: true, how: "in its event loop" }, { ...job, first: false });
    },
    wanted: "100 100",
  },
  {
    name: "timers and waits of this thread",
    found: (host) => host.perform({ runtime: host.runtime, task: "aloneAsync" }),
    wanted: "timer's DPC at 2, 0, 258, 258, 0, true",
  },
];

const misuse = async (host) => {
  const runtime = await import(host.runtime);
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

const common = [
  ...families.flatMap((family) => casts.map((kernels) => counting(family, kernels))),
  ...["busy", "idle", "in its event loop"].map(delivering),
  {
    name: "interrupts of a device",
    found: async (host) => {
      const stage = await machine(host, 64);
      const jobs = ["serve", "interrupt"].map((task) => ({ task, ...stage, rounds: 50, how: "idle" }));
      return (await start(host, ...jobs)).join(" ");
    },
    wanted: "50 50",
  },
  {
    name: "events between workers",
    found: async (host) => {
      const stage = await twoEvents(host);
      const jobs = [true, false].map((first) => ({ task: "play", ...stage, first, rounds: 100, how: "blocking" }));
      return (await start(host, ...jobs)).join(" ");
    },
    wanted: "100 100",
  },
  {
    name: "timers, waits, work items, pool",
    found: async (host) => (await start(host, { task: "alone" }))[0],
    wanted: "timer's DPC at 2, 0, 258, work at 0, pool, true",
  },
  ...here,
];

/** Of the free build. */
export const checks = [
  ...common,
  {
    name: "levels and misuse",
    found: misuse,
    wanted: "IRQL_TOO_LOW INVALID_IRQL SPIN_LOCK_RECURSION 2 SPIN_LOCK_NOT_OWNED 0",
  },
];

const stopped = ["waits for the lock", "waits for an event", "is idle", "works on"];
const bugCheck = "BugCheck WRONG_IRQL_RESTORED 196 131093";

/** Of the verifier build: correct programs run silently, and one mistake stops all workers. The stop comes last: nothing runs after it. */
export const verifierChecks = [
  ...common,
  {
    name: "a bug check stops all workers",
    found: async (host) => {
      const { createArena, createSystem } = await import(host.runtime);
      const stage = { system: createSystem({ processors: 1 + stopped.length }), arena: createArena({ bytes: 1024 }) };
      const others = stopped.map((how) => ({ task: "isStopped", ...stage, how }));
      return (await start(host, { task: "breaksRule", ...stage, others: others.length }, ...others)).join(", ");
    },
    wanted: [bugCheck, ...stopped.map(() => bugCheck)].join(", "),
  },
];
