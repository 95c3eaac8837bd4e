// Takes: nothing. Gives: the worker files of runtime/testing/ as JavaScript, in a folder of their own for one run of tests.
// Promises: they are the sources of this working tree, no build is needed; a few files, because a worker that loads a hundred
// takes twice as long to start. Leaves out: type checks, which the tests' own compiler run makes.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the bundled workers. */
    readonly workers: string;
  }
}

const sources = import.meta.dirname;

export const setup = async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), "irql-runtime-"));
  const names = readdirSync(sources).filter((name) => name.endsWith("-worker.ts"));
  const input = Object.fromEntries(names.map((name) => [name.slice(0, -".ts".length), join(sources, name)]));
  // Nothing is left out: what a module does when it is loaded is part of what is tested.
  const bundle = await rolldown({ input, platform: "node", treeshake: false });
  // The runtime's own code stays apart: stacks are told without it.
  await bundle.write({ dir: folder, entryFileNames: "testing/[name].js", chunkFileNames: "runtime/[name]-[hash].js" });
  await bundle.close();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  project.provide("workers", folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
};
