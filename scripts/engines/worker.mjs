// A worker of the engine checks: does the task that `workerData` names.
import { parentPort, workerData } from "node:worker_threads";
import { perform } from "./tasks.mjs";

parentPort.postMessage(await perform(workerData));
