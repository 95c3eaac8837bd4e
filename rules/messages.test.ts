import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, findingsIn, messagesIn } from "./testing/check-sources.js";

const acquire = "  KeAcquireSpinLockAtDpcLevel(lock);\n  KeReleaseSpinLockFromDpcLevel(lock);";

/** One file each; every explanation that a finding can have. */
const SOURCES = {
  certain: `export const onStart: KDEFERRED_ROUTINE = () => {\n  KeLowerIrql(PASSIVE_LEVEL);\n${acquire}\n};`,
  range: `export const onDone: IO_COMPLETION_ROUTINE = () => {\n${acquire}\n  return 0;\n};`,
  dispatch: `export const onRequest: DRIVER_DISPATCH = () => {\n${acquire}\n  return 0;\n};`,
  threaded: `const dpc = new KDPC();\nconst onTimer: KDEFERRED_ROUTINE = () => {\n${acquire}\n};\nKeInitializeThreadedDpc(dpc, onTimer, undefined);`,
  unknown: `export function drain(): void {\n${acquire}\n}`,
  module: acquire,
  contract: `/** @irqlRequiresMax DISPATCH_LEVEL */\nexport function drain(): void {\n${acquire}\n}`,
  callSite: `function drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => drain();\ndrain();`,
  callSites: `function drain(): void {\n${acquire}\n}\n/** @irqlRequires PASSIVE_LEVEL */\nexport function a(): void { drain(); }\n/** @irqlRequires PASSIVE_LEVEL */\nexport function b(): void { drain(); }\n/** @irqlRequires APC_LEVEL */\nexport function c(): void { drain(); }\nexport const onDpc: KDEFERRED_ROUTINE = () => drain();`,
  roleAbove: `function drain(): void {\n${acquire}\n}\nexport const onDone: IO_COMPLETION_ROUTINE = () => {\n  drain();\n  return 0;\n};`,
  released: `export function f(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n${acquire}\n}`,
  releasedTo: `export function f(): void {\n  KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, PASSIVE_LEVEL);\n${acquire}\n}`,
  escapes: `declare const elsewhere: { take(callback: () => void): void };\nfunction drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => elsewhere.take(drain);`,
  later: `function drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => {\n  queueMicrotask(drain);\n};`,
  branch: `export function f(flag: boolean): void {\n  let old: KIRQL = PASSIVE_LEVEL;\n  if (flag) old = KeRaiseIrqlToDpcLevel();\n${acquire}\n  if (flag) KeLowerIrql(old);\n}`,
  release: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n};\nexport function g(): void {\n  KeReleaseSpinLockFromDpcLevel(lock);\n}`,
  tries: `export function g(): void {\n  if (KeTryToAcquireSpinLockAtDpcLevel(lock)) KeReleaseSpinLockFromDpcLevel(lock);\n}`,
  mixed: `const handle = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES));\nexport function a(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n}\nexport function b(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n}\nexport function c(): void {\n  KeAcquireInStackQueuedSpinLock(lock, handle);\n  KeReleaseInStackQueuedSpinLock(handle);\n}`,
  redundant: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  if (KeGetCurrentIrql() < DISPATCH_LEVEL) return;\n  work();\n};`,
  stored: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const irql = KeGetCurrentIrql();\n  if (irql < DISPATCH_LEVEL) return;\n  work();\n};`,
  chooses: `export function f(): void {\n  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {\n    const old = KeAcquireSpinLock(lock);\n    KeReleaseSpinLock(lock, old);\n  } else {\n    KeAcquireSpinLockAtDpcLevel(lock);\n    KeReleaseSpinLockFromDpcLevel(lock);\n  }\n}`,
  again: `export function f(): void {\n  const irql = KeGetCurrentIrql();\n  KeRaiseIrqlToDpcLevel();\n  KeLowerIrql(irql);\n}`,
} as const;

let report: Report;
beforeAll(async () => {
  report = await checkSources(Object.fromEntries(Object.entries(SOURCES).map(([name, code]) => [`${name}.ts`, code])));
});

const said = (name: keyof typeof SOURCES): string[] => messagesIn(report, `${name}.ts`);
const way = (name: keyof typeof SOURCES): string[][] =>
  findingsIn(report, `${name}.ts`).map(({ because }) =>
    because.map(({ kind, message, range }) => `${range.start.line - 1} ${kind}: ${message}`),
  );

describe("what is said", () => {
  it("where the level is certainly too low", () => {
    expect(said("certain")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
    expect(way("certain")).toMatchInlineSnapshot(`
      [
        [
          "2 lower: \`KeLowerIrql\` leaves at \`PASSIVE_LEVEL\`",
          "3 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a role that fixes a range", () => {
    expect(said("range")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onDone\` has the role \`IO_COMPLETION_ROUTINE\`, and a completion routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("dispatch")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onRequest\` has the role \`DRIVER_DISPATCH\`, and a dispatch routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("threaded")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`onTimer\` has the role \`KDEFERRED_ROUTINE (threaded)\`, and a threaded DPC routine may run at \`PASSIVE_LEVEL\` as well as at \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("unknown")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`drain\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("module")).toMatchInlineSnapshot(`
      [
        "1: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("contract")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the contract of \`drain\` allows \`PASSIVE_LEVEL..DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("callSite")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` may be called at \`PASSIVE_LEVEL\` (by \`<module>\`): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("callSites")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` may be called at \`APC_LEVEL\` (by \`c\` and 2 more): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("roleAbove")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` is called by \`onDone\` (\`IO_COMPLETION_ROUTINE\`), and a completion routine runs at any level up to \`DISPATCH_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("released")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`f\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("releasedTo")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
    expect(way("releasedTo")).toMatchInlineSnapshot(`
      [
        [
          "3 release: \`KeReleaseSpinLock\` leaves at \`PASSIVE_LEVEL\`",
          "4 use: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("where the function goes to code that cannot be seen", () => {
    expect(said("escapes")).toMatchInlineSnapshot(`
      [
        "3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but \`drain\` is passed to code that cannot be seen, so it may run at any level: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("later")).toMatchInlineSnapshot(`
      [
        "2: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but runs at \`PASSIVE_LEVEL\`: use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("branch")).toMatchInlineSnapshot(`
      [
        "4: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`f\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeAcquireSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("release")).toMatchInlineSnapshot(`
      [
        "6: \`KeReleaseSpinLockFromDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`g\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): use \`KeReleaseSpinLock\`, or raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
    expect(way("release")).toMatchInlineSnapshot(`
      [
        [
          "5 enter: no caller of \`g\` is known: it may be entered at any level",
          "6 use: \`KeReleaseSpinLockFromDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`",
        ],
      ]
    `);
  });

  it("of a try-acquire", () => {
    expect(said("tries")).toMatchInlineSnapshot(`
      [
        "2: \`KeTryToAcquireSpinLockAtDpcLevel\` needs IRQL >= \`DISPATCH_LEVEL\`, but the callers of \`g\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one): raise to \`DISPATCH_LEVEL\` before",
      ]
    `);
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
    expect(said("mixed")).toMatchInlineSnapshot(`
      [
        "11: \`lock\` is taken as a queued spin lock here and as an ordinary spin lock by \`KeAcquireSpinLock\` in \`b\`: use one kind of routine for one lock",
      ]
    `);
    expect(way("mixed")).toMatchInlineSnapshot(`
      [
        [
          "7 acquire: \`KeAcquireSpinLock\` takes \`lock\` as an ordinary spin lock in \`b\`",
          "11 acquire: \`KeAcquireInStackQueuedSpinLock\` takes \`lock\` as a queued spin lock in \`c\`",
        ],
      ]
    `);
  });

  it("of a comparison whose outcome is certain", () => {
    expect(said("redundant")).toMatchInlineSnapshot(`
      [
        "2: IRQL is \`DISPATCH_LEVEL\` here in any case, so the comparison is always false: remove it",
      ]
    `);
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
    expect(said("stored")).toMatchInlineSnapshot(`
      [
        "3: the level that was read is \`DISPATCH_LEVEL\` in any case, so the comparison is always false: remove it",
      ]
    `);
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
    expect(said("chooses")).toMatchInlineSnapshot(`
      [
        "2: the level is asked only to choose the acquire routine, but the form without \`AtDpcLevel\` is right at every level up to \`DISPATCH_LEVEL\`: use it without asking",
      ]
    `);
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
    expect(said("again")).toMatchInlineSnapshot(`
      [
        "2: the level read here is saved again by \`KeRaiseIrqlToDpcLevel\`: keep what that returns instead",
      ]
    `);
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
    const moved = Object.fromEntries(
      Object.entries(SOURCES).map(([name, code]) => [`${name}.ts`, `// a line\n\n/* and\n another */\n${code}`]),
    );
    const after = await checkSources(moved);
    const prints = report.findings.map(({ fingerprint }) => fingerprint);
    expect(after.findings.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
