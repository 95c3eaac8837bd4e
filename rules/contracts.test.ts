// Contracts of code that cannot be seen, on the command line's way and on ESLint's: the same calls, the same findings.
import { join } from "node:path";
import { clearCaches } from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { afterAll, describe, expect, it } from "vitest";
import irql from "./eslint/index.js";
import { makeProject, type Sources } from "./testing/check-sources.js";
import { verify } from "./verify.js";

// The parser keeps every project that it has opened.
afterAll(clearCaches);

const CONTRACTS = `
declare module "native-driver" {
  /** @irqlRaises DISPATCH_LEVEL */
  export function enter(): void;
  export function plain(): void;
  /** @irqlRaises DISPATCH_LEVEL */
  export default function start(): void;
  export interface Device extends Base {
    /** @irqlRaises DISPATCH_LEVEL */
    lock(kind: string): void;
    read(): void;
  }
  export class Port {
    /** @irqlRaises DISPATCH_LEVEL */
    static claim(): void;
    /** @irqlRaises DISPATCH_LEVEL */
    seize(): void;
  }
  export namespace low {
    /** @irqlRaises DISPATCH_LEVEL */
    function enter(): void;
  }
  export const table: {
    /** @irqlRaises DISPATCH_LEVEL */
    enter(): void;
  };
  export function open(): Device;
}
declare module "*.node" {
  /** @irqlRaises DISPATCH_LEVEL */
  export function enter(): void;
}
/** @irqlRaises DISPATCH_LEVEL */
declare function hostEnter(): void;
`;

/** What the package itself declares: no tags, other files, and members from a base. */
const PACKAGE: Sources = {
  "node_modules/native-driver/package.json": '{ "name": "native-driver", "types": "lib/index.d.ts" }',
  "node_modules/native-driver/lib/index.d.ts": `export { enter, plain } from "./low.js";
export { start as default } from "./low.js";
export * as low from "./low.js";
export * from "./types.js";
`,
  "node_modules/native-driver/lib/low.d.ts": `export declare function enter(): void;
export declare function plain(): void;
export declare function start(): void;
`,
  "node_modules/native-driver/lib/types.d.ts": `export interface Base<T> { lock(kind: T): void }
export interface Device extends Base<string> { read(): void }
export declare class Port { static claim(): void; seize(): void }
export declare const table: { enter(): void };
export declare function open(): Device;
`,
  "host.d.ts": "declare function hostEnter(): void;\n",
};

const LOCK = `import { KSPIN_LOCK, KeAcquireSpinLockAtDpcLevel, KeReleaseSpinLockFromDpcLevel } from "irql/runtime";
const lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
const work = (): void => { KeAcquireSpinLockAtDpcLevel(lock); KeReleaseSpinLockFromDpcLevel(lock); };
`;

// A program of its own for each project: without the browser's library it is opened in half the time.
const tsconfig = JSON.stringify({
  compilerOptions: { module: "nodenext", target: "es2023", lib: ["es2023"], strict: true, types: [] },
  include: ["src", "host.d.ts"],
});

const project = (source: string, files: Sources): string =>
  makeProject({
    // Without one the nearest above counts, wherever the temporary folder lies.
    "package.json": "{}",
    "tsconfig.json": tsconfig,
    "contracts/native.d.ts": CONTRACTS,
    "src/a.ts": LOCK + source,
    ...files,
  });

const byVerify = async (cwd: string, contracts: readonly string[]): Promise<readonly string[]> =>
  (await verify({ cwd, contracts, only: ["uncertain-at-dpc-level"] })).findings.map(({ ruleId }) => ruleId);

const byEslint = async (cwd: string, contracts: unknown): Promise<readonly string[]> => {
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: defineConfig({
      files: ["**/*.ts"],
      extends: [tseslint.configs.base],
      plugins: { irql },
      settings: { irql: { contracts } },
      rules: { "irql/uncertain-at-dpc-level": "error" },
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: cwd } },
    }),
  });
  const results = await eslint.lintFiles(["src"]);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => ruleId?.replace("irql/", "") ?? message),
  );
};

const FOUND = ["uncertain-at-dpc-level"];

