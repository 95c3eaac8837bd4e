#!/usr/bin/env node
// What the locks of `irql/runtime` cost beside raw atomic operations and beside other locks for workers; each goal and what was
// reached. `--write` puts tables, plot and numbers into runtime/bench/.
// usage: npm run bench:locks -- [--quick] [--engine node24] [--only uncontended,contended,readers,dpc,start] [--write]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { engineCommand, engineNames } from "./bench/locks/engines.mjs";
import { cache, install } from "./bench/locks/packages.mjs";
import { contendedPlot } from "./bench/locks/plots.mjs";
import { page } from "./bench/locks/report.mjs";
import { peers } from "./bench/locks/subjects.mjs";
import { format } from "prettier";

const root = join(import.meta.dirname, "..");
const runtime = join(root, "dist/runtime/index.js");
const topics = ["uncontended", "contended", "readers", "dpc", "start"];

const full = {
  rounds: 150,
  slice: 1500,
  windows: 3,
  window: 200,
  tries: 2,
  workers: [1, 2, 4, 8],
  dpcs: 1000,
  batches: 7,
  starts: 9,
};
const quick = {
  rounds: 10,
  slice: 300,
  windows: 1,
  window: 20,
  tries: 1,
  workers: [1, 2],
  dpcs: 40,
  batches: 1,
  starts: 3,
};

class Stop extends Error {}

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      engine: { type: "string", default: "this" },
      only: { type: "string", default: topics.join(",") },
      write: { type: "boolean", default: false },
    },
  });
  const only = values.only.split(",");
  const unknown = only.find((topic) => !topics.includes(topic));
  if (unknown !== undefined) throw new Stop(`unknown topic \`${unknown}\`; there are ${topics.join(", ")}`);
  if (!engineNames.includes(values.engine))
    throw new Stop(`unknown engine \`${values.engine}\`; there are ${engineNames.join(", ")}`);
  if (values.write && (values.quick || only.length < topics.length))
    throw new Stop("`--write` keeps whole runs only: leave `--quick` and `--only` out");
  return { ...values, only };
};

const run = (command, file, args) => {
  const child = spawnSync(command.program, [...command.args, join(import.meta.dirname, "bench/locks", file), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1e8,
  });
  if (child.status !== 0) throw new Stop(`${file} ${args[0] ?? ""} failed:\n${child.stderr}`);
  return JSON.parse(child.stdout);
};

/** A module for each peer that re-exports it, beside its installed package: engines then find it by its name. */
const peerModules = (isQuick) => {
  const specs = isQuick ? [] : [...new Set(peers.map((peer) => peer.package))];
  return specs
    .filter((spec) => install(spec) !== null)
    .map((spec) => {
      const name = spec.slice(0, spec.lastIndexOf("@"));
      const file = join(cache, `${name.replace("/", "-")}.mjs`);
      writeFileSync(file, `export * as peer from ${JSON.stringify(name)};\n`);
      return [spec, pathToFileURL(file).href];
    });
};

const measure = async ({ only, quick: isQuick, engine: name }) => {
  const command = engineCommand(name);
  if (command === null) throw new Stop(`\`${name}\` cannot be had from the registry here`);
  const size = isQuick ? quick : full;
  const found = peerModules(isQuick);
  const engine = run(command, "engine.mjs", [JSON.stringify(found)]);
  const options = {
    ...size,
    command,
    packages: Object.fromEntries(engine.loaded),
    runtime: pathToFileURL(runtime).href,
  };
  const results = { ...engine, loaded: undefined, processors: cpus().length, wasmBytes: await wasmBytes() };
  const known = [...new Set(peers.map((peer) => peer.package))];
  results.missing = known.filter((spec) => options.packages[spec] === undefined);
  for (const topic of only) {
    process.stderr.write(`\r\x1b[K${engine.engine}: ${topic}`);
    const measured = (more) => run(command, "measure.mjs", [topic, JSON.stringify({ ...options, ...more })]);
    results[topic] =
      topic === "uncontended"
        ? { wasm: measured({ kernel: "wasm" }), js: measured({ kernel: "js" }) }
        : measured({ rounds: size.windows });
  }
  process.stderr.write("\r\x1b[K");
  return results;
};

const wasmBytes = async () => {
  const { WASM } = await import(pathToFileURL(join(root, "dist/runtime/kernel/kernel.generated.js")));
  return WASM.length;
};

const write = async (results) => {
  const folder = join(root, "runtime/bench");
  mkdirSync(folder, { recursive: true });
  const name = results.id;
  const text = `# Locks measured: ${results.engine}\n\nWritten by \`npm run bench:locks -- --write\`; what the numbers mean: \`runtime/README.md\`, "Costs".\n\n![Throughput by workers](${name}.svg)\n\n${page(results)}\n`;
  writeFileSync(join(folder, `${name}.md`), await format(text, { parser: "markdown", printWidth: 120 }));
  writeFileSync(join(folder, `${name}.svg`), contendedPlot(results));
  writeFileSync(
    join(folder, `${name}.json`),
    await format(JSON.stringify(results), { parser: "json", printWidth: 120 }),
  );
  console.log(`\nwritten to runtime/bench/${name}.{md,svg,json}`);
};

try {
  const options = readOptions();
  if (!existsSync(runtime)) throw new Stop("dist/runtime is missing; run `npm run build` first");
  const results = await measure(options);
  console.log(page(results));
  if (options.write) await write(results);
} catch (error) {
  if (!(error instanceof Stop) && error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw error;
  console.error(`bench:locks: ${error.message}`);
  process.exitCode = 2;
}
