import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { makeProject } from "./testing/check-sources.js";
import { anyEdit, applyEdit, CONTRACTS_FILE, firstContracts, type Edit } from "./testing/random-edits.js";
import { createVerifier, verify } from "./verify.js";

const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));

const namesIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith(".ts"));

const filesOf = (driver: string): ReadonlyMap<string, string> => {
  const folder = join(fixtures, "drivers", driver);
  return new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
};

/** The first cases of each rule, as one project: every rule has something to say of it. */
const filesOfRules = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(fixtures, "rules")).flatMap((rule) => {
      const [name] = namesIn(join(fixtures, "rules", rule)).toSorted();
      if (name === undefined) return [];
      return [[`${rule}-${name}`, readFileSync(join(fixtures, "rules", rule, name), "utf8")] as const];
    }),
  );

const settled = ({ summary: { durationMs: _, ...summary }, ...report }: Report): unknown => ({ ...report, summary });

/** More on demand: `IRQL_EDITS=200 npx vitest run rules/incremental.test.ts`. */
const editCount = Number(process.env.IRQL_EDITS ?? 8);
const timeout = 180_000 + editCount * 20_000;

/** After each edit what is reported is what a new run reports. */
const sameAsAnew = async (original: ReadonlyMap<string, string>, edits: readonly Edit[]): Promise<void> => {
  const folder = makeProject({ ...Object.fromEntries(original), [CONTRACTS_FILE]: firstContracts });
  const contracts = [CONTRACTS_FILE];
  const options = { cwd: folder, paths: ["."], contracts, preset: "all", reportUnresolved: true } as const;
  const again = createVerifier();
  await again(options);
  for (const edit of edits) {
    applyEdit(folder, original, edit);
    const [incremental, anew] = [await again(options), await verify(options)];
    expect(settled(incremental), `after ${JSON.stringify(edit)} in ${folder}`).toEqual(settled(anew));
  }
};

describe("a project that is checked after every edit", () => {
  it.each([
    ["hashtable-bad", editCount, filesOf("hashtable-bad")],
    ["nic-bad", editCount, filesOf("nic-bad")],
    ["serial-bad", editCount, filesOf("serial-bad")],
    ["a file for each rule", Math.ceil(editCount / 3), filesOfRules()],
  ] as const)(
    "%s has the findings of a new run",
    async (_name, count, files) => {
      const anyEdits = fc.array(anyEdit, { minLength: count, maxLength: count });
      await fc.assert(
        fc.asyncProperty(anyEdits, (edits) => sameAsAnew(files, edits)),
        { numRuns: 1, endOnFailure: true },
      );
    },
    timeout,
  );
});
