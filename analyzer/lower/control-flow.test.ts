import { describe, expect, test } from "vitest";
import { lowerText } from "./testing/program.js";

const graph = (inside: string, parameters = "a: any, b: any, c: any"): string =>
  lowerText(`declare function k(...args: any[]): any;\nexport async function* f(${parameters}) {\n${inside}\n}`).graph(
    "f",
  );

describe("branches", () => {
  test("conditions become short-circuit edges", () => {
    expect(graph("if ((a && !b) || c) k(1); else k(2);")).toMatchInlineSnapshot(`
      "1: branch a@66  -> true 2, false 3
      2: branch b@74  -> true 3, false 4
      3: branch c@82  -> true 4, false 6
      4: %1 = 1
      5: %2 = call k(%1) -> external k  -> 8, throw 9 (exit)
      6: %3 = 2
      7: %4 = call k(%3) -> external k  -> 8, throw 9 (exit)"
    `);
  });
  test("a single test keeps its arms, a negation stays on its register", () => {
    expect(graph("if (!a) k(1); return b ? 1 : 2;")).toMatchInlineSnapshot(`
      "1: %1 = !a@66
      2: branch %1 (if)  -> true 3, false 5
      3: %2 = 1
      4: %3 = call k(%2) -> external k  -> 5, throw 12 (exit)
      5: branch b@74 (conditional)  -> true 6, false 8
      6: %5 = 1
      7: %4 = %5  -> 10
      8: %6 = 2
      9: %4 = %6
      10: return %4"
    `);
  });
  test("values of &&, ?? and the conditional are written on both arms", () => {
    expect(graph("return [a && b, a ?? b, a ? b : c];")).toMatchInlineSnapshot(`
      "1: %1 = allocate object
      2: %2 = a@66
      3: branch a@66  -> true 4, false 5
      4: %2 = b@74
      5: %3 = 0
      6: %1[%3] = %2
      7: %4 = a@66
      8: %5 = null
      9: %6 = a@66 ==~ %5
      10: branch %6  -> true 11, false 12
      11: %4 = b@74
      12: %7 = 1
      13: %1[%7] = %4
      14: branch a@66 (conditional)  -> true 15, false 16
      15: %8 = b@74  -> 17
      16: %8 = c@82
      17: %9 = 2
      18: %1[%9] = %8
      19: return %1"
    `);
  });
  test("logical assignment writes only where the right side is needed", () => {
    expect(graph("a ||= b; a.x ??= c;")).toMatchInlineSnapshot(`
      "1: %1 = a@66
      2: branch a@66  -> false 3, true 5
      3: a@66 = b@74
      4: %1 = b@74
      5: %3 = a@66.x
      6: %2 = %3
      7: %4 = null
      8: %5 = %3 ==~ %4
      9: branch %5  -> true 10, false 12
      10: a@66.x = c@82
      11: %2 = c@82"
    `);
  });
  test("an optional chain ends as a whole", () => {
    expect(graph("return a?.b.c?.(k(1)).d;")).toMatchInlineSnapshot(`
      "1: %2 = null
      2: %3 = a@66 ==~ %2
      3: branch %3  -> false 4, true 14
      4: %4 = a@66.b
      5: %5 = %4.c
      6: %6 = null
      7: %7 = %5 ==~ %6
      8: branch %7  -> false 9, true 14
      9: %8 = 1
      10: %9 = call k(%8) -> external k  -> 11, throw 17 (exit)
      11: %10 = call %4 . a?.b.c(%9) via %5  -> 12, throw 17 (exit)
      12: %11 = %10.d
      13: %1 = %11  -> 15
      14: %1 = undefined
      15: return %1"
    `);
  });
  test("switch compares in order, falls through, and has its default anywhere", () => {
    expect(graph("switch (a) { case 1: k(1); default: k(2); break; case 3: let x = 4; k(x); }")).toMatchInlineSnapshot(`
      "1: x@153 = undefined
      2: %2 = 1
      3: %1 = a@66 == %2
      4: branch %1  -> false 5, true 8
      5: %4 = 3
      6: %3 = a@66 == %4
      7: branch %3  -> false 10, true 12
      8: %5 = 1
      9: %6 = call k(%5) -> external k  -> 10, throw 16 (exit)
      10: %7 = 2
      11: %8 = call k(%7) -> external k  -> 15, throw 16 (exit)
      12: %9 = 4
      13: x@153 = %9
      14: %10 = call k(x@153) -> external k  -> 15, throw 16 (exit)"
    `);
  });
  test.each([
    ["a union", '"x" | "y"', 1],
    ["a wider union", '"x" | "y" | "z"', 2],
    ["any", "any", 2],
  ])("switch over %s: ways past its clauses", (_, type, ways) => {
    const text = `declare function k(): void; export function f(a: ${type}) { switch (a) { case "x": return; case "y": k(); } }`;
    const { nodes, exit } = lowerText(text).unit("f").graph;
    const past = nodes.filter(({ edges }) =>
      edges.some(({ to, when }) => to === exit && (when === "false" || when === "next")),
    );
    expect(past.filter(({ operation }) => operation.kind !== "return").length).toBe(ways);
  });

  test("switch (true) tests its cases", () => {
    expect(graph("switch (true) { case a < 1: return 1; case b && c: return 2; }")).toMatchInlineSnapshot(`
      "1: %1 = true
      2: %2 = 1
      3: %3 = a@66 < %2
      4: branch %3  -> false 5, true 7
      5: branch b@74  -> true 6, false 11
      6: branch c@82  -> true 9, false 11
      7: %4 = 1
      8: return %4  -> 11
      9: %5 = 2
      10: return %5"
    `);
  });
});

