import { globSync } from "tinyglobby";
import { ts } from "#compiler";
import { describe, expect, test } from "vitest";
import type { LoweredProgram } from "../ir/graph.js";
import { verifyGraph } from "../ir/verify.js";
import { model } from "../model/model.js";
import { lower } from "./lower.js";
import { lowerText } from "./testing/program.js";

/** Imports stay unresolved: most names have no type, as in a project whose packages are not installed. */
const lowerFiles = (patterns: readonly string[]): LoweredProgram => {
  const files = globSync([...patterns], { absolute: true });
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ESNext,
    noResolve: true,
    types: [],
    allowJs: true,
    strict: true,
  });
  return lower(
    {
      program,
      files: files.map((file) => program.getSourceFile(file)).filter((file) => file !== undefined),
      reported: new Set(files),
      entryPoints: new Set(files.slice(0, 3)),
      problems: [],
      comments: new Map(),
      readFile: () => undefined,
      text: (name) => program.getSourceFile(name)?.text ?? "",
      selectedFiles: files.length,
      openedFiles: files.length,
    },
    model(),
  );
};

const broken = (program: LoweredProgram): string[] =>
  [...program.functions.values()].flatMap((unit) => verifyGraph(unit).map((line) => `${unit.id}: ${line}`));

describe("real code becomes sound graphs, with nothing left out", () => {
  test.each([
    ["this project", ["analyzer/**/*.ts", "rules/**/*.ts", "cli/**/*.ts", "fixtures/**/*.ts"], 500],
    [
      "other people's JavaScript and declarations",
      [
        "node_modules/typescript-eslint/dist/*.{js,d.ts}",
        "node_modules/@typescript-eslint/eslint-plugin/dist/util/*.{js,d.ts}",
        "node_modules/commander/**/*.{js,ts}",
      ],
      100,
    ],
  ])("%s", (_, patterns, functions) => {
    const program = lowerFiles(patterns);
    expect(broken(program)).toEqual([]);
    expect(program.functions.size).toBeGreaterThan(functions);
    expect(program.unsupported).toEqual([]);
  });
});

describe("syntax that nests or repeats without end", () => {
  const repeat = (count: number, text: string, between: string): string =>
    Array.from({ length: count }, () => text).join(between);
  const nodes = (inside: string): number =>
    lowerText(`export function f(a: any) {\n${inside}\n}`).unit("f").graph.nodes.length;

  test.each([
    ["sums of 5,000 terms", `return ${repeat(5000, "a", " + ")};`, 5000],
    ["300 operands of &&", `return ${repeat(300, "a", " && ")};`, 300],
    ["1,000 else-ifs", repeat(1000, "if (a === 1) { a = 2; }", " else "), 3000],
    ["1,000 nested conditionals", `return ${repeat(1000, "a ? 1", " : ")} : 2;`, 2000],
    ["2,000 statements in a row", repeat(2000, "if (a) a = 1;", "\n"), 4000],
  ])("%s stay linear", (_, inside, atLeast) => {
    const size = nodes(inside);
    expect(size).toBeGreaterThan(atLeast);
    expect(size).toBeLessThan(atLeast * 4);
  });

  test("30 nested functions", () => {
    const program = lowerText(
      `export const f = ${repeat(30, "(a: number) => {\nreturn ", "")} a; ${repeat(30, "}", "; ")};`,
    ).program;
    expect(program.functions.size).toBe(31);
  });

  test.each([
    ["parentheses", `return ${"(".repeat(800)}a${")".repeat(800)};`],
    ["blocks", `${"{".repeat(600)} a; ${"}".repeat(600)}`],
    ["calls", `return ${"a(".repeat(500)}${")".repeat(500)};`],
    ["members", `return a${".b()".repeat(500)};`],
    ["arrays", `return ${"[".repeat(500)}${"]".repeat(500)};`],
  ])("%s beyond every measure are recorded, not followed", (_, inside) => {
    expect(lowerText(`export function f(a: any) {\n${inside}\n}`).program.unsupported.map((item) => item.what)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^deeply nested/u)]),
    );
  });
});

test("what is too deep for the compiler's inference, but not for its parser, leaves calls unresolved and no more", () => {
  const { functions } = lowerText(
    `declare const a: { b(): typeof a; x: () => void };
const { x } = a${".b()".repeat(600)};
export const table = { f: x };
export function g() { table.f(); }`,
  ).program;
  expect([...functions.values()].map(({ name }) => name)).toContain("g");
});

test.each([
  "function (",
  "class { constructor( }",
  "if (",
  "for (const of",
  "return; } }",
  "const { a: } = ;",
  "x = = 3",
  "break; continue; a: a: b;",
  "with (a) { b(); }",
  "switch (x) { case: default: default: }",
  "export = ; export default;",
  "import x from; import { y as } from 'z';",
  "super(); super.x; this; new.target;",
  "yield await x;",
  "class A extends A { x = this.y; static { return; } } new A();",
  "const a = a; const b = c, c = b; a(); b();",
  "({ a, b: [c, ...d], ...e } = f);",
  "a?.b = 1; delete a?.b; a?.`x`;",
  "@dec class A { @dec m() {} @dec x = 1; }",
  "enum E { A = E.B, B = f() }",
  "namespace A.B { export const x = 1; x; }",
  "let x: asserts; type T = T; const y: T = () => {};",
  "[...a] = [b]; [a = 1] = [];",
  "label: for (;;) { continue label; } label2: { break label2; }",
  "try {} finally {} try {} catch {}",
  "using x = null, y = f(); await using z = g();",
  "interface I extends I { m(): I } declare const i: I; i.m().m();",
  "abstract class A { abstract get x(): number; abstract m(): void } declare const a: A; a.x; a.m();",
  "var x = 1; var x = () => x; function x() {} x();",
  "async () => { for await (using x of y) {} }",
  "#p in o; class Q { #p = 1; t(o) { return #p in o; } }",
])("odd code does not stop it: %s", (text) => {
  expect(broken(lowerText(text).program)).toEqual([]);
});
