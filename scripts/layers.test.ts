import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const ROOMS = ["runtime", "analyzer", "rules", "cli", "fixtures", "scripts"];

/** For each rule an import that it forbids: file and text, and the rule's name as `dependency-cruiser` reports it. */
const OFFENCES: readonly (readonly [rule: string, file: string, text: string])[] = [
  ["no-cycles", "analyzer/ir/a.ts", 'import "./b.js";'],
  ["nothing-unresolved", "rules/unresolved.ts", 'import "./nowhere.js";'],
  ["no-orphans", "analyzer/finding/orphan.ts", "export {};"],
  ["runtime-stands-alone", "runtime/a.ts", 'import "../rules/unresolved.js";'],
  ["runtime-needs-nothing", "runtime/b.ts", 'import "node:fs";'],
  ["analyzer-knows-no-one", "analyzer/a.ts", 'import "../runtime/a.js";'],
  ["rules-know-no-cli", "rules/a.ts", 'import "../cli/a.js";'],
  ["only-load-and-lower-see-the-compiler", "analyzer/solve/a.ts", 'import type { ts } from "ts-morph";'],
  ["only-the-plugin-sees-eslint", "rules/b.ts", 'import type { Rule } from "eslint";'],
  ["the-plugin-uses-the-front-door", "rules/eslint/a.ts", 'import "../../analyzer/solve/a.js";'],
  ["nobody-imports-the-plugin", "rules/c.ts", 'import "./eslint/a.js";'],
  ["cli-uses-one-door", "cli/a.ts", 'import "../analyzer/solve/a.js";'],
  ["cli-uses-one-door-to-rules", "cli/b.ts", 'import { a } from "../rules/a.js";'],
  ["cli-and-runtime-are-strangers", "cli/c.ts", 'import "../runtime/a.js";'],
  ["reporters-are-pure", "cli/report/a.ts", 'import "node:fs";'],
  ["only-tests-use-fixtures", "rules/d.ts", 'import "../fixtures/a.js";'],
  ["only-tests-use-tests", "rules/e.ts", 'import "./a.test.js";'],
  ["nouns-import-only-nouns", "analyzer/domain/a.ts", 'import "../solve/a.js";'],
  ["domain-and-ir-are-plain-data", "analyzer/domain/b.ts", 'import "node:path";'],
  ["load-looks-left", "analyzer/load/a.ts", 'import type { A } from "../lower/a.js";'],
  ["model-looks-left", "analyzer/model/a.ts", 'import "../lower/a.js";'],
  ["lower-looks-left", "analyzer/lower/a.ts", 'import "../connect/a.js";'],
  ["connect-looks-left", "analyzer/connect/a.ts", 'import "../solve/a.js";'],
  ["solve-looks-left", "analyzer/solve/b.ts", 'import "../summarize/a.js";'],
  ["summarize-looks-left", "analyzer/summarize/a.ts", 'import "../check/a.js";'],
  ["check-looks-left", "analyzer/check/a.ts", 'import "../explain/a.js";'],
  ["stages-do-not-know-the-pipeline", "analyzer/explain/a.ts", 'import "../a.js";'],
  ["runtime-dependencies-are-declared", "rules/f.ts", 'import "fast-check";'],
  // Allowed: a stage that looks left, the plugin that sees ESLint, a test that sees anything.
  ["", "analyzer/check/b.ts", 'import "../solve/a.js"; import "../domain/a.js";'],
  ["", "rules/eslint/b.ts", 'import type { Rule } from "eslint";'],
  ["", "rules/a.test.ts", 'import "../fixtures/a.js"; import "vitest";'],
  ["", "analyzer/load/b.ts", 'import { ts } from "ts-morph"; import "node:fs";'],
  ["", "cli/d.ts", 'import type { A } from "../rules/a.js"; import "../analyzer/finding/a.js";'],
];

/** Imported above, and nothing more. */
const BYSTANDERS: readonly (readonly [file: string, text: string])[] = [
  ["analyzer/ir/b.ts", 'import "./a.js";'],
  ["analyzer/finding/a.ts", "export {};"],
  ["fixtures/a.ts", "export {};"],
  ["scripts/a.ts", "export {};"],
];

interface Outcome {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
  };
}

let folder = "";
let outcome: Outcome["summary"];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "irql-layers-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  for (const name of ["package.json", "tsconfig.json", ".dependency-cruiser.mjs"])
    copyFileSync(join(root, name), join(folder, name));
  for (const [file, text] of [...OFFENCES.map(([, ...rest]) => rest), ...BYSTANDERS]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const cruiser = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [cruiser, "--config", ".dependency-cruiser.mjs", "--output-type", "json", ...ROOMS];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  outcome = (JSON.parse(stdout) as Outcome).summary;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the layers", () => {
  it("has an offence here for each of its rules, and a reason in each", () => {
    const names = outcome.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(new Set(OFFENCES.map(([rule]) => rule).filter((rule) => rule !== ""))).toEqual(new Set(names));
    for (const { name, comment } of outcome.ruleSetUsed.forbidden) expect(comment.length, name).toBeGreaterThan(40);
  });

  it.each(OFFENCES.filter(([rule]) => rule !== ""))("%s forbids what %s imports", (rule, file) => {
    const found = outcome.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(found).toContain(rule);
  });

  it.each(OFFENCES.filter(([rule]) => rule === ""))("%sallows what %s imports", (_, file) => {
    const found = outcome.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(found.filter((name) => name !== "no-cycles")).toEqual([]);
  });
});
