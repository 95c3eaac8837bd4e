#!/usr/bin/env node
// Runs the built runtime in every engine that the package registry has: locks that workers share on both kernels, levels, DPCs,
// interrupts, timers, waits; then all of it under the verifier, which must stay silent until a rule is broken. Exit code 1 where a
// check fails.
// usage: npm run engines -- [this|node22|node24|node26|bun|deno ...]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { table } from "./bench/print.mjs";
import { engineCommand, engineNames } from "./bench/locks/engines.mjs";

const runtime = join(import.meta.dirname, "../dist/runtime/node/index.js");
/** Builds, and what `IRQL_VERIFIER` says of each: on a busy machine a holder may stand still for longer than the second that is the default. */
const builds = { free: "", verifier: "hold=60000" };
const asked = process.argv.slice(2);

/** `{ checks: [{ name, wanted, found }], ending }` of a build in an engine. */
const checkBuild = ({ program, args }, build) => {
  const script = join(import.meta.dirname, "engines/run.mjs");
  const env = { ...process.env, IRQL_VERIFIER: builds[build] };
  const options = { encoding: "utf8", timeout: 600_000, env };
  const { status, signal, stdout, stderr } = spawnSync(
    program,
    [...args, script, pathToFileURL(runtime).href, build],
    options,
  );
  const checks = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { checks, ending: status === 0 ? "" : `ended with ${signal ?? String(status)}:\n${stderr.slice(0, 2000)}` };
};

const failures = (name, build, { checks, ending }) => [
  ...checks
    .filter(({ found, wanted }) => found !== wanted)
    .map((check) => `${name}, ${build}: ${check.name}: wanted \`${check.wanted}\`, found \`${check.found}\``),
  ...(ending === "" ? [] : [`${name}, ${build}, ${ending}`]),
];

const rowsOf = (name) => {
  const command = engineCommand(name);
  if (command === null && asked.includes(name)) process.exitCode = 1;
  if (command === null) return [[name, "", "not to be had here", ""]];
  return Object.keys(builds).map((build) => {
    process.stderr.write(`\r\x1b[K${name}, ${build}`);
    const result = checkBuild(command, build);
    const wrong = failures(name, build, result);
    if (wrong.length > 0) process.exitCode = 1;
    for (const line of wrong) console.error(`\r\x1b[K${line}`);
    return [name, build, String(result.checks.length), String(wrong.length)];
  });
};

const main = () => {
  const unknown = asked.find((name) => !engineNames.includes(name));
  if (unknown !== undefined) throw new Error(`unknown engine \`${unknown}\`; there are ${engineNames.join(", ")}`);
  if (!existsSync(runtime)) throw new Error("dist/runtime is missing; run `npm run build` first");
  const rows = (asked.length > 0 ? asked : engineNames).flatMap(rowsOf);
  process.stderr.write("\r\x1b[K");
  console.log(table([["engine", "build", "checks", "failed"], ...rows]));
};

try {
  main();
} catch (error) {
  console.error(`engines: ${error.message}`);
  process.exitCode = 2;
}
