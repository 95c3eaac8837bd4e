// Another worker of the tests, under the verifier: `workerData` is its job, with its file as `entry`.
import "../verifier/index.js";
import { workerData } from "node:worker_threads";

await import((workerData as { readonly entry: string }).entry);
