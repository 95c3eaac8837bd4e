import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, messagesIn } from "./testing/check-sources.js";
import { asFiles, type SOURCES } from "./testing/explanations.js";

let report: Report;
beforeAll(async () => {
  report = await checkSources(asFiles());
});

const said = (name: keyof typeof SOURCES): string[] => messagesIn(report, `${name}.ts`);
describe("what is said", () => {
  it("where the level is certainly too low", () => {
    expect(said("certain")).toMatchInlineSnapshot(`
      [
        "2: \`KeLowerIrql\` lowers IRQL, but nothing in \`onStart\` has raised it: raise before, or state \`@irqlRestores\` if the level is the callers'",
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a role that fixes a range", () => {
    expect(said("range")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onDone\` has the role \`IO_COMPLETION_ROUTINE\`, and a completion routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a dispatch routine", () => {
    expect(said("dispatch")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onRequest\` has the role \`DRIVER_DISPATCH\`, and a dispatch routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a threaded DPC", () => {
    expect(said("threaded")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onTimer\` has the role \`KDEFERRED_ROUTINE (threaded)\`, and a threaded DPC routine may run at \`PASSIVE_LEVEL\` as well as at \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where callers are not known", () => {
    expect(said("unknown")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`drain\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of module code", () => {
    expect(said("module")).toMatchInlineSnapshot(`
      [
        "1: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where the contract allows less", () => {
    expect(said("contract")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the contract of \`drain\` allows \`PASSIVE_LEVEL..DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where one call is too low", () => {
    expect(said("callSite")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` may be called at \`PASSIVE_LEVEL\` (by \`<module>\`): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where several are: by whom, and how many more", () => {
    expect(said("callSites")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` may be called at \`APC_LEVEL\` (by \`c\` and 2 more): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where a role stands behind the call", () => {
    expect(said("roleAbove")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` is called by \`onDone\` (\`IO_COMPLETION_ROUTINE\`), and a completion routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("after a release that restores an unknown level", () => {
    expect(said("released")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`f\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("after a release to a level that is too low", () => {
    expect(said("releasedTo")).toMatchInlineSnapshot(`
      [
        "3: \`KeReleaseSpinLock\` may restore \`PASSIVE_LEVEL\`, but \`KeAcquireSpinLock\` has saved the level at which the function was entered: pass the level that it returned",
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`f\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where the function goes to code that cannot be seen", () => {
    expect(said("escapes")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` is passed to code that cannot be seen, so it may run at any level: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where it runs later", () => {
    expect(said("later")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("where one of two ways has not raised", () => {
    expect(said("branch")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`f\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a release", () => {
    expect(said("release")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLock\` raises IRQL although it is \`DISPATCH_LEVEL\` already: \`onDpc\` has the role \`KDEFERRED_ROUTINE\`, and a DPC routine runs at \`DISPATCH_LEVEL\`, so \`KeAcquireSpinLockAtDpcLevel\` with its release would do",
        "6: \`KeReleaseSpinLockFromDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`g\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeReleaseSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a try-acquire", () => {
    expect(said("tries")).toMatchInlineSnapshot(`
      [
        "2: \`KeTryToAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`g\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
  });

  it("of a lock that is used in two ways", () => {
    expect(said("mixed")).toMatchInlineSnapshot(`
      [
        "11: \`lock\` is taken as a queued spin lock here and as an ordinary spin lock by \`KeAcquireSpinLock\` in \`b\`: use one kind of routine for one lock",
      ]
    `);
  });

  it("of a comparison whose outcome is certain", () => {
    expect(said("redundant")).toMatchInlineSnapshot(`
      [
        "2: IRQL is \`DISPATCH_LEVEL\` here in any case, so the comparison is always false: remove it",
      ]
    `);
  });

  it("of one on a level that was stored", () => {
    expect(said("stored")).toMatchInlineSnapshot(`
      [
        "3: the level that was read is \`DISPATCH_LEVEL\` in any case, so the comparison is always false: remove it",
      ]
    `);
  });

  it("of a level that is not restored", () => {
    expect(said("notRestored")).toMatchInlineSnapshot(`
      [
        "2: \`KeRaiseIrqlToDpcLevel\` raises IRQL, and on some way out \`f\` does not lower it again: lower it with \`KeLowerIrql\` on every way out, or state \`@irqlRaises DISPATCH_LEVEL\`",
      ]
    `);
  });

  it("of two raises that are undone at once", () => {
    expect(said("twoRaises")).toMatchInlineSnapshot(`
      [
        "4: \`KeLowerIrql\` undoes two raises at once: lower first to the level that \`KeRaiseIrql\` saved",
      ]
    `);
  });

  it("of a raise that lowers", () => {
    expect(said("raisesDown")).toMatchInlineSnapshot(`
      [
        "2: \`KeRaiseIrql\` must not lower IRQL, but goes from \`DISPATCH_LEVEL\` to \`PASSIVE_LEVEL\`: lower with \`KeLowerIrql\`, to a level that a raise has saved",
      ]
    `);
  });

  it("of a level that a function never reaches", () => {
    expect(said("neverAbove")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLock\` leads to \`DISPATCH_LEVEL\`, but \`f\` never runs above \`APC_LEVEL\`, says its contract: stay within it, or change the contract",
      ]
    `);
  });

  it("of a level that its tag says is restored", () => {
    expect(said("notSaved")).toMatchInlineSnapshot(`
      [
        "1: \`@irqlRestores\` is not kept: \`f\` leaves IRQL as it was: pass that level to the release or to \`KeLowerIrql\` on every way out",
      ]
    `);
  });

  it("of cancel routines", () => {
    expect(said("canceled")).toMatchInlineSnapshot(`
      [
        "1: \`IoReleaseCancelSpinLock\` releases the cancel lock with another level than the request's: pass the \`CancelIrql\` of the request that \`onCancel\` was called with",
        "2: the cancel routine \`onOther\` never releases the cancel lock with which it is called: call \`IoReleaseCancelSpinLock\` with the request's \`CancelIrql\`",
      ]
    `);
  });

  it("of one variable for two saved levels", () => {
    expect(said("sharedPlace")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLock\` raises IRQL although it is \`DISPATCH_LEVEL\` already: \`KeAcquireSpinLock\` has raised IRQL to \`DISPATCH_LEVEL\`, so \`KeAcquireSpinLockAtDpcLevel\` with its release would do",
        "4: the level that \`KeAcquireSpinLock\` saves goes where \`KeAcquireSpinLock(lock)\` keeps its own, whose lock is still held: keep each saved level in a variable of its own",
      ]
    `);
  });

  it("of a tag that is not kept", () => {
    expect(said("mismatch")).toMatchInlineSnapshot(`
      [
        "1: \`@acquiresLock\` is not kept: \`f\` does not leave with the lock held as it says: acquire the lock on those ways out, or change the tag",
      ]
    `);
  });

  it("of a choice of the routine", () => {
    expect(said("chooses")).toMatchInlineSnapshot(`
      [
        "2: the level is asked only to choose the acquire routine, but the form without \`AtDpcLevel\` is right at every level up to \`DISPATCH_LEVEL\`: use it without asking",
      ]
    `);
  });

  it("of a level that is saved again", () => {
    expect(said("again")).toMatchInlineSnapshot(`
      [
        "2: the level read here is saved again by \`KeRaiseIrqlToDpcLevel\`: keep what that returns instead",
      ]
    `);
  });
});

describe("every message and step", () => {
  const texts = (): string[] =>
    report.findings.flatMap(({ message, because, suggestions }) => [
      message,
      ...because.map((step) => step.message),
      ...suggestions.map((one) => one.message),
    ]);

  it("starts with a small letter or code, ends without a period, and closes its backticks", () => {
    expect(texts().length).toBeGreaterThan(60);
    for (const text of texts()) {
      expect(text).toMatch(/^(?:[a-z`]|IRQL\b)/);
      expect(text).not.toMatch(/[.!\s]$/);
      expect(text.split("`").length % 2).toBe(1);
      expect(text).not.toMatch(/undefined|\[object|\bparam:|\bvar:|\bpath:|value:|new:/);
    }
  });

  it("stands where something is: no empty range, in a file that was given", () => {
    for (const { file, because, offsets } of report.findings) {
      expect(offsets[1]).toBeGreaterThan(offsets[0]);
      expect(because.length).toBeGreaterThan(0);
      for (const step of because) expect(step.file).toBe(file);
    }
  });
});

describe("the levels of a finding", () => {
  it("contain one that is too low, and need DISPATCH_LEVEL", () => {
    const low = report.findings.filter(({ ruleId }) => ruleId === "uncertain-at-dpc-level");
    expect(low.length).toBeGreaterThan(10);
    for (const { irql, certainty } of low) {
      expect(irql?.required).toEqual({ min: 2, max: 15 });
      const possible = irql?.possible ?? [];
      expect(possible.some((level) => level < 2)).toBe(true);
      expect(possible.every((level) => level < 2)).toBe(certainty === "certain");
    }
  });
});

describe("a fingerprint", () => {
  it("stays while lines move, and is no other finding's", async () => {
    const after = await checkSources(asFiles("// a line\n\n/* and\n another */\n"));
    const prints = report.findings.map(({ fingerprint }) => fingerprint);
    expect(after.findings.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
