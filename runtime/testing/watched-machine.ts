// A machine whose processors are real workers that do what they are told, and end as they are told.
import type { Worker } from "node:worker_threads";
import { createArena, type ARENA } from "../kernel/arena.js";
import { PROCESSOR, createSystem, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";
import { startProcessor } from "../watch/workers.js";
import { answerOf, startWorker } from "./real-workers.js";
import { FLAGS_LINE, LINES, type Act, type WatchedAnswer, type WatchedJob } from "./watched-job.js";

export class WatchedMachine {
  readonly arena: ARENA = createArena({ bytes: LINES * 64 });
  readonly buffer = new SharedArrayBuffer(8 * 64);
  readonly system: KSYSTEM;
  readonly flags = new Int32Array(this.arena.buffer, FLAGS_LINE * 64);
  readonly #workers: Worker[] = [];

  constructor(processors: number) {
    this.system = createSystem({ processors, memories: [this.arena, this.buffer] });
  }

  /** Starts a processor; every other one has the JavaScript kernel. */
  start(...script: readonly Act[]): Worker {
    const worker = startProcessor(this.system, ({ number }) => this.spawn(script, number));
    return worker;
  }

  /** A worker that nobody watches, unless the test has it adopted. */
  spawn(script: readonly Act[], number?: number): Worker {
    const { arena, buffer, system } = this;
    const kernel = this.#workers.length % 2 === 0 ? "wasm" : "js";
    const job: WatchedJob = { system, arena, buffer, kernel, script, ...(number !== undefined && { number }) };
    const worker = startWorker("watched-worker", job);
    worker.on("error", () => undefined);
    this.#workers.push(worker);
    return worker;
  }

  run(...script: readonly Act[]): Promise<WatchedAnswer> {
    return answerOf<WatchedAnswer>(this.start(...script));
  }

  raise(flag: number): void {
    Atomics.store(this.flags, flag, 1);
    Atomics.notify(this.flags, flag);
  }

  lower(flag: number): void {
    Atomics.store(this.flags, flag, 0);
  }

  /** Blocks this thread, and with it the delivery of `exit`. */
  await(flag: number): void {
    Atomics.wait(this.flags, flag, 0);
  }

  /** When a processor sleeps for a lock. */
  async sleeps(number: number): Promise<void> {
    const at = processorAt(number) + PROCESSOR.asleep;
    while (Atomics.load(wordsOf(this.system), at) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  states(): readonly number[] {
    const words = wordsOf(this.system);
    return Array.from({ length: this.system.processors }, (_, number) =>
      Atomics.load(words, processorAt(number) + PROCESSOR.state),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** When the host has told of the worker's end, and whoever listened before has acted. */
export const endOf = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.once("exit", () => {
      resolve();
    });
  });
