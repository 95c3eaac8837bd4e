// Takes: a worker's TypeScript file under runtime/. Gives: running worker threads and what they answer.
// Promises: the workers run the sources of this working tree (transpiled file by file, no build needed), on any Node.
// Leaves out: type checks, which the tests' own compiler run makes.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import ts from "typescript";

const RUNTIME = fileURLToPath(new URL("..", import.meta.url));

const transpile = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  }).outputText;

/** The runtime as JavaScript in a folder of its own, until `close`. */
export class WorkerSources {
  readonly #folder = mkdtempSync(join(tmpdir(), "irql-runtime-"));

  constructor() {
    writeFileSync(join(this.#folder, "package.json"), '{ "type": "module" }');
    for (const file of readdirSync(RUNTIME, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
      const target = join(this.#folder, file.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, transpile(readFileSync(join(RUNTIME, file), "utf8")));
    }
  }

  /** Starts `entry` (relative to runtime/) with `workerData`. */
  start(entry: string, workerData: unknown): Worker {
    return new Worker(join(this.#folder, entry.replace(/\.ts$/, ".js")), { workerData });
  }

  /** Starts one worker for each item and waits for the one message that each sends. */
  async run<Answer>(entry: string, items: readonly unknown[]): Promise<Answer[]> {
    const workers = items.map((item) => this.start(entry, item));
    try {
      return await Promise.all(workers.map((worker) => answerOf<Answer>(worker)));
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The next message of a worker; its failure where it fails instead. */
export const answerOf = <Answer>(worker: Worker): Promise<Answer> =>
  new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      reject(new Error(`the worker ended with code ${String(code)} before it answered`));
    });
  });
