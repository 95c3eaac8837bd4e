import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Session } from "../analyzer/session.js";
import type { Report } from "../analyzer/finding/report.js";
import { makeProject } from "./testing/check-sources.js";
import { anyEdit, applyEdit, CONTRACTS_FILE, firstContracts, type Edit } from "./testing/random-edits.js";
import { newSession, verifyIn } from "./verify-anew.js";

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

const reopened = (session: Session): Session => {
  const kept = session.keep();
  if (kept === undefined) throw new Error("the session holds something that cannot be kept");
  return newSession(kept);
};

/**
 * After each edit what is reported is what a new run reports. Every other edit meets another process, as it were: what it knows
 * was written to a file. The others are told to a process that looks at nothing else.
 */
const sameAsAnew = (original: ReadonlyMap<string, string>, edits: readonly Edit[]): void => {
  const folder = makeProject({ ...Object.fromEntries(original), [CONTRACTS_FILE]: firstContracts });
  const contracts = [CONTRACTS_FILE];
  const options = { cwd: folder, paths: ["."], contracts, preset: "all", reportUnresolved: true } as const;
  let session = newSession();
  verifyIn(session, options);
  for (const [index, edit] of edits.entries()) {
    if (index % 2 === 1) session = reopened(session);
    const disk = session.disk(applyEdit(folder, original, edit));
    const [incremental, anew] = [verifyIn(session, options, disk), verifyIn(newSession(), options)];
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
    (_name, count, files) => {
      const anyEdits = fc.array(anyEdit, { minLength: count, maxLength: count });
      fc.assert(
        fc.property(anyEdits, (edits) => {
          sameAsAnew(files, edits);
        }),
        { numRuns: 1, endOnFailure: true },
      );
    },
    timeout,
  );
});
