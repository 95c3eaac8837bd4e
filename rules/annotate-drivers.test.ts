// The drivers of the fixtures, annotated: the same findings as before, by a check of what was written, and nothing to annotate again.
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ReportedFinding } from "../analyzer/finding/report.js";
import { annotate } from "./annotate.js";
import { verify } from "./verify.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const TIMEOUT = 600_000;

let cwd = "";
beforeAll(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "irql-annotate-")));
  for (const part of ["fixtures/drivers", "tsconfig.json", "package.json"])
    cpSync(join(root, part), join(cwd, part), { recursive: true });
  for (const part of ["runtime", "node_modules"]) symlinkSync(join(root, part), join(cwd, part), "dir");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** That contracts are missing is what `annotate` mends; everything else stays as it was. */
const findings = async (project: string): Promise<readonly ReportedFinding[]> => {
  const report = await verify({ cwd, projects: [project], preset: "all" });
  return report.findings.filter(({ ruleId }) => ruleId !== "missing-contract");
};

const told = (all: readonly ReportedFinding[]): readonly string[] =>
  all
    .map(({ ruleId, messageId, certainty, fingerprint }) => [ruleId, messageId, certainty, fingerprint].join(" "))
    .toSorted();

it.each([
  ["nic", false],
  ["serial-bad", true],
])(
  "%s",
  async (name, hasFindings) => {
    const project = `fixtures/drivers/${name}`;
    const before = await findings(project);
    expect(before.some(({ preset }) => preset === "recommended")).toBe(hasFindings);
    const { files, functions } = await annotate({ cwd, projects: [project] });
    expect(functions).toBeGreaterThan(2);
    for (const { file, before: text, after } of files) {
      const added = after.split("\n").filter((line) => !text.split("\n").includes(line));
      for (const line of added) expect(line).toMatch(/^\s*(\/\*\*|\*\/|\*( .*)?)$/);
      writeFileSync(file, after);
    }
    expect(told(await findings(project))).toEqual(told(before));
    expect((await annotate({ cwd, projects: [project] })).files).toEqual([]);
  },
  TIMEOUT,
);
