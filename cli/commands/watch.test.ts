import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../run.js";
import { fakeDoor, type FakeDoor } from "../testing/fake-door.js";
import { fakeIo, type FakeIo } from "../testing/fake-io.js";
import { finding, reportOf } from "../testing/fake-report.js";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-watch-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const watched = async (
  line: string,
  door: FakeDoor,
  io: FakeIo = fakeIo({ cwd }),
): Promise<FakeIo["written"] & { readonly code: number }> => {
  const code = await run(() => Promise.resolve(door), line.split(" "), io, "1.2.3");
  return { code, ...io.written };
};

const nothing = (): void => undefined;
const report = reportOf({ findings: [finding()] });
const configFile = (content: string) => () => {
  writeFileSync(join(cwd, "irql.config.json"), content);
};

describe("`irql check --watch`", () => {
  it("checks once, and again after each change", async () => {
    const door = fakeDoor({ report, changes: [nothing, nothing] });
    const { code, stdout, stderr } = await watched("check src --watch", door);
    expect(door.asked).toHaveLength(3);
    expect(stdout.match(/uncertain-at-dpc-level/g)).toHaveLength(3);
    expect(stderr.match(/^irql: waiting for changes; ctrl-C ends$/gm)).toHaveLength(3);
    expect(code).toBe(1);
  });

  it("clears a terminal before each new report, and nothing else", async () => {
    const changes = [nothing];
    const shown = await watched("check --watch", fakeDoor({ report, changes }), fakeIo({ cwd, isTTY: true }));
    expect(shown.stdout.split("\u001b[H")).toHaveLength(2);
    expect((await watched("check --watch", fakeDoor({ report, changes }))).stdout).not.toContain("\u001b");
  });

  it("reads the configuration anew, tells what is wrong with it, and waits on", async () => {
    const changes = [configFile("{ no"), configFile('{ "preset": "strict" }')];
    const door = fakeDoor({ report, changes });
    const { stderr } = await watched("check --watch", door);
    expect(door.watched).toContain(join(cwd, "irql.config.json"));
    expect(stderr).toMatch(/^irql: `irql\.config\.json` is not JSON: .*$/m);
    expect(door.asked.map(({ preset }) => preset)).toEqual(["recommended", "strict"]);
    rmSync(join(cwd, "irql.config.json"));
  });

  it("reads a configuration that is a module anew", async () => {
    const file = join(cwd, "irql.config.mjs");
    const write = (preset: string, seconds: number) => () => {
      writeFileSync(file, `export default { preset: "${preset}" };`);
      utimesSync(file, seconds, seconds);
    };
    write("strict", 1)();
    const door = fakeDoor({ report, changes: [nothing, write("all", 2)] });
    await watched("check --watch", door);
    expect(door.asked.map(({ preset }) => preset)).toEqual(["strict", "strict", "all"]);
    rmSync(file);
  });

  it("reads the baseline anew", async () => {
    const write = (findings: readonly unknown[]) => () => {
      writeFileSync(join(cwd, "known.json"), JSON.stringify({ schemaVersion: 1, findings }));
    };
    write([])();
    const door = fakeDoor({ report, changes: [write(report.findings)] });
    const { stderr } = await watched("check --watch --baseline known.json", door);
    expect(door.watched).toContain(join(cwd, "known.json"));
    expect(stderr.match(/1 error|1 known/g)).toEqual(["1 error", "1 known"]);
  });

  it("ends at once where it cannot even begin", async () => {
    const door = fakeDoor({ report, changes: [nothing] });
    const { code, stderr } = await watched("check --watch --config none.json", door);
    expect([code, stderr, door.asked]).toEqual([2, "irql: no such configuration file: `none.json`\n", []]);
  });
});
