// A worker of `threads.mjs`.
import { parentPort, workerData } from "node:worker_threads";
import { moduleFolder } from "./modules.mjs";
import * as dpc from "./dpc-tasks.mjs";

const { runtime: runtimeAddress, arenas, packages, system, number } = workerData;
const runtime = await import(runtimeAddress);
if (system !== undefined) runtime.attachProcessor(system, number);
const loaded = new Map();

const moduleOf = async ({ subject, own, at }) => {
  const known = loaded.get(subject.id);
  if (known !== undefined) return known;
  const folder = moduleFolder(runtimeAddress);
  const kernel = subject.kernel ?? "js";
  const { buffer } = runtime.openArena(arenas[kernel], kernel);
  const peer = subject.package === undefined ? null : (await import(packages[subject.package])).peer;
  const module = await folder.load(subject, { buffer, at, own, me: number + 1, peer });
  folder.close();
  loaded.set(subject.id, module);
  return module;
};

/** Waits until all that take part are here. */
const meet = (gate, workers) => {
  Atomics.add(gate, 0, 1);
  Atomics.notify(gate, 0);
  for (let here = 0; here < workers; here = Atomics.load(gate, 0)) Atomics.wait(gate, 0, here, 100);
};

const tasks = {
  /** Compiles the loops and warms them up alone. */
  prepare: async (message) => {
    const module = await moduleOf(message);
    module.pairs(20_000);
    return null;
  },
  hammer: async ({ loop, words, gate, workers, inside, outside, ...message }) => {
    const module = await moduleOf(message);
    meet(gate, workers);
    return module[loop](words, inside, outside);
  },
  open: () => {
    const begin = performance.now();
    runtime.openArena(arenas.wasm, "wasm");
    return (performance.now() - begin) * 1000;
  },
  ...dpc.tasks(runtime),
};

parentPort.on("message", async ({ task, ...message }) => {
  parentPort.postMessage(await tasks[task](message));
});
