import { beforeAll, describe, expect, it } from "vitest";
import { rewriteAll, type Rewrites } from "./testing/rewrites.js";

const CODES = {
  pair: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const oldIrql = KeAcquireSpinLock(lock);\n  work();\n  KeReleaseSpinLock(lock, oldIrql);\n};`,
  twoWaysOut: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const oldIrql = KeAcquireSpinLock(lock);\n  if (late()) {\n    KeReleaseSpinLock(lock, oldIrql);\n    return;\n  }\n  work();\n  KeReleaseSpinLock(lock, oldIrql);\n};\ndeclare function late(): boolean;`,
  imports: `import { type KDEFERRED_ROUTINE, KeAcquireSpinLock, KeReleaseSpinLock, KSPIN_LOCK } from "irql/runtime";\nconst lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));\nexport const onDpc: KDEFERRED_ROUTINE = () => {\n  const oldIrql = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, oldIrql);\n};`,
  alsoRead: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const oldIrql = KeAcquireSpinLock(lock);\n  work(oldIrql);\n  KeReleaseSpinLock(lock, oldIrql);\n};`,
  elsewhere: `let saved: KIRQL = PASSIVE_LEVEL;\nexport const onDpc: KDEFERRED_ROUTINE = () => {\n  saved = KeAcquireSpinLock(lock);\n  give();\n};\nfunction give(): void {\n  KeReleaseSpinLock(lock, saved);\n}`,
};

let done: Rewrites;
beforeAll(async () => {
  done = await rewriteAll(CODES);
});

const raises = (name: keyof typeof CODES) =>
  done.findings(name).filter(({ ruleId }) => ruleId === "redundant-irql-raise");

describe("the rewrite of a pair", () => {
  it("leaves the saved level out", () => {
    expect(done.result("pair")).toBe(
      `export const onDpc: KDEFERRED_ROUTINE = () => {\n  KeAcquireSpinLockAtDpcLevel(lock);\n  work();\n  KeReleaseSpinLockFromDpcLevel(lock);\n};`,
    );
  });

  it("reaches every release", () => {
    expect(done.result("twoWaysOut")?.match(/KeReleaseSpinLockFromDpcLevel\(lock\)/g)).toHaveLength(2);
    expect(done.result("twoWaysOut")).not.toMatch(/KeReleaseSpinLock\(|oldIrql/);
  });

  it("imports what it names", () => {
    expect(raises("imports")[0]?.suggestions[0]?.edits.map(({ text }) => text)).toContain(
      ", KeAcquireSpinLockAtDpcLevel, KeReleaseSpinLockFromDpcLevel",
    );
  });

  it("is not offered where the saved level is read, or the release stands in another function", () => {
    for (const name of ["alsoRead", "elsewhere"] as const) {
      expect(raises(name)).toHaveLength(1);
      expect(raises(name)[0]?.suggestions).toEqual([]);
    }
  });

  it("leaves code that compiles and that nothing is found in", () => {
    expect(done.complaints).toEqual([]);
    expect(done.after.findings.map(({ message }) => message)).toEqual([]);
  });
});
