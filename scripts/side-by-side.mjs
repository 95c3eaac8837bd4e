// Runs scripts of package.json side by side, as many at a time as there are processors, in the order given: the longest first.
// Prints what each wrote in one piece when it has ended. The first that fails ends the others and is printed last: exit code 1.
// `dist/` must be built: what a script has to run before it (`pre…`) is not run.
// usage: node scripts/side-by-side.mjs lint typecheck ...
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const waiting = process.argv.slice(2);
const running = new Set();

const endAll = () => {
  waiting.length = 0;
  for (const { pid } of running) process.kill(-pid, "SIGKILL");
  running.clear();
};

/** `{ script, code, output, seconds }` of a script that has ended; `code` is null where it was killed. */
const run = (script) =>
  new Promise((resolve) => {
    const started = performance.now();
    // A process group of its own, so that whatever it has started ends with it.
    const child = spawn("npm", ["run", "--silent", "--ignore-scripts", script], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => output.push(part));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ script, code, output: Buffer.concat(output), seconds: (performance.now() - started) / 1000 });
    });
  });

const print = ({ script, code, output, seconds }) => {
  process.stdout.write(`\n== ${script}\n`);
  process.stdout.write(output);
  const ending = code === 0 ? "" : `: failed (${code === null ? "killed" : `exit code ${String(code)}`})`;
  process.stdout.write(`-- ${script}: ${seconds.toFixed(0)} s${ending}\n`);
};

let hasFailed = false;
const lane = async () => {
  while (waiting.length > 0) {
    const ended = await run(waiting.shift());
    if (hasFailed) return;
    print(ended);
    if (ended.code === 0) continue;
    hasFailed = true;
    process.exitCode = 1;
    endAll();
  }
};

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    endAll();
    process.exitCode = 1;
    hasFailed = true;
  });
await Promise.all(Array.from({ length: availableParallelism() }, lane));
