import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { annotate } from "./annotate.js";
import { makeProject, whole } from "./testing/check-sources.js";

const LOCK = `import { DISPATCH_LEVEL, IoAcquireCancelSpinLock, IoReleaseCancelSpinLock, KeAcquireInStackQueuedSpinLock, KeReleaseInStackQueuedSpinLock, KeAcquireSpinLock, KeAcquireSpinLockAtDpcLevel, KeGetCurrentIrql, KeLowerIrql, KeRaiseIrql, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KeTryToAcquireSpinLockAtDpcLevel, KSPIN_LOCK, type KIRQL, type IO_WORKITEM_ROUTINE, type KLOCK_QUEUE_HANDLE, type KDEFERRED_ROUTINE } from "irql/runtime";
const lock = new KSPIN_LOCK(new SharedArrayBuffer(8));
declare function work(what?: unknown): void;
`;

/** The code with tags, and what was left out. */
const annotated = async (code: string): Promise<{ readonly code: string; readonly leftOut: readonly string[] }> => {
  const cwd = makeProject({ "a.ts": LOCK + code });
  const { files, leftOut } = await annotate({ cwd, paths: ["a.ts"] });
  const [file] = files;
  if (file) writeFileSync(file.file, file.after);
  const again = await annotate({ cwd, paths: ["a.ts"] });
  expect(again.files).toEqual([]);
  expect(again.leftOut).toEqual(leftOut);
  return {
    code: readFileSync(join(cwd, "a.ts"), "utf8").slice(LOCK.length),
    leftOut: leftOut.map(({ reason, count }) => `${count} ${reason}`),
  };
};

/** The tags that were written, in order. */
const tagsIn = async (code: string): Promise<readonly string[]> =>
  [...(await annotated(code)).code.matchAll(/@\w+[^\n*]*/g)].map(([tag]) => tag.trim());

describe("tags that are written", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "a need",
      "export function f(): void { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); }",
      ["@irqlRequiresMax DISPATCH_LEVEL", "@irqlRequiresSame"],
    ],
    [
      "a need from a callee",
      "const g = (): void => { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); };\nexport function f(): void { g(); }",
      ["@irqlRequiresMax DISPATCH_LEVEL", "@irqlRequiresSame", "@irqlRequiresMax DISPATCH_LEVEL", "@irqlRequiresSame"],
    ],
    [
      "an acquire and its release",
      "export function take(l: KSPIN_LOCK): KIRQL { return KeAcquireSpinLock(l); }\nexport function give(l: KSPIN_LOCK, old: KIRQL): void { KeReleaseSpinLock(l, old); }\nexport function both(l: KSPIN_LOCK): void { give(l, take(l)); }",
      [
        "@irqlRequiresMax DISPATCH_LEVEL",
        "@irqlRaises DISPATCH_LEVEL",
        "@irqlSaves return",
        "@acquiresLock l",
        "@irqlRequires DISPATCH_LEVEL",
        "@irqlRestores old",
        "@releasesLock l",
        "@irqlRequiresMax DISPATCH_LEVEL",
        "@irqlRequiresSame",
      ],
    ],
    [
      "a level saved in a field",
      "class Q { #lock = new KSPIN_LOCK(new SharedArrayBuffer(8)); old: KIRQL = 0;\n  take(): void { this.old = KeAcquireSpinLock(this.#lock); }\n  give(): void { KeReleaseSpinLock(this.#lock, this.old); } }\nconst q = new Q(); q.take(); q.give();",
      [
        "@irqlRequiresMax DISPATCH_LEVEL",
        "@irqlRaises DISPATCH_LEVEL",
        "@irqlSaves this.old",
        "@acquiresLock this.#lock",
        "@irqlRequires DISPATCH_LEVEL",
        "@irqlRestores this.old",
        "@releasesLock this.#lock",
      ],
    ],
    [
      "a module's lock",
      "function take(): KIRQL { return KeAcquireSpinLock(lock); }\nKeReleaseSpinLock(lock, take());",
      ["@irqlRequiresMax DISPATCH_LEVEL", "@irqlRaises DISPATCH_LEVEL", "@irqlSaves return", "@acquiresLock lock"],
    ],
    [
      "a try-acquire",
      "const onDpc: KDEFERRED_ROUTINE = () => { if (attempt(lock)) KeReleaseSpinLockFromDpcLevel(lock); };\nfunction attempt(l: KSPIN_LOCK): boolean { if (!KeTryToAcquireSpinLockAtDpcLevel(l)) return false; work(); return true; }\nwork(onDpc);",
      [
        "@irqlRequiresMin DISPATCH_LEVEL",
        "@irqlRequiresMax HIGH_LEVEL",
        "@irqlRequiresSame",
        "@acquiresLock l when return",
      ],
    ],
    [
      "a raise",
      "function up(): KIRQL { return KeRaiseIrql(DISPATCH_LEVEL); }\nKeLowerIrql(up());",
      ["@irqlRequiresMax DISPATCH_LEVEL", "@irqlRaises DISPATCH_LEVEL", "@irqlSaves return"],
    ],
  ])("%s", async (_, code, tags) => {
    expect(await tagsIn(code)).toEqual(tags);
  });
});

