import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, findingsIn } from "./testing/check-sources.js";
import { asFiles, type SOURCES } from "./testing/explanations.js";

let report: Report;
beforeAll(async () => {
  report = await checkSources(asFiles());
});

const way = (name: keyof typeof SOURCES): string[][] =>
  findingsIn(report, `${name}.ts`).map(({ because }) =>
    because.map(({ kind, message, range }) => `${range.start.line - 1} ${kind}: ${message}`),
  );

describe("the way to a finding", () => {
  it("where the level is certainly too low", () => {
    expect(way("certain")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: \`onStart\` has the role \`KDEFERRED_ROUTINE\`: a DPC routine runs at \`DISPATCH_LEVEL\`",
          "2 use: \`KeLowerIrql\` changes IRQL",
        ],
        [
          "2 lower: \`KeLowerIrql\` leaves at \`PASSIVE_LEVEL\`",
          "3 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a role that fixes a range", () => {
    expect(way("range")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: \`onDone\` has the role \`IO_COMPLETION_ROUTINE\`: a completion routine runs at any level up to \`DISPATCH_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a dispatch routine", () => {
    expect(way("dispatch")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: \`onRequest\` has the role \`DRIVER_DISPATCH\`: a dispatch routine runs at any level up to \`DISPATCH_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a threaded DPC", () => {
    expect(way("threaded")).toMatchInlineSnapshot(`
      [
        [
          "6 enter: \`onTimer\` has the role \`KDEFERRED_ROUTINE (threaded)\`: a threaded DPC routine may run at \`PASSIVE_LEVEL\` as well as at \`DISPATCH_LEVEL\`",
          "3 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where callers are not known", () => {
    expect(way("unknown")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: no caller of \`drain\` is known: it may be entered at any level",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of module code", () => {
    expect(way("module")).toMatchInlineSnapshot(`
      [
        [
          "0 enter: module code runs at \`PASSIVE_LEVEL\`",
          "1 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where the contract allows less", () => {
    expect(way("contract")).toMatchInlineSnapshot(`
      [
        [
          "2 enter: \`drain\` is entered at \`PASSIVE_LEVEL..DISPATCH_LEVEL\`, says its contract",
          "3 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where one call is too low", () => {
    expect(way("callSite")).toMatchInlineSnapshot(`
      [
        [
          "0 enter: module code runs at \`PASSIVE_LEVEL\`",
          "6 call: \`<module>\` calls \`drain\` at \`PASSIVE_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where several are: by whom, and how many more", () => {
    expect(way("callSites")).toMatchInlineSnapshot(`
      [
        [
          "10 enter: \`c\` is entered at \`APC_LEVEL\`, says its contract",
          "10 call: \`c\` calls \`drain\` at \`APC_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where a role stands behind the call", () => {
    expect(way("roleAbove")).toMatchInlineSnapshot(`
      [
        [
          "5 enter: \`onDone\` has the role \`IO_COMPLETION_ROUTINE\`: a completion routine runs at any level up to \`DISPATCH_LEVEL\`",
          "6 call: \`onDone\` calls \`drain\` at \`PASSIVE_LEVEL or APC_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("after a release that restores an unknown level", () => {
    expect(way("released")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: no caller of \`f\` is known: it may be entered at any level",
          "3 release: \`KeReleaseSpinLock\` restores the level at which the function was entered",
          "4 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("after a release to a level that is too low", () => {
    expect(way("releasedTo")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: no caller of \`f\` is known: it may be entered at any level",
          "2 acquire: \`KeAcquireSpinLock\` saves the level at which the function was entered",
          "3 lower: \`KeReleaseSpinLock\` restores \`PASSIVE_LEVEL\`",
        ],
        [
          "1 enter: no caller of \`f\` is known: it may be entered at any level",
          "3 release: \`KeReleaseSpinLock\` restores the level at which the function was entered",
          "4 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where the function goes to code that cannot be seen", () => {
    expect(way("escapes")).toMatchInlineSnapshot(`
      [
        [
          "6 call: \`drain\` is passed to \`elsewhere.take\`, which the analysis cannot see: it may run at any level",
          "3 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where it runs later", () => {
    expect(way("later")).toMatchInlineSnapshot(`
      [
        [
          "6 call: \`queueMicrotask\` runs \`drain\` later, at \`PASSIVE_LEVEL\`",
          "2 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where one of two ways has not raised", () => {
    expect(way("branch")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: no caller of \`f\` is known: it may be entered at any level",
          "3 branch: the condition does not hold",
          "4 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a release", () => {
    expect(way("release")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: \`onDpc\` has the role \`KDEFERRED_ROUTINE\`: a DPC routine runs at \`DISPATCH_LEVEL\`",
          "2 use: \`KeAcquireSpinLock\` raises IRQL although it is \`DISPATCH_LEVEL\` already",
        ],
        [
          "5 enter: no caller of \`g\` is known: it may be entered at any level",
          "6 use: \`KeReleaseSpinLockFromDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a try-acquire", () => {
    expect(way("tries")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: no caller of \`g\` is known: it may be entered at any level",
          "2 use: \`KeTryToAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a lock that is used in two ways", () => {
    expect(way("mixed")).toMatchInlineSnapshot(`
      [
        [
          "6 acquire: \`KeAcquireSpinLock\` takes \`lock\` as an ordinary spin lock in \`b\`",
          "11 acquire: \`KeAcquireInStackQueuedSpinLock\` takes \`lock\` as a queued spin lock in \`c\`",
        ],
      ]
    `);
  });

  it("of a comparison whose outcome is certain", () => {
    expect(way("redundant")).toMatchInlineSnapshot(`
      [
        [
          "1 enter: \`onDpc\` has the role \`KDEFERRED_ROUTINE\`: a DPC routine runs at \`DISPATCH_LEVEL\`",
          "2 read: the level is read",
          "2 branch: the branch on it",
        ],
      ]
    `);
  });

  it("of one on a level that was stored", () => {
    expect(way("stored")).toMatchInlineSnapshot(`
      [
        [
          "2 read: the level is read",
          "3 branch: the branch on it",
        ],
      ]
    `);
  });

  it("of a choice of the routine", () => {
    expect(way("chooses")).toMatchInlineSnapshot(`
      [
        [
          "2 read: the level is read",
          "2 branch: the branch on it",
        ],
      ]
    `);
  });

  it("of a level that is saved again", () => {
    expect(way("again")).toMatchInlineSnapshot(`
      [
        [
          "2 read: \`KeGetCurrentIrql\` reads the level",
          "3 raise: \`KeRaiseIrqlToDpcLevel\` saves the same level",
        ],
      ]
    `);
  });
});
