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
      3: suspend yield
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
  test.each([
    ["counts its stretches, where nothing else asks", "", true],
    ["does not where another call asks as well", "steps.next();", false],
  ])("a loop that asks a generator %s", (_, before, counts) => {
    const project = lowerText(`
function* give() { yield 1; yield 2; }
export function f() { const steps = give(); ${before} while (!steps.next().done) {} }`);
    expect(project.graph("f").includes("steps.next() from yield %")).toBe(counts);
  });
});
