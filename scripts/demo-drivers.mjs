// Compiles the driver programs of fixtures/drivers and runs them on real workers; the demo and their test share it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const driverNames = ["hashtable", "nic", "serial"];

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** Milliseconds after which a process hangs: on a machine with ten others at work, all take less. */
const HANGS = 240_000;

/** Runs `node` with these arguments in the repository's root; kills it where it hangs. */
export function runNode(args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
    const limit = setTimeout(() => child.kill("SIGKILL"), HANGS);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      resolve({ code: code ?? -1, signal, stdout, stderr });
    });
  });
}

/** The drivers with their wrong twins. */
export const wrongDriverNames = driverNames.map((name) => `${name}-bad`);

/**
 * Compiles the good drivers below `outDir`, and with `runtime: "source"` their wrong twins. With `runtime: "built"` their `irql/runtime` is this package's dist; with
 * `runtime: "source"` it is compiled beside them, so that nothing has to be built before.
 */
export async function compileDrivers(outDir, { runtime }) {
  const target = path.join(root, outDir);
  await rm(target, { recursive: true, force: true });
  const project = path.join(
    root,
    "fixtures/drivers",
    runtime === "built" ? "tsconfig.build.json" : "tsconfig.source.json",
  );
  // The tests leave the types to the checks, which look at each driver's own project.
  const unchecked = runtime === "source" ? ["--noCheck"] : [];
  const result = await runNode([tsc, "-p", project, "--outDir", target, ...unchecked]);
  if (result.code !== 0) throw new Error(`the drivers do not compile:\n${result.stdout}${result.stderr}`);
  if (runtime === "source") await nameAsPackage(target);
  return target;
}

// A package.json of the same name makes "irql/runtime" below the folder mean the runtime that was compiled with it.
async function nameAsPackage(folder) {
  const manifest = { name: "irql", type: "module", exports: { "./runtime": "./runtime/environment.js" } };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
}

/** Runs a compiled driver to its end. */
export function runDriver(compiled, name, options) {
  return runNode([path.join(compiled, "fixtures/drivers", name, "main.js")], options);
}
