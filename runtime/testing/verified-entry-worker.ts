// Another worker of the tests, under the verifier: `workerData` is its job, with its file as `entry`.
import { configureVerifier } from "../verifier/index.js";
import { workerData } from "node:worker_threads";
import { PATIENT } from "./verified-job.js";

configureVerifier({ hold: PATIENT });
await import((workerData as { readonly entry: string }).entry);
