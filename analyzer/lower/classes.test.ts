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
      6: %5 = call g(%4) -> main.ts#g@0  -> 7, throw 62 (exit)
      7: %1 = %5
      8: kept@208 = %1
      9: %6 = 1
      10: %7 = call g(%6) -> main.ts#g@0  -> 11, throw 62 (exit)
      11: nop
      12: %8 = next call %7 . g(1)() -> main.ts#g@0  -> 13, throw 62 (exit)
      13: %9 = %8.done
      14: %10 = !%9
      15: branch %10  -> true 16, false 18
      16: %11 = %8.value
      17: x@234 = %11  -> 11
      18: %12 = allocate object
      19: %13 = 2
      20: %14 = call g(%13) -> main.ts#g@0  -> 21, throw 62 (exit)
      21: nop
      22: %15 = next call %14 . g(2)() -> main.ts#g@0  -> 23, throw 62 (exit)
      23: %16 = %15.done
      24: %17 = !%16
      25: branch %17  -> true 21, false 26
      26: %18 = start call bag@198 . bag[Symbol.iterator]() -> main.ts#Bag.[Symbol.iterator]@48  -> 27, throw 62 (exit)
      27: nop
      28: %19 = next call %18 . bag() -> main.ts#Bag.[Symbol.iterator]@48  -> 29, throw 62 (exit)
      29: %20 = %19.done
      30: %21 = !%20
      31: branch %21  -> true 32, false 34
      32: %22 = %19.value
      33: x@270 = %22  -> 27
      34: %23 = allocate Steps
      35: %24 = start call %23 . new Steps()[Symbol.iterator]() -> main.ts#Steps.[Symbol.iterator]@98  -> 36, throw 62 (exit)
      36: nop
      37: %25 = next call %24 . new Steps().next() -> main.ts#next@129  -> 38, throw 62 (exit)
      38: %26 = %25.done
      39: %27 = !%26
      40: branch %27  -> true 41, false 43
      41: %28 = %25.value
      42: x@294 = %28  -> 36
      43: %29 = next call kept@208 . kept.next() -> external Generator.next  -> 44, throw 62 (exit)
      44: %30 = closure external Array
      45: %31 = 4
      46: %32 = call g(%31) -> main.ts#g@0  -> 47, throw 62 (exit)
      47: nop
      48: %33 = next call %32 . g(4)() -> main.ts#g@0  -> 49, throw 62 (exit)
      49: %34 = %33.done
      50: %35 = !%34
      51: branch %35  -> true 47, false 52
      52: %36 = call %30 . Array.from(%32) -> ArrayConstructor.from runs 1 now  -> 53, throw 62 (exit)
      53: %37 = next call kept@208 . kept()  -> 54, throw 62 (exit)
      54: %38 = %37.done
      55: %39 = !%38
      56: branch %39  -> true 57, false 58
      57: %40 = close call kept@208 . kept()  -> 58, throw 62 (exit)
      58: %41 = 0
      59: %42 = kept@208[%41]
      60: y@353 = %42"
    `);
  });
});
