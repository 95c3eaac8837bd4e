import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../run.js";
import { fakeDoor } from "../testing/fake-door.js";
import { fakeIo } from "../testing/fake-io.js";
import { finding, reportOf } from "../testing/fake-report.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-init-"));
  mkdirSync(join(cwd, ".git"));
  writeFileSync(join(cwd, "tsconfig.json"), "{}");
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const init = async (findings: readonly ReturnType<typeof finding>[] = [], failure?: Error, folder = cwd) => {
  const io = fakeIo({ cwd: folder });
  const door = fakeDoor({ report: reportOf({ findings }), failure });
  const code = await run(() => Promise.resolve(door), ["init"], io, "1.2.3");
  return { code, ...io.written, door };
};

describe("`irql init`", () => {
  it("writes a configuration that the next check reads, and shows what is found", async () => {
    const { code, stdout, stderr } = await init([finding(), finding(), finding({ ruleId: "long-hold" })]);
    expect([code, stdout]).toEqual([0, "    1  long-hold\n    2  uncertain-at-dpc-level\nwrote `irql.config.mjs`\n"]);
    expect(stderr).toContain("`irql baseline write` keeps them");
    const door = fakeDoor();
    const io = fakeIo({ cwd });
    expect(await run(() => Promise.resolve(door), ["config"], io, "1.2.3")).toBe(0);
    expect(io.written.stdout).toContain("irql.config.mjs");
  });

  it("writes beside the tsconfig, from any folder of the project", async () => {
    mkdirSync(join(cwd, "src/inner"), { recursive: true });
    expect((await init([], undefined, join(cwd, "src/inner"))).stdout).toBe("wrote `../../irql.config.mjs`\n");
    expect(existsSync(join(cwd, "irql.config.mjs"))).toBe(true);
  });

  it("writes over nothing", async () => {
    writeFileSync(join(cwd, "irql.config.json"), "{}");
    const { code, stderr, door } = await init();
    const said = `irql: \`irql.config.json\` is there already; \`irql config\` prints what it says\n`;
    expect([code, stderr, door.asked]).toEqual([2, said, []]);
  });

  it("writes nothing where nothing can be checked", async () => {
    class UserError extends Error {
      override readonly name = "UserError";
    }
    const { code, stderr } = await init([], new UserError("no tsconfig.json"));
    expect([code, stderr, existsSync(join(cwd, "irql.config.mjs"))]).toEqual([2, "irql: no tsconfig.json\n", false]);
  });
});
