#!/usr/bin/env node
// Runs the built runtime in every engine that the package registry has: locks that workers share on both kernels, levels, DPCs,
// interrupts, timers, waits. Exit code 1 where a check fails.
// usage: npm run engines -- [this|node22|node24|node26|bun|deno ...]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { table } from "./bench/print.mjs";
import { engineCommand, engineNames } from "./bench/locks/engines.mjs";

const runtime = join(import.meta.dirname, "../dist/runtime/index.js");
const asked = process.argv.slice(2);

/** `{ checks: [{ name, wanted, found }], ending }` of an engine; null where it cannot be had. */
const checkEngine = (name) => {
  const command = engineCommand(name);
  if (command === null) return null;
  const script = join(import.meta.dirname, "engines/run.mjs");
  const args = [...command.args, script, pathToFileURL(runtime).href];
  const { status, signal, stdout, stderr } = spawnSync(command.program, args, { encoding: "utf8", timeout: 600_000 });
  const checks = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { checks, ending: status === 0 ? "" : `ended with ${signal ?? String(status)}:\n${stderr.slice(0, 2000)}` };
};

const failures = (name, { checks, ending }) => [
  ...checks
    .filter(({ found, wanted }) => found !== wanted)
    .map((check) => `${name}: ${check.name}: wanted \`${check.wanted}\`, found \`${check.found}\``),
  ...(ending === "" ? [] : [`${name} ${ending}`]),
];

const main = () => {
  const unknown = asked.find((name) => !engineNames.includes(name));
  if (unknown !== undefined) throw new Error(`unknown engine \`${unknown}\`; there are ${engineNames.join(", ")}`);
  if (!existsSync(runtime)) throw new Error("dist/runtime is missing; run `npm run build` first");
  const names = asked.length > 0 ? asked : engineNames;
  const rows = [];
  for (const name of names) {
    process.stderr.write(`\r\x1b[K${name}`);
    const result = checkEngine(name);
    const wrong = result === null ? [] : failures(name, result);
    rows.push([name, result === null ? "not to be had here" : `${result.checks.length}`, String(wrong.length)]);
    if (wrong.length > 0 || (result === null && asked.includes(name))) process.exitCode = 1;
    for (const line of wrong) console.error(`\r\x1b[K${line}`);
  }
  process.stderr.write("\r\x1b[K");
  console.log(table([["engine", "checks", "failed"], ...rows]));
};

try {
  main();
} catch (error) {
  console.error(`engines: ${error.message}`);
  process.exitCode = 2;
}