describe("loops", () => {
  test("while, do, for", () => {
    expect(graph("while (a) { if (b) continue; if (c) break; k(1); }")).toMatchInlineSnapshot(`
      "1: nop
      2: branch a@66  -> true 3, false 7
      3: branch b@74 (if)  -> false 4, true 1
      4: branch c@82 (if)  -> false 5, true 7
      5: %1 = 1
      6: %2 = call k(%1) -> external k  -> 1, throw 8 (exit)"
    `);
    expect(graph("do { if (b) continue; k(1); } while (a);")).toMatchInlineSnapshot(`
      "1: nop
      2: branch b@74 (if)  -> false 3, true 5
      3: %1 = 1
      4: %2 = call k(%1) -> external k  -> 5, throw 7 (exit)
      5: branch a@66  -> true 1, false 6"
    `);
    expect(graph("for (let i = 0; i < a; i++) k(i);")).toMatchInlineSnapshot(`
      "1: %1 = 0
      2: i@101 = %1
      3: nop
      4: %2 = ?
      5: i@101 = %2
      6: %3 = i@101 < a@66
      7: branch %3  -> true 8, false 13
      8: %4 = call k(i@101) -> external k  -> 9, throw 14 (exit)
      9: %5 = i@101
      10: %7 = 1
      11: %6 = %5 + %7
      12: i@101 = %6  -> 3"
    `);
  });
  test("an endless loop has no way out but its breaks", () => {
    expect(graph("for (;;) { if (k(1)) break; } while (true) k(2);")).toMatchInlineSnapshot(`
      "1: nop
      2: %1 = 1
      3: %2 = call k(%1) -> external k  -> 4, throw 9 (exit)
      4: branch %2 (if)  -> false 1, true 5
      5: nop
      6: %3 = 2
      7: %4 = call k(%3) -> external k  -> 5, throw 9 (exit)"
    `);
  });
  test("labels leave and continue outer loops and blocks", () => {
    expect(
      graph(
        "outer: for (const x of a) { for (const y in b) { if (x) continue outer; if (y) break outer; } } done: { if (c) break done; k(1); }",
      ),
    ).toMatchInlineSnapshot(`
      "1: nop
      2: %1 = ?
      3: branch %1  -> true 4, false 14
      4: %2 = ?
      5: %3 = a@66[%2]
      6: x@110 = %3
      7: nop
      8: %4 = ?
      9: branch %4  -> true 10, false 1
      10: %5 = ?
      11: y@131 = %5
      12: branch x@110 (if)  -> false 13, true 1
      13: branch y@131 (if)  -> false 7, true 14
      14: branch c@82 (if)  -> false 15, true 17
      15: %6 = 1
      16: %7 = call k(%6) -> external k  -> 17, throw 18 (exit)"
    `);
  });
  test("for await suspends at each round", () => {
    expect(graph("for await (const { x } of a) k(x);")).toMatchInlineSnapshot(`
      "1: nop
      2: suspend await
      3: %1 = ?
      4: branch %1  -> true 5, false 10
      5: %2 = ?
      6: %3 = a@66[%2]
      7: %4 = %3.x
      8: x@111 = %4
      9: %5 = call k(x@111) -> external k  -> 1, throw 11 (exit)"
    `);
  });
});

