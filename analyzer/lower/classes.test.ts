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
      6: %5 = call g(%4) -> main.ts#g@0  -> 7, throw 59 (exit)
      7: %1 = %5
      8: kept@208 = %1
      9: %6 = 1
      10: %7 = call g(%6) -> main.ts#g@0  -> 11, throw 59 (exit)
      11: %8 = iterate call %7 . g(1)(%6) -> main.ts#g@0  -> 12, throw 59 (exit)
      12: %10 = 0
      13: %9 = %10
      14: nop
      15: round %9
      16: %12 = 1
      17: %11 = %9 < %12
      18: %13 = ?
      19: branch %11  -> true 20, false 25
      20: branch %13  -> true 21, false 25
      21: %14 = %7[%9]
      22: x@234 = %14
      23: %15 = 1
      24: %9 = %9 + %15  -> 14
      25: round %9 over
      26: %16 = allocate object
      27: %17 = 2
      28: %18 = call g(%17) -> main.ts#g@0  -> 29, throw 59 (exit)
      29: %19 = iterate call %18 . g(2)(%17) -> main.ts#g@0  -> 30, throw 59 (exit)
      30: %20 = call bag@198 . bag[Symbol.iterator]() -> main.ts#Bag.[Symbol.iterator]@48  -> 31, throw 59 (exit)
      31: %21 = iterate call %20 . bag() -> main.ts#Bag.[Symbol.iterator]@48  -> 32, throw 59 (exit)
      32: nop
      33: %22 = ?
      34: branch %22  -> true 35, false 38
      35: %23 = ?
      36: %24 = bag@198[%23]
      37: x@270 = %24  -> 32
      38: %25 = allocate Steps
      39: %26 = call %25 . new Steps()[Symbol.iterator]() -> main.ts#Steps.[Symbol.iterator]@98  -> 40, throw 59 (exit)
      40: nop
      41: %27 = call %26 . new Steps().next() -> main.ts#next@129  -> 42, throw 59 (exit)
      42: %28 = %27.done
      43: %29 = !%28
      44: branch %29  -> true 45, false 48
      45: %30 = ?
      46: %31 = %25[%30]
      47: x@294 = %31  -> 40
      48: %32 = iterate call kept@208 . kept.next() -> external Generator.next  -> 49, throw 59 (exit)
      49: %33 = closure external Array
      50: %34 = 4
      51: %35 = call g(%34) -> main.ts#g@0  -> 52, throw 59 (exit)
      52: %36 = iterate call %35 . g(4)(%34) -> main.ts#g@0  -> 53, throw 59 (exit)
      53: %37 = call %33 . Array.from(%35) -> ArrayConstructor.from runs 1 now  -> 54, throw 59 (exit)
      54: %38 = iterate call kept@208 . kept()  -> 55, throw 59 (exit)
      55: %39 = 0
      56: %40 = kept@208[%39]
      57: y@353 = %40"
    `);
  });
});
