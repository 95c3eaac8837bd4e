// The checks of the built runtime in this engine; `npm run engines` runs them in all.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "check-engines.mjs");
const run = (...args: readonly string[]) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

it("every check of the runtime passes in this engine", () => {
  const { status, stdout, stderr } = run("this");
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^\| this +\| free +\| 28 +\| 0 +\|$/m);
  expect(stdout).toMatch(/^\| this +\| verifier +\| 28 +\| 0 +\|$/m);
});

it("an unknown engine is refused in one line", () => {
  const { status, stderr } = run("rhino");
  expect(status).toBe(2);
  expect(stderr).toBe("engines: unknown engine `rhino`; there are this, node20, node22, node24, node26, bun, deno\n");
});