describe.each([
  ["a function", 'import { enter } from "native-driver";\nenter(); work();'],
  ["a function by another name", 'import { enter as go } from "native-driver";\ngo(); work();'],
  ["a namespace import", 'import * as native from "native-driver";\nnative.enter(); work();'],
  ["the default export", 'import start from "native-driver";\nstart(); work();'],
  ["a re-export", 'import { enter } from "./again.js";\nenter(); work();'],
  ["an inherited interface member", 'import { open } from "native-driver";\nopen().lock("a"); work();'],
  [
    "a parameter's method",
    'import type { Device } from "native-driver";\nexport const f = (d: Device): void => { d.lock("a"); work(); };',
  ],
  ["a method", 'import { Port } from "native-driver";\nnew Port().seize(); work();'],
  ["a static method", 'import { Port } from "native-driver";\nPort.claim(); work();'],
  ["a namespace's function", 'import { low } from "native-driver";\nlow.enter(); work();'],
  ["an object's method", 'import { table } from "native-driver";\ntable.enter(); work();'],
  ["a constant", 'import { enter } from "native-driver";\nconst go = enter;\ngo(); work();'],
  ["a global function", "hostEnter(); work();"],
])("the contract of %s", (_, source) => {
  const again = { "src/again.ts": 'import "irql/runtime";\nexport * from "native-driver";\n' };

  it("holds on the command line", async () => {
    const cwd = project(source, { ...PACKAGE, ...again });
    expect(await byVerify(cwd, [])).toEqual(FOUND);
    expect(await byVerify(cwd, ["contracts/native.d.ts"])).toEqual([]);
  });

  it("holds in ESLint, beside the package's own declarations", async () => {
    const cwd = project(source, { ...PACKAGE, ...again });
    expect(await byEslint(cwd, [])).toEqual(FOUND);
    expect(await byEslint(cwd, ["contracts/native.d.ts"])).toEqual([]);
  });
});

describe("contracts without declarations of the package", () => {
  it.each([
    ["a named import", 'import { enter } from "native-driver";\nenter(); work();'],
    ["a namespace", 'import * as native from "native-driver";\nnative.enter(); work();'],
    [
      "require",
      'declare const require: (name: string) => any;\nconst { enter } = require("native-driver");\nenter(); work();',
    ],
    ["a dynamic import", 'const native = await import("native-driver");\nnative.enter(); work();'],
    ["a native addon", 'import { enter } from "./build/addon.node";\nenter(); work();'],
  ])("hold for %s", async (_, source) => {
    const cwd = project(source, {});
    for (const check of [byVerify, byEslint]) {
      expect(await check(cwd, [])).toEqual(FOUND);
      expect(await check(cwd, ["contracts/native.d.ts"])).toEqual([]);
    }
  });
});

describe("contracts", () => {
  it.each([
    ["another function of the module", 'import { plain } from "native-driver";\nplain(); work();'],
    ["a function of the same name elsewhere", 'import { enter } from "./other.js";\nenter(); work();'],
    ["a local function of the same name", "const hostEnter = (): void => undefined;\nhostEnter(); work();"],
    [
      "another interface's method",
      "interface Device { lock(kind: string): void }\nexport const f = (d: Device): void => { d.lock('a'); work(); };",
    ],
  ])("do not hold for %s", async (_, source) => {
    const other = { "src/other.ts": 'import "irql/runtime";\nexport const enter = (): void => undefined;\n' };
    const cwd = project(source, { ...PACKAGE, ...other });
    expect(await byVerify(cwd, ["contracts/native.d.ts"])).toEqual(FOUND);
    expect(await byEslint(cwd, ["contracts/native.d.ts"])).toEqual(FOUND);
  });

  it("make a file matter that names nothing else", async () => {
    const files: Record<string, string> = { ...PACKAGE };
    for (let n = 0; n < 60; n += 1) files[`src/plain${n}.ts`] = `export {};\nexport const value${n} = ${n};\n`;
    files["src/wrap.ts"] = 'import { enter } from "native-driver";\nexport const go = (): void => enter();\n';
    const cwd = project('import { go } from "./wrap.js";\ngo(); work();', files);
    expect(await byVerify(cwd, ["contracts/native.d.ts"])).toEqual([]);
    expect(await byEslint(cwd, ["contracts/native.d.ts"])).toEqual([]);
  });

  it.each([
    ["missing.d.ts", undefined, "it does not exist"],
    ["a.ts", "", "it is no declaration file"],
    ["a.d.ts", "/* */", "it declares nothing"],
    ["a.d.ts", "declare function (;", "line 1, column 18: "],
    ["a.d.ts", 'import type { X } from "x";\ndeclare module "native-driver" {}', "makes it a module itself"],
    ["a.d.ts", 'declare module "./a.js" {}', "`./a.js` names no module"],
    ["a.d.ts", 'declare module "own" {}', "the source of `own` is part of the project"],
  ])("in %s (%s) are refused: %s", async (name, text, why) => {
    const own = { "package.json": '{ "name": "own", "exports": "./src/own.ts" }', "src/own.ts": "export {};\n" };
    const cwd = project("work();", { ...own, ...(text === undefined ? {} : { [`contracts/${name}`]: text }) });
    const failure = byVerify(cwd, [join("contracts", name)]);
    await expect(failure).rejects.toMatchObject({ name: "UserError" });
    await expect(failure).rejects.toThrow(why);
    await expect(byEslint(cwd, [join("contracts", name)])).rejects.toThrow(why);
  });

  it.each([
    ["native.d.ts", "must be a list"],
    [[1], "must be a list"],
  ])("in settings %s are refused", async (contracts, why) => {
    await expect(byEslint(project("work();", {}), contracts)).rejects.toThrow(why);
  });
});
