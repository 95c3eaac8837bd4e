import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "seed-mistakes.mjs");

/**
 * What is missed. The function then only gives a lock back, which is its callers' to judge: in `client.ts` it is the lock of
 * an element of a list, which nothing tells from others (fixtures/rules/release-unheld/through-elements.ts); in the hash
 * table the object has lost its name on the long way up to the worker's first call.
 */
const KNOWN = new Set([
  "drop an acquire at fixtures/drivers/nic/client.ts:125",
  "drop an acquire at fixtures/drivers/hashtable/pool.ts:46",
  "drop an acquire at fixtures/drivers/hashtable/pool.ts:63",
  "drop an acquire at fixtures/drivers/hashtable/table.ts:102",
]);

it("a sample of the mistakes that can be made in the correct drivers is found, and nothing in the drivers as they are", () => {
  const { stdout, stderr } = spawnSync(process.execPath, [script, "--every", "23"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^all kinds +1\d of +1\d /m);
  const missed = [...stdout.matchAll(/^missed: (.*)$/gm)].map(([, what]) => what ?? "");
  expect(missed.filter((what) => !KNOWN.has(what))).toEqual([]);
}, 180_000);

it("an unusable choice is refused in one line", () => {
  const { stderr, status } = spawnSync(process.execPath, [script, "--every", "no"], { encoding: "utf8" });
  expect(stderr).toBe("`--every` takes a whole number from 1\n");
  expect(status).toBe(2);
});
