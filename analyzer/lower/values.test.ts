import { describe, expect, test } from "vitest";
import { lowerProject, lowerText } from "./testing/program.js";

const graph = (inside: string, parameters = "a: any, b: any, c: any"): string =>
  lowerText(`declare function k(...args: any[]): any;\nexport function f(${parameters}) {\n${inside}\n}`).graph("f");

describe("variables", () => {
  test("captured variables and parameters live in memory, others in registers", () => {
    const project = lowerText(
      "export function f(a: number, b: number) { let n = 0; const inc = () => { n += a; }; inc(); return n + b; }",
    );
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: store main.ts#f@0/a@18 = a@18
      2: %1 = 0
      3: store main.ts#f@0/n@46 = %1
      4: %2 = closure main.ts#inc@65
      5: inc@59 = %2
      6: %3 = call inc() -> main.ts#inc@65  -> 7, throw 11 (exit)
      7: %4 = load main.ts#f@0/n@46
      8: %5 = %4 + b@29
      9: return %5"
    `);
    expect(project.graph("inc")).toMatchInlineSnapshot(`
      "1: %1 = load main.ts#f@0/n@46
      2: %2 = load main.ts#f@0/a@18
      3: %3 = %1 + %2
      4: store main.ts#f@0/n@46 = %3"
    `);
  });
  test("var is one variable from the start", () => {
    expect(graph("if (a) { var x = 1; } else { var x = 2; } return x;")).toMatchInlineSnapshot(`
      "1: x@98 = undefined
      2: branch a@59 (if)  -> true 3, false 5
      3: %1 = 1
      4: x@98 = %1  -> 7
      5: %2 = 2
      6: x@98 = %2
      7: return x@98"
    `);
  });
  test("module variables and imports are the exporter's memory", () => {
    const project = lowerProject({
      "lib.ts": "export let state = 1; export { state as other }; namespace N { export let deep = 1; } export { N };",
      "main.ts": `import { other as mine } from "./lib"; import * as L from "./lib"; import { N } from "./lib"; export function f() { N.deep = 2; return [mine, L.state, N.deep]; }`,
    });
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = 2
      2: store lib.ts#<module>@0/deep@74 = %1
      3: %2 = allocate object
      4: %3 = load lib.ts#<module>@0/state@11
      5: %4 = 0
      6: %2[%4] = %3
      7: %5 = load lib.ts#<module>@0/state@11
      8: %6 = 1
      9: %2[%6] = %5
      10: %7 = load lib.ts#<module>@0/deep@74
      11: %8 = 2
      12: %2[%8] = %7
      13: return %2"
    `);
  });
  test("arrow functions read this of the function around them", () => {
    const project = lowerText(
      "class A { x = 1; m() { return () => () => this.x; } field = () => this.x; static s = () => this; }",
    );
    expect(project.graph("A.m")).toMatchInlineSnapshot(`
      "1: %1 = this
      2: store main.ts#A.m@17/this@0 = %1
      3: %2 = closure main.ts#<function in A.m>@30
      4: return %2"
    `);
    expect(project.graph("<function in <function in A.m>>")).toMatchInlineSnapshot(`
      "1: %1 = load main.ts#A.m@17/this@0
      2: %2 = %1.x
      3: return %2"
    `);
    expect(project.graph("A.field")).toMatchInlineSnapshot(`
      "1: %1 = load main.ts#A.constructor@0/this@0
      2: %2 = %1.x
      3: return %2"
    `);
    expect(project.graph("A.s")).toMatchInlineSnapshot(`
      "1: %1 = closure main.ts#A.constructor@0
      2: return %1"
    `);
  });
});

