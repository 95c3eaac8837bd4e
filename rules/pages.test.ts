import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue, verify } from "./index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (page: string): string => readFileSync(join(root, "rules", page), "utf8");

const HEADINGS = [
  "What it finds",
  "Why it matters",
  "Bad",
  "Good",
  "How to fix",
  "When to allow it",
  "What it misses",
  "Counterparts",
];

interface Block {
  readonly kind: "bad" | "good";
  readonly code: string;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```ts (bad|good)\n([\s\S]*?)^```$/gm)].map(([, kind, code]) => ({
    kind: kind === "bad" ? "bad" : "good",
    code: code ?? "",
  }));

/** `12 rule-id` for each `// want rule-id` in the code. */
const wantsOf = (code: string): string[] =>
  code
    .split("\n")
    .flatMap((line, index) => [...line.matchAll(/\/\/ want ([a-z-]+)/g)].map(([, id]) => `${index + 1} ${id ?? ""}`));

let folder = "";
beforeAll(() => {
  // A project that has installed the package: its `irql/runtime` is this repository's.
  folder = mkdtempSync(join(tmpdir(), "irql-pages-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "irql"), "dir");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(catalogue.map(({ id }) => id))("the page of %s", (id) => {
  const page = read(`${id}.md`);
  const blocks = blocksOf(page);

  it("has all its parts, in order", () => {
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });

  it("shows code of both kinds, each under its heading", () => {
    const bad = page.slice(page.indexOf("\n## Bad"), page.indexOf("\n## Good"));
    expect(blocksOf(bad).map(({ kind }) => kind)).toEqual(
      blocks.filter(({ kind }) => kind === "bad").map(({ kind }) => kind),
    );
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(["bad", "good"]));
    expect([...page.matchAll(/^```ts\b/gm)]).toHaveLength(blocks.length);
    for (const { kind, code } of blocks) {
      if (kind === "bad") expect(wantsOf(code).join()).toContain(id);
      else expect(wantsOf(code)).toEqual([]);
    }
  });

  it("tells the truth: bad code is reported where it says, good code is not", async () => {
    const home = join(folder, id);
    mkdirSync(home);
    blocks.forEach(({ kind, code }, index) => writeFileSync(join(home, `${kind}-${index}.ts`), code));
    // A rule of `strict` is asked beside those of `recommended`.
    const only = catalogue
      .filter((rule) => rule.id === id || rule.presets.includes("recommended"))
      .map((rule) => rule.id);
    const report = await verify({ cwd: folder, paths: [`${id}/*.ts`], preset: "recommended", only });
    expect(report.problems).toEqual([]);
    const found = new Map<string, string[]>();
    // Warnings of other rules are advice that the page is not about.
    for (const { file, range, ruleId } of report.findings.filter((one) => one.ruleId === id || one.level === "error"))
      found.set(file, [...(found.get(file) ?? []), `${range.start.line} ${ruleId}`]);
    blocks.forEach(({ kind, code }, index) => {
      const file = `${id}/${kind}-${index}.ts`;
      expect({ file, findings: found.get(file) ?? [] }).toEqual({ file, findings: wantsOf(code) });
    });
  });
});

describe("the code on the pages", () => {
  it("compiles for someone who has installed the package", () => {
    const home = join(folder, "compiled");
    mkdirSync(home);
    for (const { id } of catalogue)
      blocksOf(read(`${id}.md`)).forEach(({ code }, index) => writeFileSync(join(home, `${id}-${index}.ts`), code));
    const compilerOptions = { module: "nodenext", target: "es2023", strict: true, types: [], noEmit: true };
    writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", home], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});

describe("the table of counterparts", () => {
  it("has a row for every rule and for nothing else", () => {
    const rows = [...read("COUNTERPARTS.md").matchAll(/^\| \[([a-z-]+)\]\(([a-z-]+)\.md\)/gm)];
    for (const [, name, link] of rows) expect(link).toBe(name);
    expect(rows.map(([, name]) => name).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
  });
});
