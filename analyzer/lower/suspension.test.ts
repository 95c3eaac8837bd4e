import { describe, expect, test } from "vitest";
import { lowerText } from "./testing/program.js";

const graph = (inside: string, parameters = "a: any, b: any, c: any"): string =>
  lowerText(`declare function k(...args: any[]): any;\nexport async function* f(${parameters}) {\n${inside}\n}`).graph(
    "f",
  );

describe("suspension and disposal", () => {
  test("await and yield suspend", () => {
    expect(graph("const x = await a; yield x; try { await b; } catch { k(1); }")).toMatchInlineSnapshot(`
      "1: suspend await
      2: x@98 = a@66
      3: suspend yield x@98  -> 4, close 9
      4: %1 = ?
      5: nop
      6: suspend await  -> throw 7 (catch), 9
      7: %2 = 1
      8: %3 = call k(%2) -> external k  -> 9, throw 10 (exit)"
    `);
  });
  test("using disposes in reverse order on every way out, and nothing for null", () => {
    const project = lowerText(`
class Guard { [Symbol.dispose]() {} }
declare function open(): Guard | null;
export function f(a: boolean) { using x = new Guard(); if (a) return 1; using y = open(); return 2; }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = allocate Guard
      2: x@116 = %1
      3: branch a@96 (if)  -> true 4, false 6
      4: %2 = 1
      5: return %2  -> 13
      6: %3 = call open() -> external open  -> 7, throw 14 (finally)
      7: y@156 = %3
      8: %4 = 2
      9: return %4
      10: %5 = !y@156
      11: branch %5  -> false 12, true 13
      12: %6 = call y@156 . y[Symbol.dispose]() -> main.ts#Guard.[Symbol.dispose]@15  -> 13, throw 14 (finally)
      13: %7 = call x@116 . x[Symbol.dispose]() -> main.ts#Guard.[Symbol.dispose]@15  -> 15, throw 16 (exit)
      14: %8 = call x@116 . x[Symbol.dispose]() -> main.ts#Guard.[Symbol.dispose]@15  -> throw 16 (exit), 16"
    `);
  });
  test("await using suspends after an asynchronous disposal", () => {
    const project = lowerText(`
class Guard { async [Symbol.asyncDispose]() {} }
export async function f() { { await using x = new Guard(); } return 2; }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = allocate Guard
      2: x@92 = %1
      3: %2 = call x@92 . x[Symbol.asyncDispose]() -> main.ts#Guard.[Symbol.asyncDispose]@15  -> 4, throw 8 (exit)
      4: suspend await
      5: %3 = 2
      6: return %3"
    `);
  });
  test("disposal through the library's interface reaches the classes that implement it", () => {
    const project = lowerText(`
class Guard implements Disposable { [Symbol.dispose]() {} }
export function f(g: Disposable) { using x = g; }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: x@102 = g@79
      2: %1 = x@102.[Symbol.dispose]
      3: %2 = call x@102 . x[Symbol.dispose]() via %1 -> property Disposable.[Symbol.dispose]  -> 4, throw 5 (exit)"
    `);
  });
  test("a generator that is left at a `yield` runs what stands around it", () => {
    expect(graph("try { yield 1; k(2); } finally { k(3); } yield* a;")).toMatchInlineSnapshot(`
      "1: %1 = 1
      2: suspend yield %1  -> 3, close 8
      3: %2 = ?
      4: %3 = 2
      5: %4 = call k(%3) -> external k  -> 6, throw 10 (finally)
      6: %5 = 3
      7: %6 = call k(%5) -> external k  -> 12, throw 18 (exit)
      8: %7 = 3
      9: %8 = call k(%7) -> external k  -> 17, throw 18 (exit)
      10: %9 = 3
      11: %10 = call k(%9) -> external k  -> throw 18 (exit), 18
      12: nop
      13: %11 = ?
      14: branch %11  -> true 15, false 16
      15: suspend yield  -> 12, close 17
      16: %12 = ?"
    `);
  });
  test("`throw` of a generator is recorded, and nothing of it runs", () => {
    const project = lowerText(`
function* steps() { try { yield 1; } catch { return; } }
export function f() { const one = steps(); one.next(); one.throw(new Error("left")); }`);
    expect(project.program.unsupported.map(({ what }) => what)).toEqual(["`throw` of a generator"]);
  });
});
