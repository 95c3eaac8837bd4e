import { beforeAll, describe, expect, it } from "vitest";
import { findingsIn } from "./testing/check-sources.js";
import { rewriteAll, type Rewrites } from "./testing/rewrites.js";

/** The rewrite names only what the file names already. */
const RIGHT = `
export function g(): void {
  const before = KeAcquireSpinLock(lock);
  KeReleaseSpinLock(lock, before);
}
export const onOtherDpc: KDEFERRED_ROUTINE = () => {
  KeAcquireSpinLockAtDpcLevel(lock);
  KeReleaseSpinLockFromDpcLevel(lock);
};
/** @irqlRequires DISPATCH_LEVEL */
export function h(other: KLOCK_QUEUE_HANDLE): void {
  KeAcquireInStackQueuedSpinLockAtDpcLevel(queue, other);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(other);
}
const queue = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));`;

const MISMATCHED = {
  fromDpc: `export function f(): void {
  const old = KeAcquireSpinLock(lock);
  work();
  KeReleaseSpinLockFromDpcLevel(lock);
}${RIGHT}`,
  restores: `export const onDpc: KDEFERRED_ROUTINE = () => {
  KeAcquireSpinLockAtDpcLevel(lock);
  work();
  KeReleaseSpinLock(lock, DISPATCH_LEVEL);
};${RIGHT}`,
  queued: `/** @irqlRequires DISPATCH_LEVEL */
export function f(handle: KLOCK_QUEUE_HANDLE): void {
  KeAcquireInStackQueuedSpinLockAtDpcLevel(queue, handle);
  work();
  KeReleaseInStackQueuedSpinLock(handle);
}${RIGHT}`,
};

describe("the release that pairs with the acquire", () => {
  let paired: Rewrites;
  beforeAll(async () => {
    paired = await rewriteAll(MISMATCHED);
  });

  it("takes the place of the one that does not", () => {
    expect(paired.result("fromDpc")).toMatch("  KeReleaseSpinLock(lock, old);\n");
    expect(paired.result("restores")).toMatch("  KeReleaseSpinLockFromDpcLevel(lock);\n");
    expect(paired.result("queued")).toMatch("  KeReleaseInStackQueuedSpinLockFromDpcLevel(handle);\n");
  });

  it("is offered once in each of these, and takes the finding with it", () => {
    for (const name of Object.keys(MISMATCHED)) {
      expect([name, paired.findings(name).map(({ ruleId }) => ruleId)]).toEqual([name, ["mismatched-release"]]);
      expect([name, findingsIn(paired.after, `${name}.ts`)]).toEqual([name, []]);
    }
  });

  it("leaves code that a compiler takes", () => {
    expect(paired.complaints).toEqual([]);
  });
});
