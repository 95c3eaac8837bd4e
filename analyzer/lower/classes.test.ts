import { describe, expect, test } from "vitest";
import { lowerText } from "./testing/program.js";

describe("classes", () => {
  test("fields are set by the constructor, after super in a derived class", () => {
    const project = lowerText(`class A { x = 1; constructor(readonly lock: object, n = 2) {} }
class B extends A { y = this.x; constructor() { if (this) super({}); else super([]); } }
class C extends B { static count = 0; static { C.count = 1; } z = 3; }
export function f() { return [new A({}), new C(), C.count]; }`);
    expect(project.graph("A.constructor")).toMatchInlineSnapshot(`
      "1: %1 = n@52
      2: %3 = undefined
      3: %2 = n@52 == %3
      4: branch %2  -> true 5, false 7
      5: %4 = 2
      6: %1 = %4
      7: n@52 = %1
      8: %5 = this
      9: %5.lock = lock@38
      10: %6 = 1
      11: %5.x = %6"
    `);
    expect(project.graph("B.constructor")).toMatchInlineSnapshot(`
      "1: %1 = this
      2: branch %1 (if)  -> true 3, false 9
      3: %2 = allocate object
      4: %3 = this
      5: %4 = call %3 . super(%2) -> main.ts#A.constructor@17  -> 6, throw 16 (exit)
      6: %5 = this
      7: %6 = %5.x
      8: %3.y = %6  -> 15
      9: %7 = allocate object
      10: %8 = this
      11: %9 = call %8 . super(%7) -> main.ts#A.constructor@17  -> 12, throw 16 (exit)
      12: %10 = this
      13: %11 = %10.x
      14: %8.y = %11"
    `);
    expect(project.graph("C.constructor")).toMatchInlineSnapshot(`
      "1: %1 = this
      2: %2 = call %1 . super(...args@0) -> main.ts#B.constructor@96  -> 3, throw 6 (exit)
      3: %3 = 3
      4: %1.z = %3"
    `);
    expect(project.graph("C.<static>")).toMatchInlineSnapshot(`
      "1: %1 = closure main.ts#C.constructor@153
      2: %2 = 1
      3: %1.count = %2"
    `);
    expect(project.graph("<module>")).toMatchInlineSnapshot(`
      "1: %1 = closure main.ts#A.constructor@17
      2: %2 = closure main.ts#B.constructor@96
      3: %3 = closure main.ts#C.constructor@153
      4: %4 = 0
      5: %3.count = %4
      6: %5 = call %3 . static block() -> main.ts#C.<static>@191  -> 7, throw 8 (exit)"
    `);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = allocate object
      2: %2 = allocate object
      3: %3 = allocate A
      4: %4 = new call %3 . new A(%2) -> main.ts#A.constructor@17  -> 5, throw 17 (exit)
      5: %5 = 0
      6: %1[%5] = %3
      7: %6 = allocate C
      8: %7 = new call %6 . new C() -> main.ts#C.constructor@153  -> 9, throw 17 (exit)
      9: %8 = 1
      10: %1[%8] = %6
      11: %9 = closure main.ts#C.constructor@153
      12: %10 = %9.count
      13: %11 = 2
      14: %1[%11] = %10
      15: return %1"
    `);
  });
  test("getters and setters run", () => {
    const project =
      lowerText(`interface I { level: number } class A implements I { get level() { return 1; } set level(n) {} }
class B extends A { override get level() { return 2; } }
export function f(a: A, i: I) { a.level += i.level; }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = call a@172 . a.level() -> main.ts#A.level@53 | main.ts#B.level@117  -> 2, throw 6 (exit)
      2: %2 = call i@178 . i.level() -> main.ts#A.level@53 | main.ts#B.level@117  -> 3, throw 6 (exit)
      3: %3 = %1 + %2
      4: %4 = call a@172 . a.level(%3) -> main.ts#A.level@79  -> 5, throw 6 (exit)"
    `);
  });
});

describe("generators", () => {
  test("the body runs where the generator is iterated", () => {
    const project = lowerText(`function* g(n: number) { yield n; }
class Bag { *[Symbol.iterator]() { yield 1; } }
class Steps { [Symbol.iterator]() { return { next() { return { done: true, value: 1 }; } }; } }
export function f(bag: Bag, kept = g(3)) { for (const x of g(1)) x; [...g(2)]; for (const x of bag) x; for (const x of new Steps()) x; kept.next(); Array.from(g(4)); const [y] = kept; }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: %1 = kept@208
      2: %3 = undefined
      3: %2 = kept@208 == %3
      4: branch %2  -> true 5, false 8
      5: %4 = 3
      6: %5 = call g(%4) -> main.ts#g@0  -> 7, throw 60 (exit)
      7: %1 = %5
      8: kept@208 = %1
      9: %6 = 1
      10: %7 = call g(%6) -> main.ts#g@0  -> 11, throw 60 (exit)
      11: %9 = 0
      12: %8 = %9
      13: nop
      14: round %8
      15: %10 = iterate call %7 . g(1)(%6) from yield %8 -> main.ts#g@0  -> 16, throw 60 (exit)
      16: %11 = %10.done
      17: %12 = !%11
      18: branch %12  -> true 19, false 26
      19: %14 = 1
      20: %13 = %8 < %14
      21: branch %13  -> true 22, false 26
      22: %15 = %7[%8]
      23: x@234 = %15
      24: %16 = 1
      25: %8 = %8 + %16  -> 13
      26: round %8 over
      27: %17 = allocate object
      28: %18 = 2
      29: %19 = call g(%18) -> main.ts#g@0  -> 30, throw 60 (exit)
      30: %20 = iterate call %19 . g(2)(%18) -> main.ts#g@0  -> 31, throw 60 (exit)
      31: %21 = call bag@198 . bag[Symbol.iterator]() -> main.ts#Bag.[Symbol.iterator]@48  -> 32, throw 60 (exit)
      32: %22 = iterate call %21 . bag() -> main.ts#Bag.[Symbol.iterator]@48  -> 33, throw 60 (exit)
      33: nop
      34: %23 = ?
      35: branch %23  -> true 36, false 39
      36: %24 = ?
      37: %25 = bag@198[%24]
      38: x@270 = %25  -> 33
      39: %26 = allocate Steps
      40: %27 = call %26 . new Steps()[Symbol.iterator]() -> main.ts#Steps.[Symbol.iterator]@98  -> 41, throw 60 (exit)
      41: nop
      42: %28 = call %27 . new Steps().next() -> main.ts#next@129  -> 43, throw 60 (exit)
      43: %29 = %28.done
      44: %30 = !%29
      45: branch %30  -> true 46, false 49
      46: %31 = ?
      47: %32 = %26[%31]
      48: x@294 = %32  -> 41
      49: %33 = iterate call kept@208 . kept.next() -> external Generator.next  -> 50, throw 60 (exit)
      50: %34 = closure external Array
      51: %35 = 4
      52: %36 = call g(%35) -> main.ts#g@0  -> 53, throw 60 (exit)
      53: %37 = iterate call %36 . g(4)(%35) -> main.ts#g@0  -> 54, throw 60 (exit)
      54: %38 = call %34 . Array.from(%36) -> ArrayConstructor.from runs 1 now  -> 55, throw 60 (exit)
      55: %39 = iterate call kept@208 . kept()  -> 56, throw 60 (exit)
      56: %40 = 0
      57: %41 = kept@208[%40]
      58: y@353 = %41"
    `);
  });
});
