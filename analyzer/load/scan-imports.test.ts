import { describe, expect, it } from "vitest";
import { scanImports } from "./scan-imports.js";

const read = (text: string): readonly string[] =>
  scanImports(text).map(
    ({ from, name, local, exportedAs, typeOnly }) =>
      `${typeOnly ? "type " : ""}${name}${local === undefined ? "" : ` as ${local}`}${exportedAs === undefined ? "" : ` => ${exportedAs}`} < ${from}`,
  );

describe("imports are read from the text", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['import { a, b as c } from "./x";', ["a as a < ./x", "b as c < ./x"]],
    ["import d, { type T } from './x'", ["default as d < ./x", "type T as T < ./x"]],
    ['import type { T } from "./x";', ["type T as T < ./x"]],
    ['import type from "./x";', ["default as type < ./x"]],
    ['import type D from "./x";', ["type default as D < ./x"]],
    ['import * as all from "./x";', ["* as all < ./x"]],
    ['import "./x";', ["* < ./x"]],
    ['const x = await import("./x");', ["* < ./x"]],
    ['const x = require("./x");', ["* < ./x", "* => * < ./x"]],
    ['import x = require("./x");', ["* < ./x", "* => * < ./x"]],
    ['export { a, b as c } from "./x";', ["a => a < ./x", "b => c < ./x"]],
    ['export * from "./x";', ["* => * < ./x"]],
    ['export * as ns from "./x";', ["* => ns < ./x"]],
    ['export type { T } from "./x";', ["type T => T < ./x"]],
    [
      'import {\n  a, // it\'s "quoted"\n  /* b, */ c,\n} from "./x";\nimport { d } from "./y";',
      ["a as a < ./x", "c as c < ./x", "d as d < ./y"],
    ],
    ['import{a}from"./x";import{b}from"./y";', ["a as a < ./x", "b as b < ./y"]],
    ['import data from "./x" with { type: "json" };', ["default as data < ./x"]],
    ["let x: typeof import('./x');", ["* < ./x"]],
    ['import { "odd name" as odd } from "./x";', ['"odd name" as odd < ./x']],
    ["export const from = 1;", []],
  ];
  for (const [text, expected] of cases) {
    it(text.replaceAll("\n", " "), () => {
      expect(read(text)).toEqual(expected);
    });
  }

  it("taking what cannot be read for an import of everything", () => {
    expect(read('weird from "./x"')).toEqual(["* < ./x", "* => * < ./x"]);
  });
});