describe("functions that get none", () => {
  it.each([
    ["with nothing to say", "export function f(): number { return KeGetCurrentIrql(); }"],
    [
      "with tags",
      "/** @irqlRequiresMax APC_LEVEL */\nexport function f(): void { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); }",
    ],
    [
      "with the tags of what they implement",
      "interface Q { /** @irqlRequiresMax APC_LEVEL */ run(): void }\nexport class A implements Q { run(): void { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); } }",
    ],
    [
      "with a role",
      "export const f: KDEFERRED_ROUTINE = () => { KeAcquireSpinLockAtDpcLevel(lock); KeReleaseSpinLockFromDpcLevel(lock); };",
    ],
  ])("%s", async (_, code) => {
    expect(await annotated(code)).toEqual({ code, leftOut: [] });
  });

  it.each([
    [
      "1 something is found in it: mend that first",
      "export function f(): void { KeAcquireSpinLockAtDpcLevel(lock); KeReleaseSpinLockFromDpcLevel(lock); }",
    ],
    [
      "1 it is no declaration that a comment can stand before",
      "[1].forEach(() => { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); });",
    ],
    [
      "1 it does not begin a line",
      "export const q = { a: 1, f(): void { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); } };",
    ],
    [
      "1 it shares its comment with another declaration",
      "export const a = 1, f = (): void => { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); };",
    ],
    [
      "1 tags speak of calls that end, and it is async or a generator",
      "export async function f(): Promise<void> { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); await work(); }",
    ],
    [
      "1 the level is saved where no tag can point",
      "export function f(l: KSPIN_LOCK, h: KLOCK_QUEUE_HANDLE): void { KeAcquireInStackQueuedSpinLock(l, h); }\nexport const g: IO_WORKITEM_ROUTINE<KLOCK_QUEUE_HANDLE> = (_, h) => { f(lock, h); KeReleaseInStackQueuedSpinLock(h); };",
    ],
    [
      "1 a lock lives where no tag can point",
      "declare function lockOf(key: number): KSPIN_LOCK;\nexport function f(key: number): void { const own = lockOf(key); KeAcquireSpinLockAtDpcLevel(own); work(own); }\nexport const g: KDEFERRED_ROUTINE = () => { f(1); };",
    ],
  ])("and are counted: %s", async (reason, code) => {
    expect(await annotated(code)).toEqual({ code, leftOut: [reason] });
  });

  it("because a finding would go", async () => {
    const code =
      "function f(): void { KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); g(); }\nfunction g(): void { if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(); }\nf();";
    expect((await annotated(code)).leftOut).toContain("1 with its tags other findings would come or go");
  });
});

const BODY = "{ KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); }";

