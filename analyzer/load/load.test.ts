import { chmodSync, symlinkSync, unlinkSync } from "node:fs";
import { ts } from "#compiler";
import { describe, expect, it } from "vitest";
import { driver, loadIn, namesOf, relativeTo, tempProject } from "./testing/temp-project.js";

const config = { compilerOptions: { module: "nodenext", types: [] }, include: ["src"] };

const callees = (set: ReturnType<typeof loadIn>, file: string): readonly (string | undefined)[] => {
  const found: (string | undefined)[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const declaration = set.program.getTypeChecker().getResolvedSignature(node)?.declaration;
      found.push(declaration?.getSourceFile().fileName.split("/").at(-1));
    }
    ts.forEachChild(node, walk);
  };
  const source = set.files.find((each) => each.fileName.endsWith(file));
  if (source !== undefined) walk(source);
  return found;
};

describe("what is opened resolves", () => {
  it("whatever part of the language's library a file asks for", () => {
    const folder = tempProject({ "src/driver.ts": `/// <reference lib="dom" preserve="true" />\n${driver}` });
    expect(namesOf(folder, loadIn(folder, { paths: ["src"] }))).toEqual(["src/driver.ts"]);
  });

  it("calls of the runtime, of the language's library, of Node.js and of other files", () => {
    const folder = tempProject({
      "tsconfig.json": config,
      "src/driver.ts": driver,
      "src/index.ts": 'export * from "./driver.js";\n',
      "src/main.ts": `import { readFileSync } from "node:fs";
import { parentPort } from "worker_threads";
import { touch } from "./index.js";
[1].forEach(() => 1);
setTimeout(() => 1, 2);
readFileSync("x");
parentPort?.on("message", () => 1);
Promise.resolve(1).then(() => 2);
touch({} as never);
`,
    });
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toEqual(["src/driver.ts", "src/index.ts", "src/main.ts"]);
    const host = "lib.host.d.ts";
    const language = "lib.language.d.ts";
    expect(callees(set, "main.ts")).toEqual([language, host, host, host, language, language, "driver.ts"]);
    expect(callees(set, "driver.ts")).toHaveLength(2);
    for (const place of callees(set, "driver.ts")) expect(place).toBeDefined();
  });

  it("ambient declarations of kernel routines in the project", () => {
    const folder = tempProject({
      "tsconfig.json": config,
      "src/wdk.d.ts": "declare function NdisAcquireSpinLock(lock: object): void;\n",
      "src/main.ts": "NdisAcquireSpinLock({});\n",
    });
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toEqual(["src/main.ts"]);
    expect(callees(set, "main.ts")).toEqual(["wdk.d.ts"]);
  });
});

