// How long a DPC takes to another processor, and how long a start takes.
import { spawnSync } from "node:child_process";
import { median } from "../print.mjs";
import { startWorkers } from "./threads.mjs";

const part = (values, at) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * at)];

/** `{ busy, idle }` in microseconds, each `{ median, p99 }` of the least disturbed batch. */
export const dpcLatency = async ({ runtime, dpcs, batches }) => {
  const { createSystem } = await import(runtime);
  const batch = async (receiver, rounds) => {
    const threads = startWorkers(2, { runtime, arenas: {}, packages: {} });
    const shared = { system: createSystem({ processors: 2 }), memory: new SharedArrayBuffer(512) };
    const [latencies] = await threads.run([
      { task: "sendDpcs", ...shared, rounds },
      { task: receiver, ...shared },
    ]);
    await threads.close();
    return { median: median(latencies), p99: part(latencies, 0.99) };
  };
  const leastDisturbed = async (receiver, rounds) => {
    let best = await batch(receiver, rounds);
    for (let again = 1; again < batches; again++) {
      const next = await batch(receiver, rounds);
      if (next.median < best.median) best = next;
    }
    return best;
  };
  return { busy: await leastDisturbed("receiveBusily", dpcs), idle: await leastDisturbed("receiveIdly", dpcs / 4) };
};

const first = (runtime) => `
const { createArena } = await import(${JSON.stringify(runtime)});
const begin = performance.now();
createArena({ bytes: 4096, kernel: "wasm" });
console.log((performance.now() - begin) * 1000);`;

/** First arena of a process, and the opening in each worker after, in microseconds. */
export const startTime = async ({ runtime, starts, command }) => {
  const firsts = Array.from({ length: starts }, () => {
    const evaluated = command.args[0] === "run" ? ["eval"] : [...command.args, "--input-type=module", "-e"];
    return Number(spawnSync(command.program, [...evaluated, first(runtime)], { encoding: "utf8" }).stdout);
  });
  const { createArena } = await import(runtime);
  const arenas = { wasm: createArena({ bytes: 4096, kernel: "wasm" }) };
  const threads = startWorkers(starts, { runtime, arenas, packages: {} });
  const later = [];
  for (let turn = 0; turn < starts; turn++)
    later.push((await threads.run(Array.from({ length: turn + 1 }, () => ({ task: "open" }))))[turn]);
  await threads.close();
  // The least disturbed one: a start is too short to be repeated in one process.
  return { first: Math.min(...firsts), worker: Math.min(...later) };
};
