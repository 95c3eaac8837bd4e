import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ESLint } from "eslint";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReportedFinding } from "../../analyzer/finding/report.js";
import type { RuleMeta } from "../define-rule.js";
import { createPlugin, type Plugin } from "./create-plugin.js";

const counterparts = { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" };
const catalogue: readonly RuleMeta[] = [
  {
    id: "first-rule",
    summary: "finds the first thing",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: { first: "found `{{what}}`" },
    hasSuggestions: true,
    counterparts,
  },
  {
    id: "second-rule",
    summary: "finds the second thing",
    severity: "warning",
    presets: ["strict"],
    messages: { second: "found {{what}}" },
    hasSuggestions: false,
    counterparts,
  },
];

const at = (start: number, end: number): Pick<ReportedFinding, "offsets" | "range"> => ({
  offsets: [start, end],
  range: { start: { line: 1, column: start + 1 }, end: { line: 1, column: end + 1 } },
});

const finding = (file: string, changes: Partial<ReportedFinding> = {}): ReportedFinding => ({
  ruleId: "first-rule",
  messageId: "first",
  level: "error",
  preset: "recommended",
  certainty: "certain",
  message: "found `{{one}}`",
  file,
  ...at(6, 9),
  function: "<module>",
  irql: null,
  because: [],
  suggestions: [],
  fingerprint: "0",
  suppressed: null,
  ...changes,
});

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "irql-eslint-"));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { types: [] }, include: ["*.ts"] }));
  for (const name of ["a", "b", "c"])
    writeFileSync(join(folder, `${name}.ts`), `const ${name}${name}${name} = 1;\nexport {};\n`);
  writeFileSync(join(folder, "plain.js"), "const one = 1;\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = (found: (file: string) => readonly ReportedFinding[], onRun = (): void => undefined) =>
  createPlugin({
    version: "0.0.0",
    catalogue,
    page: (id) => `https://example.test/${id}.md`,
    analyse: () => {
      onRun();
      return { findings: found };
    },
  });

const linter = (irql: Plugin, preset: "recommended" | "strict"): ESLint =>
  new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: defineConfig({
      files: ["**/*.ts"],
      plugins: { irql },
      extends: [tseslint.configs.base, `irql/${preset}`],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder } },
    }),
  });

const lint = async (irql: Plugin, files: readonly string[], preset: "recommended" | "strict" = "strict") =>
  await linter(irql, preset).lintFiles([...files]);

describe("one program, one analysis", () => {
  it("analyses once for all rules and files", async () => {
    let runs = 0;
    const asked: string[] = [];
    const irql = parts(
      (file) => {
        asked.push(file.slice(file.lastIndexOf("/") + 1));
        return [finding(file)];
      },
      () => (runs += 1),
    );
    const results = await lint(irql, ["a.ts", "b.ts", "c.ts"]);
    expect(runs).toBe(1);
    expect(asked.toSorted()).toEqual(["a.ts", "a.ts", "b.ts", "b.ts", "c.ts", "c.ts"]);
    expect(results.map((result) => result.messages.length)).toEqual([1, 1, 1]);
  });

  it("analyses again when an edit has made another program", async () => {
    let runs = 0;
    const irql = parts(
      () => [],
      () => (runs += 1),
    );
    const eslint = linter(irql, "strict");
    for (const text of ["const one = 1;\n", "const two = 2;\n", "const two = 2;\n"])
      await eslint.lintText(text, { filePath: join(folder, "a.ts") });
    expect(runs).toBe(2);
  });
});

