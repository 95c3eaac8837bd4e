import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { makeProject } from "./testing/check-sources.js";
import { verify } from "./verify.js";
import { createWatcher, type Watcher } from "./watch.js";

let open: Watcher[] = [];
afterEach(() => {
  for (const watcher of open) watcher.close();
  open = [];
});

const driver = (acquire: string): string => `
import { ${acquire}, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, type KSPIN_LOCK } from "irql/runtime";
/** @irqlRequiresMax PASSIVE_LEVEL */
export const touch = (lock: KSPIN_LOCK): void => {
  ${acquire === "KeAcquireSpinLock" ? "const old = " : ""}${acquire}(lock);
  ${acquire === "KeAcquireSpinLock" ? "KeReleaseSpinLock(lock, old)" : "KeReleaseSpinLockFromDpcLevel(lock)"};
};
`;
const GOOD = driver("KeAcquireSpinLock");
const BAD = driver("KeAcquireSpinLockAtDpcLevel");

const found = ({ findings }: Report): readonly string[] => findings.map(({ ruleId, file }) => `${ruleId} ${file}`);

const settled = ({ summary: { durationMs: _, ...summary }, ...report }: Report): unknown => ({ ...report, summary });

describe("a project that is watched", () => {
  it("is checked again after each change, with what a new check reports", async () => {
    const tsconfig = { compilerOptions: { module: "esnext", moduleResolution: "bundler" }, include: ["src"] };
    const cwd = makeProject({ "tsconfig.json": JSON.stringify(tsconfig), "src/a.ts": GOOD, "other/b.ts": BAD });
    const watcher = createWatcher();
    open.push(watcher);
    let last = await watcher.verify({ cwd });
    expect(found(last)).toEqual([]);
    const changes: readonly (readonly [change: () => void, found: readonly string[]])[] = [
      [() => writeFileSync(join(cwd, "src/a.ts"), BAD), ["src/a.ts"]],
      [() => writeFileSync(join(cwd, "src/c.ts"), BAD), ["src/a.ts", "src/c.ts"]],
      [() => rmSync(join(cwd, "src/a.ts")), ["src/c.ts"]],
      [
        () => writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify({ ...tsconfig, include: ["src", "other"] })),
        ["other/b.ts", "src/c.ts"],
      ],
    ];
    for (const [change, files] of changes) {
      change();
      expect(await watcher.change()).toBe(true);
      last = await watcher.verify({ cwd });
      expect(found(last)).toEqual(files.map((file) => `uncertain-at-dpc-level ${file}`));
    }
    expect(settled(last)).toEqual(settled(await verify({ cwd })));
  });

  it("knows what changed while a check ended in an error", async () => {
    const cwd = makeProject({ "tsconfig.json": "{}", "a.ts": GOOD });
    const watcher = createWatcher();
    open.push(watcher);
    await watcher.verify({ cwd });
    writeFileSync(join(cwd, "tsconfig.json"), "{ no");
    await watcher.change();
    const failed = await watcher.verify({ cwd }).then(
      ({ problems }) => problems.map(({ message }) => message).join(),
      (error: unknown) => String(error),
    );
    expect(failed).toContain("tsconfig.json");
    writeFileSync(join(cwd, "tsconfig.json"), "{}");
    writeFileSync(join(cwd, "a.ts"), BAD);
    await watcher.change();
    expect(found(await watcher.verify({ cwd }))).toEqual(["uncertain-at-dpc-level a.ts"]);
  });
});