describe("constants", () => {
  test("names of one literal are that literal", () => {
    const project = lowerProject({
      "levels.ts": `export const enum E { A = 7 } export enum F { B = "b" } export const LEVEL = 3; export class C { static readonly MAX = 9; } export const T = { x: 4 } as const; export { DISPATCH_LEVEL as D } from "irql/runtime";`,
      "ambient.d.ts": "declare const HIGH_LEVEL: number; declare const OTHER_LEVEL: number;",
      "main.ts": `import { E, F, LEVEL as L, C, T, D } from "./levels"; import * as K from "irql/runtime"; import { APC_LEVEL } from "wdk-that-is-missing";
export function f() { return [E.A, F.B, L, C.MAX, T.x, D, K.PASSIVE_LEVEL, HIGH_LEVEL, OTHER_LEVEL, APC_LEVEL, -1, (2 as number)!, undefined]; }`,
    });
    const values = project
      .unit("f")
      .graph.nodes.flatMap(({ operation }) => (operation.kind === "const" ? [operation.value] : []));
    expect(values.filter((_, index) => index % 2 === 0)).toEqual(expect.arrayContaining([7, "b", 3]));
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = allocate object
      2: %2 = 7
      3: %3 = 0
      4: %1[%3] = %2
      5: %4 = "b"
      6: %5 = 1
      7: %1[%5] = %4
      8: %6 = 3
      9: %7 = 2
      10: %1[%7] = %6
      11: %8 = 9
      12: %9 = 3
      13: %1[%9] = %8
      14: %10 = 4
      15: %11 = 4
      16: %1[%11] = %10
      17: %12 = 2
      18: %13 = 5
      19: %1[%13] = %12
      20: %14 = 0
      21: %15 = 6
      22: %1[%15] = %14
      23: %16 = 15
      24: %17 = 7
      25: %1[%17] = %16
      26: %18 = load ambient.d.ts#<module>@0/OTHER_LEVEL@48
      27: %19 = 8
      28: %1[%19] = %18
      29: %20 = 1
      30: %21 = 9
      31: %1[%21] = %20
      32: %22 = -1
      33: %23 = 10
      34: %1[%23] = %22
      35: %24 = 2
      36: %25 = 11
      37: %1[%25] = %24
      38: %26 = undefined
      39: %27 = 12
      40: %1[%27] = %26
      41: return %1"
    `);
  });
});

describe("operators", () => {
  test("sums, comparisons, steps", () => {
    expect(graph("const x = a + 1 - b; a++; return --b <= x == !c;")).toMatchInlineSnapshot(`
      "1: %1 = 1
      2: %2 = a@59 + %1
      3: %3 = %2 - b@67
      4: x@91 = %3
      5: %4 = a@59
      6: %6 = 1
      7: %5 = %4 + %6
      8: a@59 = %5
      9: %7 = b@67
      10: %9 = 1
      11: %8 = %7 - %9
      12: b@67 = %8
      13: %10 = %8 <= x@91
      14: %11 = !c@75
      15: %12 = %10 ==~ %11
      16: return %12"
    `);
  });
  test("typeof, void, delete, comma, templates, spread", () => {
    expect(graph("void k(1), delete a.x; return `${k(2)}` + typeof k(3) + [...a, b, 4] + { ...c };"))
      .toMatchInlineSnapshot(`
        "1: %1 = 1
        2: %2 = call k(%1) -> external k  -> 3, throw 25 (exit)
        3: %3 = undefined
        4: %4 = a@59.x
        5: %5 = ?
        6: %6 = 2
        7: %7 = call k(%6) -> external k  -> 8, throw 25 (exit)
        8: %8 = ?
        9: %9 = 3
        10: %10 = call k(%9) -> external k  -> 11, throw 25 (exit)
        11: %11 = ?
        12: %12 = %8 + %11
        13: %13 = allocate object
        14: %14 = ?
        15: %13[%14] = b@67
        16: %15 = 4
        17: %16 = ?
        18: %13[%16] = %15
        19: %17 = %12 + %13
        20: %18 = allocate object
        21: %18 takes members of c@75
        22: %19 = %17 + %18
        23: return %19"
      `);
  });
});

describe("destructuring", () => {
  test("declarations with defaults and rest", () => {
    expect(graph("const { x = 1, y: [z], ...rest } = a; return [x, z, rest];")).toMatchInlineSnapshot(`
      "1: %1 = a@59.x
      2: %2 = %1
      3: %4 = undefined
      4: %3 = %1 == %4
      5: branch %3  -> true 6, false 8
      6: %5 = 1
      7: %2 = %5
      8: x@93 = %2
      9: %6 = a@59.y
      10: %7 = 0
      11: %8 = %6[%7]
      12: z@104 = %8
      13: %9 = ?
      14: rest@111 = %9
      15: %10 = allocate object
      16: %11 = 0
      17: %10[%11] = x@93
      18: %12 = 1
      19: %10[%12] = z@104
      20: %13 = 2
      21: %10[%13] = rest@111
      22: return %10"
    `);
  });
  test("an exchange reads all before it writes any", () => {
    expect(graph("[a, b] = [b, a]; ({ x: a, y: b = 2, c } = c); [a.p, ...b] = c;")).toMatchInlineSnapshot(`
      "1: %1 = b@67
      2: %2 = a@59
      3: a@59 = %1
      4: b@67 = %2
      5: %3 = ?
      6: %4 = c@75.x
      7: a@59 = %4
      8: %5 = c@75.y
      9: %6 = %5
      10: %8 = undefined
      11: %7 = %5 == %8
      12: branch %7  -> true 13, false 15
      13: %9 = 2
      14: %6 = %9
      15: b@67 = %6
      16: %10 = c@75.c
      17: c@75 = %10
      18: %11 = 0
      19: %12 = c@75[%11]
      20: a@59.p = %12
      21: %13 = ?
      22: b@67 = %13"
    `);
  });
  test("parameters with defaults and patterns", () => {
    expect(graph("return [p, q, r];", "p = 1, { q }: any = {}, ...r: any[]")).toMatchInlineSnapshot(`
      "1: %1 = p@59
      2: %3 = undefined
      3: %2 = p@59 == %3
      4: branch %2  -> true 5, false 7
      5: %4 = 1
      6: %1 = %4
      7: p@59 = %1
      8: %6 = %5
      9: %8 = undefined
      10: %7 = %5 == %8
      11: branch %7  -> true 12, false 14
      12: %9 = allocate object
      13: %6 = %9
      14: %10 = %6.q
      15: q@68 = %10
      16: %11 = allocate object
      17: %12 = 0
      18: %11[%12] = p@59
      19: %13 = 1
      20: %11[%13] = q@68
      21: %14 = 2
      22: %11[%14] = r@86
      23: return %11"
    `);
  });
});
