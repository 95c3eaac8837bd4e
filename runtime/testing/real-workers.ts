// Takes: the name of a worker's file beside this one. Gives: running worker threads and what they answer.
// Promises: the workers run the sources of this working tree (bundle-workers.ts), on any Node.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { inject } from "vitest";

export const startWorker = (name: string, workerData: unknown): Worker =>
  new Worker(join(inject("workers"), "testing", `${name}.js`), { workerData });

/** Starts one worker for each item and waits for the one message that each sends. */
export const runWorkers = async <Answer>(name: string, items: readonly unknown[]): Promise<Answer[]> => {
  const workers = items.map((item) => startWorker(name, item));
  try {
    return await Promise.all(workers.map((worker) => answerOf<Answer>(worker)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};

/** The next message of a worker; its failure where it fails instead. */
export const answerOf = <Answer>(worker: Worker): Promise<Answer> =>
  new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      reject(new Error(`the worker ended with code ${String(code)} before it answered`));
    });
  });
