import { readFileSync } from "node:fs";
import fc from "fast-check";
import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { ts } from "#compiler";
import { outlineOf } from "./outline.js";

const parse = (text: string, name = "/a.ts"): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);

const outline = (text: string, name?: string): string => outlineOf(parse(text, name)).text;

describe("the outline of a file", () => {
  it.each([
    ["function f(): void { g(); }", "function f(): void {}"],
    ["const f = (a: number): number => a + 1;", "const f = (a: number): number => ;"],
    ["class A { get x(): number { return 1; } set x(v) { w(); } }", "class A { get x(): number {} set x(v) {} }"],
    ["const o = { m(): void { g(); } };", "const o = { m(): void {} };"],
    ["function f(a = (): void => { b; }): void { c; }", "function f(a = (): void => {}): void {}"],
  ])("leaves out bodies whose functions say what they return: %s", (text, expected) => {
    expect(outline(text)).toBe(expected);
  });

  it.each([
    ["function f() { return 1; }", "/a.ts"],
    ["class A { x; constructor() { this.x = 1; } static { A.y = 2; } }", "/a.ts"],
    ["/** @irqlRequires 2 */ export const limit = 2;", "/a.ts"],
    ["/** @returns {void} */ function f() { f.x = 1; }", "/a.js"],
    ["declare function f(): void;", "/a.d.ts"],
  ])("keeps all that others can see: %s", (text, name) => {
    expect(outline(text, name)).toBe(text);
  });
});

describe("a place", () => {
  const files = globSync(["fixtures/**/*.ts", "analyzer/lower/*.ts"], { absolute: true });

  it("is another one for each position", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), (name) => {
        const { place } = outlineOf(parse(readFileSync(name, "utf8")));
        const { length } = readFileSync(name, "utf8");
        expect(new Set(Array.from({ length }, (_, position) => place(position))).size).toBe(length);
      }),
      { numRuns: 30 },
    );
  });

  it("outside of a body stays when the body changes", () => {
    const before = parse("f();\nfunction f(): void { a(() => b); }\nexport const last = 1;");
    const after = parse("f();\nfunction f(): void { /* more */ c(); }\nexport const last = 1;");
    const places = (file: ts.SourceFile): string[] =>
      file.statements.map((statement) => outlineOf(file).place(statement.getStart(file)));
    expect(places(after)).toEqual(places(before));
    expect(outlineOf(after).text).toBe(outlineOf(before).text);
  });
});
