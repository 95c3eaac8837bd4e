import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as door from "../../rules/index.js";
import { run } from "../run.js";
import { fakeIo } from "../testing/fake-io.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-fix-"));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

/** A check whose answer is certain, and a release of another kind: one rewrite keeps the meaning, one mends a mistake. */
const DRIVER = `import {
  DISPATCH_LEVEL, KeAcquireSpinLockAtDpcLevel, KeGetCurrentIrql, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KSPIN_LOCK,
  type KDEFERRED_ROUTINE,
} from "irql/runtime";
const lock = new KSPIN_LOCK();
let count = 0;
export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) count += 1;
  KeAcquireSpinLockAtDpcLevel(lock);
  KeReleaseSpinLock(lock, DISPATCH_LEVEL);
  KeAcquireSpinLockAtDpcLevel(lock);
  KeReleaseSpinLockFromDpcLevel(lock);
};
`.replaceAll("\n", "\r\n");

const irql = async (
  line: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
  const io = fakeIo({ cwd });
  const code = await run(() => Promise.resolve(door), line.split(" "), io, "1.2.3");
  return { code, ...io.written };
};

const source = (): string => readFileSync(join(cwd, "a.ts"), "utf8");

describe("rewrites", () => {
  it("that keep the meaning are made, and the rest is reported", async () => {
    writeFileSync(join(cwd, "a.ts"), `\uFEFF${DRIVER}`);
    const { code, stdout, stderr } = await irql("check a.ts --no-cache --fix");
    expect(stderr).toContain("irql: 1 rewrite in 1 file\n");
    expect(source()).toBe(`\uFEFF${DRIVER.replace("if (KeGetCurrentIrql() >= DISPATCH_LEVEL) count", "count")}`);
    expect([code, stdout.match(/\[[a-z-]+\]/g)]).toEqual([1, ["[mismatched-release]"]]);
  });

  it("are all made where that is asked for", async () => {
    writeFileSync(join(cwd, "a.ts"), DRIVER);
    const { code, stdout, stderr } = await irql("check a.ts --no-cache --fix-suggestions");
    expect(stderr).toContain("irql: 2 rewrites in 1 file\n");
    expect([code, stdout]).toEqual([0, ""]);
    expect(source()).toContain("  KeReleaseSpinLockFromDpcLevel(lock);\r\n  KeAcquireSpinLockAtDpcLevel(lock);\r\n");
  });

  it("are shown, and nothing is written", async () => {
    writeFileSync(join(cwd, "a.ts"), DRIVER);
    const { code, stdout, stderr } = await irql("check a.ts --no-cache --fix-dry-run");
    expect([code, stderr, source()]).toEqual([0, "irql: 1 rewrite in 1 file, not made\n", DRIVER]);
    expect(stdout).toContain("-  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) count += 1;");
    expect(stdout).not.toContain("-  KeReleaseSpinLock(");
    expect((await irql("check a.ts --no-cache --fix-dry-run --fix-suggestions")).stdout).toContain(
      "-  KeReleaseSpinLock(",
    );
  });

  it("leave a file alone that is not UTF-8", async () => {
    const utf16 = Buffer.from(`\uFEFF${DRIVER}`, "utf16le");
    writeFileSync(join(cwd, "a.ts"), utf16);
    const { code, stderr } = await irql("check a.ts --no-cache --fix");
    expect([code, stderr]).toEqual([2, "irql: `a.ts` is not UTF-8; save it as UTF-8 and run again\n"]);
    expect(readFileSync(join(cwd, "a.ts"))).toEqual(utf16);
  });
});
