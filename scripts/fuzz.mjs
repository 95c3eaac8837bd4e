// Random programs, run and checked: `npm run fuzz -- --seed 1 --programs 20000`. Exit code 1 where the check and the runs disagree.
// One worker for each processor, each with seeds of its own.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { readArguments } from "./read-arguments.mjs";

const USAGE =
  "usage: npm run fuzz -- [--seed <n>] [--programs <n>] [--failures <n>] [--containing <text>] [--workers <n>]";

/** In a worker: posts `{ done }`, `{ failure }` and at the end `{ result }`. */
const work = async (options) => {
  const { fuzz } = await import(new URL("../build/fuzz/fixtures/fuzz/fuzz.js", import.meta.url).href);
  const post = (message) => parentPort.postMessage(message);
  const { programs, runs, seen, certain } = await fuzz({
    ...options,
    root: fileURLToPath(new URL("..", import.meta.url)),
    onProgress: (done) => post({ done }),
    onFailure: ({ seed, disagreement, shrunk: { source, found, disagreements } }) =>
      post({ failure: { seed, disagreement, source, found, disagreements } }),
  });
  post({ result: { programs, runs, seen, certain } });
};

const numbersOf = (values) => {
  const numbers = Object.entries(values)
    .filter(([name]) => name !== "containing")
    .map(([name, value]) => [name, Number(value)]);
  return numbers.every(([, value]) => Number.isSafeInteger(value) && value >= 0) && Number(values.workers) > 0
    ? Object.fromEntries(numbers)
    : undefined;
};

const printFailure = ({ seed, disagreement: { kind, rule }, source, found, disagreements }) => {
  console.log(
    `seed ${String(seed)}: ${rule} is ${kind === "missed" ? "missed" : "called certain and happens in no run"}`,
  );
  for (const { kind: how, rule: which, line } of disagreements)
    console.log(`  shrunk, line ${String(line)}: ${how}: ${which}`);
  for (const { rule: which, line, certainty } of found)
    console.log(`  found, line ${String(line)}: ${which} (${certainty})`);
  console.log(source.replace(/^/gm, "    "));
};

const printCounts = (title, counts) => {
  console.log(title);
  for (const [rule, count] of [...counts].sort()) console.log(`  ${rule.padEnd(48)} ${String(count).padStart(8)}`);
};

const add = (total, counts) => {
  for (const [rule, count] of counts) total.set(rule, (total.get(rule) ?? 0) + count);
};

const sum = (numbers) => [...numbers].reduce((total, each) => total + each, 0);

/** Seeds of each worker: as many for each, one behind the other. */
const shares = ({ seed, programs, workers }) => {
  const starts = Array.from({ length: workers + 1 }, (_, index) => Math.floor((programs * index) / workers));
  return starts.slice(1).map((end, index) => ({ seed: seed + starts[index], programs: end - starts[index] }));
};

const start = performance.now();
const seconds = () => ((performance.now() - start) / 1000).toFixed(0);

const runAll = async ({ failures: mostFailures, ...numbers }, containing) => {
  const total = { runs: 0, failures: 0, seen: new Map(), certain: new Map() };
  /** Programs behind each worker; those that cannot be run count until its end. */
  const done = new Map();
  const workers = shares(numbers).map(
    (share) => new Worker(fileURLToPath(import.meta.url), { workerData: { ...share, mostFailures, containing } }),
  );
  const onMessage = (worker) => (message) => {
    if (message.done !== undefined) {
      done.set(worker, message.done);
      if (process.stderr.isTTY)
        process.stderr.write(`\r${String(sum(done.values()))} of ${String(numbers.programs)} programs, ${seconds()} s`);
    } else if (message.failure) {
      total.failures += 1;
      printFailure(message.failure);
    } else {
      const { programs, runs, seen, certain } = message.result;
      done.set(worker, programs);
      total.runs += runs;
      add(total.seen, seen);
      add(total.certain, certain);
    }
    if (total.failures >= mostFailures) for (const each of workers) void each.terminate();
  };
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.on("message", onMessage(worker)).on("error", reject).on("exit", resolve);
        }),
    ),
  );
  return { ...total, programs: sum(done.values()) };
};

const main = async () => {
  const values = readArguments(USAGE, {
    seed: { type: "string", default: "1" },
    programs: { type: "string", default: "20000" },
    containing: { type: "string" },
    failures: { type: "string", default: "10" },
    workers: { type: "string", default: String(availableParallelism()) },
  });
  const numbers = numbersOf(values);
  if (!numbers) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const { programs, runs, failures, seen, certain } = await runAll(numbers, values.containing);
  if (process.stderr.isTTY) process.stderr.write("\n");
  printCounts("mistakes that happened and must be found:", seen);
  printCounts("findings called certain:", certain);
  const outcome = failures === 0 ? "the check and the runs agree" : `${String(failures)} disagreements`;
  console.log(
    `${String(programs)} programs from seed ${values.seed}, ${String(runs)} runs, ${seconds()} s: ${outcome}`,
  );
  process.exitCode = failures === 0 ? 0 : 1;
};

await (isMainThread ? main() : work(workerData));
