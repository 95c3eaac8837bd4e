import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli } from "./testing/build-cli.js";

/** More than a pipe holds, so that a process that ends too early loses some of it. */
const MANY = 20_000;

const ANALYSIS = `

const finding = (line) => ({
  ruleId: "long-hold", messageId: "m", level: "error", certainty: "certain", message: "held for long",
  file: "a.ts", range: { start: { line, column: 1 }, end: { line, column: 2 } }, offsets: [0, 1], function: "f",
  irql: null, because: [], suggestions: [], fingerprint: "0", suppressed: null,
});
export const catalogue = [];
export const rulePage = async () => undefined;
export const debugFunction = async () => "";
export const verify = async ({ paths }) => {
  if (paths[0] === "throws-later") setTimeout(() => { throw new Error("later"); });
  const findings = paths[0] === "many" ? Array.from({ length: ${String(MANY)} }, (_, index) => finding(index + 1)) : [];
  const summary = {
    files: 1, functions: 1, errors: findings.length, warnings: 0, durationMs: 1, resolvedCalls: 1, openedFiles: 1,
    unresolvedCalls: 0, unsupported: 0, collapsedStates: 0, cutOffFunctions: 0, asideFunctions: 0,
    suppressed: 0,
  };
  return { schemaVersion: 1, tool: { name: "irql", version: "0" }, findings, problems: [], summary };
};
`;

let built = { folder: "", main: "" };
beforeAll(() => {
  built = buildCli(ANALYSIS);
});
afterAll(() => {
  rmSync(built.folder, { recursive: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const irql = (...argv: readonly string[]): Ended =>
  spawnSync(process.execPath, [built.main, ...argv], { cwd: built.folder, encoding: "utf8", maxBuffer: 1e9 });

/** A line of bash; `$IRQL` runs the command line. */
const bash = (line: string): Ended =>
  spawnSync("bash", ["-c", line], {
    cwd: built.folder,
    encoding: "utf8",
    env: { ...process.env, IRQL: `${process.execPath} ${built.main}` },
  });

describe("the process", () => {
  it("starts with a line that makes it a program", () => {
    expect(readFileSync(built.main, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("knows its version from its package", () => {
    const { version } = JSON.parse(readFileSync(join(built.folder, "package.json"), "utf8")) as { version: string };
    expect(irql("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("ends with 0, 1 and 2", () => {
    expect(irql("clean").status).toBe(0);
    expect(irql("many").status).toBe(1);
    expect(irql("--unknown")).toMatchObject({ status: 2, stdout: "" });
  });

  it("ends with 3, not 1, when something throws outside of the run", () => {
    const { status, stderr } = irql("throws-later");
    expect(status).toBe(3);
    expect(stderr).toContain("this is a fault of irql");
  });

  it("writes all of a long report before it ends", () => {
    const { stdout } = irql("many");
    expect(stdout.trimEnd().split("\n")).toHaveLength(MANY);
  });

  it("writes all of it to a slow reader", () => {
    const { stdout } = bash(`$IRQL many 2>/dev/null | { sleep 0.3; wc -l; }; exit "\${PIPESTATUS[0]}"`);
    expect(stdout.trim()).toBe(String(MANY));
  });

  it("lets its reader go away, and keeps its exit code", () => {
    const { status, stdout, stderr } = bash(`$IRQL many | head -n 1; exit "\${PIPESTATUS[0]}"`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "a.ts:1:1: error[long-hold] held for long\n" });
    expect(stderr).not.toMatch(/EPIPE|fault| {4}at /);
  });

  it.skipIf(!existsSync("/dev/full"))("says so when the output cannot be written", () => {
    const { status, stderr } = bash("$IRQL many > /dev/full");
    expect(status).toBe(2);
    expect(stderr).toContain("irql: cannot write to standard output: ");
    expect(stderr).not.toContain("    at ");
  });
});
