import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { makeProject } from "./testing/check-sources.js";
import { anyEdit, applyEdit, type Edit } from "./testing/random-edits.js";
import { createVerifier, verify } from "./verify.js";

const drivers = fileURLToPath(new URL("../fixtures/drivers", import.meta.url));

const filesOf = (driver: string): ReadonlyMap<string, string> => {
  const folder = join(drivers, driver);
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
};

const settled = ({ summary: { durationMs: _, ...summary }, ...report }: Report): unknown => ({ ...report, summary });

/** More on demand: `IRQL_EDITS=200 npx vitest run rules/incremental.test.ts`. */
const editCount = Number(process.env.IRQL_EDITS ?? 8);
const timeout = 60_000 + editCount * 10_000;

/** After each edit what is reported is what a new run reports. */
const sameAsAnew = async (driver: string, edits: readonly Edit[]): Promise<void> => {
  const original = filesOf(driver);
  const folder = makeProject(Object.fromEntries(original));
  const options = { cwd: folder, paths: ["."], preset: "all" } as const;
  const again = createVerifier();
  await again(options);
  for (const edit of edits) {
    applyEdit(folder, original, edit);
    const [incremental, anew] = [await again(options), await verify(options)];
    expect(settled(incremental), `after ${JSON.stringify(edit)} in ${folder}`).toEqual(settled(anew));
  }
};

describe("a project that is checked after every edit", () => {
  it.each(["hashtable-bad", "nic-bad", "serial-bad"])(
    "%s has the findings of a new run",
    async (driver) => {
      const anyEdits = fc.array(anyEdit, { minLength: editCount, maxLength: editCount });
      await fc.assert(
        fc.asyncProperty(anyEdits, (edits) => sameAsAnew(driver, edits)),
        { numRuns: 1, endOnFailure: true },
      );
    },
    timeout,
  );
});
