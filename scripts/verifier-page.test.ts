// What runtime/VERIFIER.md shows is what happens: its program is run under the verifier and checked, from a project that has
// the built package. Needs `dist/`. `npx vitest run scripts/verifier-page.test.ts -u` writes both outputs anew.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../cli/run.js";
import { fakeIo } from "../cli/testing/fake-io.js";
import * as door from "../rules/index.js";
import { runNode } from "./demo-drivers.mjs";
import { blockOf, partOf, read, root, withPart } from "./readme.js";

const PAGE = "runtime/VERIFIER.md";
const FILE = "transfer.ts";
const page = read(PAGE);
const program = blockOf(page, FILE);
const WRONG = program.split("\n").findIndex((line) => line.includes("the wrong line")) + 1;

let home = "";
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "irql-verifier-page-")));
  mkdirSync(join(home, "node_modules"));
  symlinkSync(root, join(home, "node_modules/irql"), "dir");
  writeFileSync(join(home, "package.json"), '{ "type": "module" }');
  writeFileSync(join(home, FILE), program);
  // The stacks are those of the page's lines.
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, inlineSourceMap: true };
  const { outputText } = ts.transpileModule(program, { fileName: FILE, compilerOptions });
  writeFileSync(join(home, "transfer.js"), outputText);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const fenced = (text: string): string => `\`\`\`text\n${text.trim()}\n\`\`\``;

/** What the uncaught bug check prints, from its first line to its last. */
const bugCheck = async (): Promise<string> => {
  const { code, stderr } = await runNode(["--enable-source-maps", join(home, "transfer.js")], {
    env: { IRQL_VERIFIER: "1" },
  });
  expect(code).toBe(1);
  const report = /^BugCheck: [\s\S]*?irql explain [a-z-]+/m.exec(stderr)?.[0] ?? stderr;
  return report.replaceAll(new RegExp(`(file://)?${home}/`, "g"), "");
};

const finding = async (): Promise<string> => {
  const io = fakeIo({ cwd: home, env: { NO_COLOR: "1" }, isTTY: true, columns: 100 });
  await run(() => Promise.resolve(door), ["check", FILE, "--no-progress"], io, "0.0.0");
  const findings = io.written.stdout.split(/\n\n(?=error|warning|\d+ )/);
  return findings.find((text) => text.startsWith("error[wrong-irql-restored]")) ?? io.written.stdout;
};

describe("the page of the verifier", () => {
  it("shows the bug check and the finding of one wrong line as they are (-u writes them)", async () => {
    const parts = { "bug check": await bugCheck(), finding: await finding() };
    for (const text of Object.values(parts)) expect(text).toContain(`${FILE}:${String(WRONG)}`);
    let written = page;
    for (const [name, text] of Object.entries(parts)) written = withPart(written, name, fenced(text));
    await expect(written).toMatchFileSnapshot(join(root, PAGE));
    expect(partOf(written, "finding")).toContain("error[wrong-irql-restored]");
    expect(partOf(written, "bug check")).toContain("found before the program runs by wrong-irql-restored");
  });
});