describe("what is named", () => {
  it("selects what is reported; the rest of its project is analysed all the same", () => {
    const folder = tempProject({
      "tsconfig.json": config,
      "src/driver.ts": driver,
      "src/main.ts": 'import { touch } from "./driver.js";\ntouch({} as never);\n',
    });
    const set = loadIn(folder, { paths: ["src/driver.ts"] });
    expect(namesOf(folder, set)).toEqual(["src/driver.ts", "src/main.ts"]);
    expect(relativeTo(folder, set.reported)).toEqual(["src/driver.ts"]);
  });

  it("works without a tsconfig, with what the file imports", () => {
    const folder = tempProject({
      "driver.ts": driver,
      "main.mts": 'import { touch } from "./driver";\ntouch({} as never);\n',
    });
    const set = loadIn(folder, { paths: ["main.mts"] });
    expect(namesOf(folder, set)).toEqual(["driver.ts", "main.mts"]);
    expect(relativeTo(folder, set.reported)).toEqual(["main.mts"]);
    expect(callees(set, "main.mts")).toEqual(["driver.ts"]);
  });

  it("works for a file that its tsconfig does not select", () => {
    const folder = tempProject({ "tsconfig.json": config, "src/a.ts": "export {};\n", "loose/driver.ts": driver });
    const set = loadIn(folder, { paths: ["loose"] });
    expect(namesOf(folder, set)).toEqual(["loose/driver.ts"]);
  });

  it("may be a folder or a glob, never node_modules or declarations", () => {
    const folder = tempProject({
      "a/one.ts": driver,
      "a/types.d.ts": "declare function KeLowerIrql(level: number): void;\n",
      "a/node_modules/other/index.ts": driver,
      "a/deep/two.tsx": driver,
      "a/three.cts": driver,
    });
    expect(namesOf(folder, loadIn(folder, { paths: ["a"] }))).toEqual(["a/deep/two.tsx", "a/one.ts", "a/three.cts"]);
    expect(namesOf(folder, loadIn(folder, { paths: ["a/**/*.{ts,tsx}", "!a/one.ts"] }))).toEqual(["a/deep/two.tsx"]);
  });

  it("takes JavaScript where the tsconfig does", () => {
    const files = { "src/driver.js": driver.replaceAll(/: (KSPIN_LOCK|void)|, type KSPIN_LOCK/g, "") };
    const folder = tempProject({ ...files, "tsconfig.json": { ...config, compilerOptions: { allowJs: true } } });
    expect(namesOf(folder, loadIn(folder))).toEqual(["src/driver.js"]);
  });

  it("reports progress up to the end", () => {
    const folder = tempProject({ "a.ts": driver, "b.ts": driver });
    const seen: (readonly [number, number])[] = [];
    loadIn(folder, { paths: ["."], onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe("a file that cannot be used leaves the rest", () => {
  const unreadable = (folder: string): readonly string[] =>
    loadIn(folder, { paths: ["."] })
      .problems.filter((problem) => problem.kind === "unreadable")
      .map((problem) => problem.message.replace(folder, "."));

  it("with a syntax error: its place is told", () => {
    const folder = tempProject({ "tsconfig.json": config, "src/bad.ts": "const x = ;\n", "src/good.ts": driver });
    const set = loadIn(folder);
    expect(set.problems).toEqual([
      { kind: "syntax", message: "Expression expected", span: { file: `${folder}/src/bad.ts`, start: 10, end: 11 } },
    ]);
    expect(namesOf(folder, set)).toContain("src/good.ts");
  });

  it("with bytes that are no text", () => {
    const folder = tempProject({
      "latin.ts": Buffer.from("// gr\u00fcn\nexport {};\n", "latin1"),
      "binary.ts": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]),
      "good.ts": driver,
    });
    expect(unreadable(folder)).toEqual([
      "cannot read `./binary.ts`: it is a binary file",
      "cannot read `./latin.ts`: it is not text in UTF-8; save it as UTF-8",
    ]);
  });

  it.skipIf(process.getuid?.() === 0)("without permission", () => {
    const folder = tempProject({ "shut.ts": driver, "good.ts": driver });
    chmodSync(`${folder}/shut.ts`, 0);
    expect(unreadable(folder)).toEqual(["cannot read `./shut.ts`: permission denied"]);
  });

  it("that is a dead link, or has gone since the tsconfig was read", () => {
    const folder = tempProject({
      "tsconfig.json": { files: ["good.ts", "gone.ts", "dead.ts"] },
      "good.ts": driver,
      "gone.ts": driver,
    });
    symlinkSync(`${folder}/nowhere.ts`, `${folder}/dead.ts`);
    unlinkSync(`${folder}/gone.ts`);
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toEqual(["good.ts"]);
    expect(set.problems.map((problem) => problem.message.replace(folder, "."))).toEqual([
      "cannot read `./dead.ts`: it does not exist",
      "cannot read `./gone.ts`: it does not exist",
    ]);
  });

  for (const [stage, depth] of [
    ["parser", 60_000],
    ["binder", 1_500],
  ] as const) {
    it(`that nests too deep for the ${stage}`, () => {
      const nested = `export const x = ${"[".repeat(depth)}1${"]".repeat(depth)};\n`;
      const folder = tempProject({ "deep.ts": nested, "good.ts": driver });
      const set = loadIn(folder, { paths: ["."] });
      expect(namesOf(folder, set)).toContain("good.ts");
      const told = set.problems.map(({ message }) => message);
      const survived = namesOf(folder, set).includes("deep.ts");
      expect(told).toEqual(survived ? [] : ["the file nests too deep to be read"]);
      expect(survived && stage === "parser").toBe(false);
    });
  }
});

describe("texts", () => {
  it("in UTF-8 and UTF-16 with byte order marks, and with CRLF, keep their positions", () => {
    const bytes = Buffer.from(`\uFEFF${driver}`, "utf16le");
    const folder = tempProject({
      "le.ts": bytes,
      "be.ts": Buffer.from(bytes).swap16(),
      "utf8.ts": `\uFEFF${driver}`,
      "crlf.ts": driver.replaceAll("\n", "\r\n"),
    });
    const set = loadIn(folder, { paths: ["."] });
    expect(set.problems).toEqual([]);
    for (const name of ["le.ts", "be.ts", "utf8.ts"]) expect(set.text(`${folder}/${name}`)).toBe(driver);
    expect(set.text(`${folder}/crlf.ts`)).toContain("\r\n");
  });

  it("of many megabytes are read without being parsed where they cannot matter", () => {
    const filler = `export const data = [\n${'  "from x to y, (a: (b) => c)",\n'.repeat(350_000)}];\n`;
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`src/plain${String(i)}.ts`, "export {};\n"]));
    const folder = tempProject({ ...many, "tsconfig.json": config, "src/big.ts": filler, "src/driver.ts": driver });
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toEqual(["src/driver.ts"]);
    expect([set.selectedFiles, set.openedFiles]).toEqual([62, 1]);
  });
});
