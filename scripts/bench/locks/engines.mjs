// Which programs run JavaScript, and how: this Node.js, others by their npm packages.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cache, install } from "./packages.mjs";

const node = (major) => ({
  spec: `node${major}@npm:node@${major}`,
  program: (folder) => join(folder, "bin/node"),
  args: ["--no-warnings"],
});

const engines = {
  node20: node(20),
  node22: node(22),
  node24: node(24),
  node26: node(26),
  bun: { spec: "bun@1", program: () => join(cache, "node_modules/.bin/bun"), args: [] },
  deno: { spec: "deno@2", program: () => join(cache, "node_modules/.bin/deno"), args: ["run", "--quiet", "-A"] },
};

export const engineNames = ["this", ...Object.keys(engines)];

/** How to start a script in an engine, or null where it cannot be had. */
export const engineCommand = (name) => {
  if (name === "this") return { program: process.execPath, args: ["--no-warnings"] };
  const { spec, program, args } = engines[name];
  const folder = install(spec);
  const file = folder === null ? null : program(folder);
  return file !== null && existsSync(file) ? { program: file, args } : null;
};
