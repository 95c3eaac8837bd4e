// What only a browser shows: a window that may not block, workers whose end is no event, pages that are not isolated, policies.

const codeOf = (act) => {
  try {
    act();
    return "nothing";
  } catch (error) {
    return error.code ?? String(error);
  }
};

const blocking = (runtime) => [
  () => runtime.KeWaitForSingleObject(new runtime.KEVENT(), 0, 0, false, null),
  () => runtime.KeDelayExecutionThread(0, false, -10_000),
  () => runtime.idleProcessor(() => false),
  () => runtime.KeFlushQueuedDpcs(),
];

const newWorker = () => new Worker(new URL("dying-worker.mjs", import.meta.url), { type: "module" });

const told = (worker) => new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));

/** One worker holds a lock and ends as `end` says; one waits for the lock. What the waiter got, and the window after it. */
const deathOf = async ({ runtime: address }, end) => {
  const runtime = await import(address);
  const arena = runtime.createArena({ bytes: 1024 });
  const system = runtime.createSystem({ processors: 2, memories: [arena] });
  const start = (task) =>
    runtime.startProcessor(system, (first) => {
      const worker = newWorker();
      worker.postMessage({ runtime: address, ...first, arena, how: task });
      return worker;
    });
  const holder = start("holds");
  await told(holder);
  const waiter = start("waits");
  await told(waiter);
  await new Promise((resolve) => setTimeout(resolve, 50));
  end(holder);
  const answer = await told(waiter);
  waiter.terminate();
  const lock = new runtime.KSPIN_LOCK(arena.buffer, 64);
  const own = await runtime.withSpinLockAsync(lock, () => "taken").catch(({ code }) => code);
  return `${answer} ${own}`;
};

export const windowChecks = [
  {
    name: "the README's program for a window",
    found: async () => (await import(new URL("window.js", import.meta.url).href)).frames[0],
    wanted: 1,
  },
  {
    name: "the page is isolated, and the window may not block",
    found: async ({ runtime }) => {
      const own = await import(runtime);
      return [globalThis.crossOriginIsolated, ...blocking(own).map(codeOf)].join(" ");
    },
    wanted: "true CANNOT_BLOCK CANNOT_BLOCK CANNOT_BLOCK CANNOT_BLOCK",
  },
  {
    name: "an event that is signalled can be looked at in the window",
    found: async ({ runtime }) => {
      const { KEVENT, KeSetEvent, KeWaitForSingleObject } = await import(runtime);
      const event = new KEVENT();
      const looks = [false, true].map((isSet) => {
        if (isSet) KeSetEvent(event, 0, false);
        return KeWaitForSingleObject(event, 0, 0, false, 0);
      });
      return looks.join(" ");
    },
    wanted: "258 0",
  },
  {
    name: "`withSpinLockAsync` ends when it is aborted, and others run meanwhile",
    found: async ({ runtime, run }) => {
      const { KSPIN_LOCK, createArena, withSpinLockAsync } = await import(runtime);
      const arena = createArena({ bytes: 1024 });
      const words = new Int32Array(arena.buffer);
      const holder = run({ runtime, task: "hold", arena });
      while (Atomics.load(words, 64) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      const abortion = new AbortController();
      let turns = 0;
      const count = setInterval(() => ++turns === 50 && abortion.abort(), 1);
      const lock = new KSPIN_LOCK(arena.buffer, 64);
      const aborted = await withSpinLockAsync(lock, () => "taken", abortion).catch(({ name }) => name);
      clearInterval(count);
      Atomics.store(words, 65, 1);
      return [aborted, await holder, await withSpinLockAsync(lock, () => "taken")].join(" ");
    },
    wanted: "AbortError released taken",
  },
  {
    name: "a worker is terminated with a lock",
    found: (host) => deathOf(host, (worker) => worker.terminate()),
    wanted: "SPIN_LOCK_ABANDONED 0 SPIN_LOCK_ABANDONED",
  },
  {
    name: "a worker leaves an error uncaught, with a lock",
    found: (host) => deathOf(host, (worker) => worker.postMessage("throw")),
    wanted: "SPIN_LOCK_ABANDONED 0 SPIN_LOCK_ABANDONED",
  },
];

/** In a page that is not isolated. */
export const refusedWindow = [
  {
    name: "a page that is not isolated gets one clear error",
    found: async ({ runtime }) => {
      const { code, message } = await import(runtime).catch((error) => error);
      return [globalThis.crossOriginIsolated, code, message.includes("Cross-Origin-Opener-Policy")].join(" ");
    },
    wanted: "false NO_SHARED_MEMORY true",
  },
];

/** In a page whose policy refuses WebAssembly. */
export const policyChecks = [
  {
    name: "a policy without `wasm-unsafe-eval` gets the JavaScript kernel",
    found: async ({ runtime, run }) => {
      const { createArena } = await import(runtime);
      const refused = codeOf(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
      const arena = createArena({ bytes: 1024, kernel: "wasm" });
      const job = { runtime, task: "count", arena, kernel: "wasm", family: "ordinary", rounds: 1000, parties: 2 };
      const kernels = await Promise.all([run(job), run(job)]);
      return [refused.slice(0, 12), new Int32Array(arena.buffer)[64], ...kernels].join(" ");
    },
    wanted: "CompileError 2000 js js",
  },
];