describe("a finding in ESLint", () => {
  it("has the place, the severity of the preset, and the text as the analysis gave it", async () => {
    const irql = parts((file) => [
      finding(file),
      finding(file, { ruleId: "second-rule", messageId: "second", message: "found two", ...at(0, 5) }),
    ]);
    const [result] = await lint(irql, ["a.ts"]);
    expect(
      result?.messages.map(({ ruleId, messageId, severity, message, line, column, endLine, endColumn }) => [
        ruleId,
        messageId,
        severity,
        message,
        [line, column, endLine, endColumn],
      ]),
    ).toEqual([
      ["irql/second-rule", "second", 1, "found two", [1, 1, 1, 6]],
      ["irql/first-rule", "first", 2, "found `{{one}}`", [1, 7, 1, 10]],
    ]);
  });

  it("is not reported by a preset without its rule", async () => {
    const irql = parts((file) => [finding(file, { ruleId: "second-rule", messageId: "second" })]);
    const [result] = await lint(irql, ["a.ts"], "recommended");
    expect(result?.messages).toEqual([]);
  });

  it("names the root cause where the message does not", async () => {
    const range = { start: { line: 7, column: 3 }, end: { line: 7, column: 9 } };
    const irql = parts((file) => [
      finding(file, {
        message: "too low",
        because: [{ file: join(folder, "src/b.ts"), range, kind: "enter", message: "`f` is entered at 0" }],
      }),
      finding(file, { message: "too high", because: [{ file, range, kind: "raise", message: "`g` raises" }] }),
      finding(file, { message: "also: `g` raises", because: [{ file, range, kind: "raise", message: "`g` raises" }] }),
    ]);
    const [result] = await lint(irql, ["a.ts"]);
    expect(result?.messages.map(({ message }) => message)).toEqual([
      "too low (src/b.ts:7: `f` is entered at 0)",
      "too high (line 7: `g` raises)",
      "also: `g` raises",
    ]);
  });

  it("offers the rewrites that stay in the file", async () => {
    const { range } = at(6, 9);
    const edit = (file: string, offsets: readonly [number, number], text: string) => ({ file, range, offsets, text });
    const irql = parts((file) => [
      finding(file, {
        suggestions: [
          { message: "rename it", edits: [edit(file, [6, 9], "two"), edit(file, [12, 13], "2")] },
          { message: "rename it elsewhere", edits: [edit(file, [6, 9], "two"), edit("elsewhere.ts", [0, 1], "2")] },
        ],
      }),
    ]);
    const [result] = await lint(irql, ["a.ts"]);
    expect(result?.messages[0]?.suggestions).toEqual([
      expect.objectContaining({ desc: "rename it", fix: { range: [6, 13], text: "two = 2" } }),
    ]);
  });

  it("can be allowed by ESLint's own comments", async () => {
    writeFileSync(
      join(folder, "allowed.ts"),
      "// eslint-disable-next-line irql/first-rule -- tried out\nconst one = 1;\nexport {};\n",
    );
    const irql = parts((file) => [finding(file, { offsets: [63, 66] })]);
    const [result] = await lint(irql, ["allowed.ts"]);
    expect(result?.messages).toEqual([]);
    expect(result?.suppressedMessages.map(({ ruleId }) => ruleId)).toEqual(["irql/first-rule"]);
  });
});

describe("the plugin", () => {
  const irql = parts(() => []);

  it("describes its rules", () => {
    expect(irql.rules["first-rule"]?.meta).toEqual({
      type: "problem",
      docs: {
        description: "finds the first thing",
        url: "https://example.test/first-rule.md",
        recommended: true,
        dialects: ["TypeScript"],
      },
      languages: ["js/js"],
      schema: [],
      messages: { first: "{{message}}" },
      hasSuggestions: true,
    });
    expect(irql.rules["second-rule"]?.meta?.type).toBe("suggestion");
  });

  it("has named configurations that work without naming the plugin again", () => {
    expect(irql.configs.recommended.plugins?.irql).toBe(irql);
    expect(irql.configs.strict.name).toBe("irql/strict");
    expect(irql.configs.strict.rules).toEqual({ "irql/first-rule": "error", "irql/second-rule": "warn" });
    expect(defineConfig(irql.configs.recommended)).toHaveLength(1);
  });

  it("says what to set when there is no type information", async () => {
    const untyped = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [tseslint.configs.base, irql.configs.recommended],
    });
    await expect(untyped.lintFiles(["a.ts"])).rejects.toThrow(
      /`irql\/first-rule` needs the types of the whole program, but @typescript-eslint\/parser ran without type information: .*projectService: true/,
    );
    const espree = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [{ plugins: { irql }, rules: { "irql/first-rule": "error" } }],
    });
    await expect(espree.lintFiles(["plain.js"])).rejects.toThrow(
      /the file was not parsed by @typescript-eslint\/parser/,
    );
  });

  it("leaves JavaScript files alone in its own configurations", async () => {
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [irql.configs.recommended] });
    const [result] = await eslint.lintFiles(["plain.js"]);
    expect(result?.messages).toEqual([]);
  });
});
