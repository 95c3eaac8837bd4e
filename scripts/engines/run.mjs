// Runs all checks in the engine that runs this; one line of JSON for each.
// usage: run.mjs [address of the runtime] [free|verifier]
import { Worker } from "node:worker_threads";
import { checks, verifierChecks } from "./checks.mjs";
import { runChecks } from "./report.mjs";
import { perform } from "./tasks.mjs";

const [, , runtime, build] = process.argv;
const file = new URL("worker.mjs", import.meta.url);

/** Starts a worker for the job; its answer. */
const run = (job) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: job });
    const end = (settle) => (value) => {
      settle(value);
      void worker.terminate();
    };
    worker.once("message", end(resolve));
    worker.once("error", end(reject));
  });

await runChecks(build === "verifier" ? verifierChecks : checks, { runtime, run, perform }, (check) =>
  console.log(JSON.stringify(check)),
);
process.exit(0);
