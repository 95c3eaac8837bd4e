import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "seed-mistakes.mjs");

it("a sample of the mistakes that can be made in the correct drivers is found, and nothing in the drivers as they are", () => {
  const { stdout, stderr } = spawnSync(process.execPath, [script, "--every", "23"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^all kinds +1\d of +1\d /m);
  expect([...stdout.matchAll(/^missed: .*$/gm)].map(String)).toEqual([]);
});

it("an unusable choice is refused in one line", () => {
  const { stderr, status } = spawnSync(process.execPath, [script, "--every", "no"], { encoding: "utf8" });
  expect(stderr).toBe("`--every` takes a whole number from 1\n");
  expect(status).toBe(2);
});
