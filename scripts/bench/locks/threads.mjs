// Worker threads that do one task at a time: `{ task, ... }` goes there, one answer comes back.
import { Worker } from "node:worker_threads";

const file = new URL("worker.mjs", import.meta.url);

const ask = (worker, message) =>
  new Promise((resolve, reject) => {
    worker.once("message", (answer) => {
      worker.off("error", reject);
      resolve(answer);
    });
    worker.once("error", reject);
    worker.postMessage(message);
  });

/** `count` workers; `close` ends them. */
export const startWorkers = (count, workerData) => {
  const workers = Array.from(
    { length: count },
    (_, number) => new Worker(file, { workerData: { ...workerData, number } }),
  );
  return {
    /** The first `messages.length` workers, each its message, all answers. */
    run: (messages) => Promise.all(messages.map((message, number) => ask(workers[number], message))),
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
};

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
