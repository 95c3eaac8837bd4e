// What the page runs: the checks that its address names (`?checks=`), in the window and in module workers; one line of JSON for each.
import { checks, verifierChecks } from "../engines/checks.mjs";
import { runChecks } from "../engines/report.mjs";
import { perform } from "../engines/tasks.mjs";
import { refusedWindow, policyChecks, windowChecks } from "./checks.mjs";

const newWorker = () => new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });

/** Workers that have done their task. To start one takes longer than most tasks. */
const idle = [];

/** What a worker answers to the job. */
const run = (job) =>
  new Promise((resolve, reject) => {
    const worker = idle.pop() ?? newWorker();
    worker.onmessage = ({ data: { answer, error } }) => {
      idle.push(worker);
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    };
    worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not start"));
    worker.postMessage(job);
  });

const sets = {
  free: ["../../dist/runtime/index.js", [...checks, ...windowChecks]],
  verifier: ["verified.mjs", verifierChecks],
  plain: ["../../dist/runtime/index.js", refusedWindow],
  policy: ["../../dist/runtime/index.js", policyChecks],
};

const [address, wanted] = sets[new URLSearchParams(location.search).get("checks")];
const host = { runtime: new URL(address, import.meta.url).href, run, perform };
await runChecks(wanted, host, (check) => console.log(JSON.stringify(check)));
globalThis.isDone = true;