describe("the text around", () => {
  it.each([
    [
      "no comment",
      `export function f(): void ${BODY}`,
      `/**\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(): void ${BODY}`,
    ],
    [
      "a comment in one line",
      `/** Runs *once*. */\nexport function f(): void ${BODY}`,
      `/**\n * Runs *once*.\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(): void ${BODY}`,
    ],
    [
      "a comment in lines",
      `/**\n * Runs.\n *\n * @returns nothing\n */\nexport function f(): void ${BODY}`,
      `/**\n * Runs.\n *\n * @returns nothing\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(): void ${BODY}`,
    ],
    [
      "a comment that ends with its text",
      `/** Runs\n    once. */\nexport function f(): void ${BODY}`,
      `/** Runs\n    once.\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(): void ${BODY}`,
    ],
    [
      "an empty comment",
      `/***/\nexport function f(): void ${BODY}`,
      `/**\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(): void ${BODY}`,
    ],
    [
      "a line comment that belongs to the line",
      `// what follows\n\n// eslint-disable-next-line no-console -- why\nexport function f(): void ${BODY}`,
      `// what follows\n\n/**\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\n// eslint-disable-next-line no-console -- why\nexport function f(): void ${BODY}`,
    ],
    [
      "Windows' line ends and tabs",
      `class A {\r\n\t/** Runs. */\r\n\tf(): void ${BODY}\r\n}\r\nnew A().f();`,
      `class A {\r\n\t/**\r\n\t * Runs.\r\n\t * @irqlRequiresMax DISPATCH_LEVEL\r\n\t * @irqlRequiresSame\r\n\t */\r\n\tf(): void ${BODY}\r\n}\r\nnew A().f();`,
    ],
    [
      "overloads",
      `export function f(a: string): void;\nexport function f(a: number): void;\nexport function f(a: unknown): void { work(a); ${BODY} }`,
      `export function f(a: string): void;\nexport function f(a: number): void;\n/**\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexport function f(a: unknown): void { work(a); ${BODY} }`,
    ],
    [
      "decorators",
      `declare const traced: (...all: unknown[]) => void;\nclass A {\n  @traced\n  f(): void ${BODY}\n}\nnew A().f();`,
      `declare const traced: (...all: unknown[]) => void;\nclass A {\n  /**\n   * @irqlRequiresMax DISPATCH_LEVEL\n   * @irqlRequiresSame\n   */\n  @traced\n  f(): void ${BODY}\n}\nnew A().f();`,
    ],
    [
      "an arrow property",
      `class A {\n  readonly f = (): void => ${BODY};\n}\nnew A().f();`,
      `class A {\n  /**\n   * @irqlRequiresMax DISPATCH_LEVEL\n   * @irqlRequiresSame\n   */\n  readonly f = (): void => ${BODY};\n}\nnew A().f();`,
    ],
    [
      "members of an object",
      `export const q = {\n  f(): void ${BODY},\n  g: (): void => ${BODY},\n};`,
      `export const q = {\n  /**\n   * @irqlRequiresMax DISPATCH_LEVEL\n   * @irqlRequiresSame\n   */\n  f(): void ${BODY},\n  /**\n   * @irqlRequiresMax DISPATCH_LEVEL\n   * @irqlRequiresSame\n   */\n  g: (): void => ${BODY},\n};`,
    ],
    [
      "an assignment",
      `declare const exports: { f(): void };\nexports.f = (): void => ${BODY};`,
      `declare const exports: { f(): void };\n/**\n * @irqlRequiresMax DISPATCH_LEVEL\n * @irqlRequiresSame\n */\nexports.f = (): void => ${BODY};`,
    ],
  ])("%s", async (_, code, expected) => {
    const cwd = makeProject({ "a.ts": whole(LOCK + code) });
    const { files } = await annotate({ cwd, paths: ["a.ts"] });
    expect(files[0]?.after.slice(LOCK.length)).toBe(expected);
  });

  it("one tag needs one line", async () => {
    const { code } = await annotated(
      "const onDpc: KDEFERRED_ROUTINE = () => { take(lock); KeReleaseSpinLockFromDpcLevel(lock); };\n/** Takes it. */\nfunction take(l: KSPIN_LOCK): void { KeAcquireSpinLockAtDpcLevel(l); }\nwork(onDpc);",
    );
    expect(code).toContain(
      "/**\n * Takes it.\n * @irqlRequiresMin DISPATCH_LEVEL\n * @irqlRequiresMax HIGH_LEVEL\n * @irqlRequiresSame\n * @acquiresLock l\n */\nfunction take",
    );
  });
});