describe("exceptions", () => {
  test("every call leads to the nearest handler, and says whether a catch is written", () => {
    expect(graph("try { k(1); } catch (e) { k(e); } k(2);")).toMatchInlineSnapshot(`
      "1: nop
      2: %1 = 1
      3: %2 = call k(%1) -> external k  -> throw 4 (catch), 7
      4: %3 = ?
      5: e@113 = %3
      6: %4 = call k(e@113) -> external k  -> 7, throw 10 (exit)
      7: %5 = 2
      8: %6 = call k(%5) -> external k  -> 9, throw 10 (exit)"
    `);
  });
  test("finally runs on every way out", () => {
    expect(graph("for (;;) { try { if (a) return 1; if (b) break; if (c) continue; k(1); } finally { k(2); } }"))
      .toMatchInlineSnapshot(`
      "1: nop
      2: branch a@66 (if)  -> true 3, false 5
      3: %1 = 1
      4: return %1  -> 11
      5: branch b@74 (if)  -> false 6, true 13
      6: branch c@82 (if)  -> false 7, true 15
      7: %2 = 1
      8: %3 = call k(%2) -> external k  -> 9, throw 17 (finally)
      9: %4 = 2
      10: %5 = call k(%4) -> external k  -> 1, throw 20 (exit)
      11: %6 = 2
      12: %7 = call k(%6) -> external k  -> 19, throw 20 (exit)
      13: %8 = 2
      14: %9 = call k(%8) -> external k  -> 19, throw 20 (exit)
      15: %10 = 2
      16: %11 = call k(%10) -> external k  -> 1, throw 20 (exit)
      17: %12 = 2
      18: %13 = call k(%12) -> external k  -> throw 20 (exit), 20"
    `);
  });
  test("a catch beyond a finally counts as the handler", () => {
    expect(graph("try { try { k(1); } finally { a = 1; } } catch { b = 1; }")).toMatchInlineSnapshot(`
      "1: nop
      2: %1 = 1
      3: %2 = call k(%1) -> external k  -> 4, throw 6 (catch)
      4: %3 = 1
      5: a@66 = %3  -> 10
      6: %4 = 1
      7: a@66 = %4
      8: %5 = 1
      9: b@74 = %5"
    `);
  });
  test("return in finally wins over the exception", () => {
    expect(graph("try { throw a; } finally { return 2; }")).toMatchInlineSnapshot(`
      "1: throw  -> throw 2 (finally)
      2: %1 = 2
      3: return %1"
    `);
  });
  test("a catch that no call leads to stays reachable", () => {
    expect(graph("try { a.b.c = 1; } catch { k(1); }")).toMatchInlineSnapshot(`
      "1: nop  -> 2, throw 5 (catch)
      2: %1 = a@66.b
      3: %2 = 1
      4: %1.c = %2  -> 7
      5: %3 = 1
      6: %4 = call k(%3) -> external k  -> 7, throw 8 (exit)"
    `);
  });
  test("deep finally blocks share a copy instead of multiplying", () => {
    const nested = (depth: number): string =>
      depth === 0
        ? "k(0);"
        : `try { if (a) return ${String(depth)}; k(${String(depth)}); } finally { ${nested(depth - 1)} }`;
    const size = (depth: number): number => graph(nested(depth)).split("\n").length;
    expect(size(12) - size(11)).toBe(size(11) - size(10));
  });
});
