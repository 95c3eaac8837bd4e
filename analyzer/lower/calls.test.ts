import { describe, expect, test } from "vitest";
import type { CallOperation } from "../ir/operation.js";
import { printOperation } from "../ir/print.js";
import { lowerProject, lowerText } from "./testing/program.js";
import type { Project } from "./testing/program.js";

const calls = (project: Project, name: string): CallOperation[] =>
  project.unit(name).graph.nodes.flatMap(({ operation }) => (operation.kind === "call" ? [operation] : []));

const printed = (project: Project, name: string): string[] => calls(project, name).map(printOperation);

const contracts = (project: Project, name: string): string[] =>
  calls(project, name).flatMap((call) =>
    call.targets.map((target) => (target.kind === "contract" ? target.contract : target.kind)),
  );

describe("routines of the WDK, however they are named", () => {
  test("imports, namespaces, renamings, re-exports, constants, destructuring", () => {
    const project = lowerProject({
      "again.ts": `export { KeAcquireSpinLock as take } from "irql/runtime"; export * from "irql/runtime"; import * as K from "irql/runtime"; export default K;`,
      "main.ts": `import { KeAcquireSpinLock as a } from "irql/runtime"; import * as K from "irql/runtime"; import D, { take, KeGetCurrentIrql } from "./again";
const { KeAcquireSpinLock: acq } = K; const own = a; const table = { take: a, KeGetCurrentIrql } as const;
class Holder { private readonly take = a; f(lock: any) { this.take(lock); } }
export function f(lock: any) { a(lock); K.KeAcquireSpinLock(lock); K["KeAcquireSpinLock"](lock); take(lock); KeGetCurrentIrql(); acq(lock); own(lock); table.take(lock); table.KeGetCurrentIrql(); D.KeAcquireSpinLock(lock); (a as any)(lock); a.call(undefined, lock); K.KeAcquireSpinLock.apply(null, [lock]); Reflect.apply(a, null, [lock]); }`,
    });
    const acquire = "KeAcquireSpinLock";
    const level = "KeGetCurrentIrql";
    expect(contracts(project, "f")).toEqual([
      acquire,
      acquire,
      acquire,
      acquire,
      level,
      acquire,
      acquire,
      acquire,
      level,
      acquire,
      acquire,
      acquire,
      acquire,
      acquire,
    ]);
    expect(contracts(project, "Holder.f")).toEqual([acquire]);
  });
  test("missing modules, ambient declarations, interfaces, nothing at all", () => {
    const project =
      lowerText(`import { KeAcquireSpinLock as a } from "missing"; import * as M from "missing"; import X from "missing"; const { KeAcquireSpinLock: d } = require("missing"); declare function require(n: string): any;
declare function KeRaiseIrqlToDpcLevel(): number; interface Kernel { KeLowerIrql(n: number): void } declare const kernel: Kernel;
export function f(lock: any, { KeLowerIrql }: Kernel) { a(lock); M.KeAcquireSpinLock(lock); X.KeAcquireSpinLock(lock); d(lock); KeRaiseIrqlToDpcLevel(); kernel.KeLowerIrql(0); KeLowerIrql(0); KeGetCurrentIrql(); }`);
    expect(contracts(project, "f")).toEqual([
      "KeAcquireSpinLock",
      "KeAcquireSpinLock",
      "KeAcquireSpinLock",
      "KeAcquireSpinLock",
      "KeRaiseIrqlToDpcLevel",
      "KeLowerIrql",
      "KeLowerIrql",
      "KeGetCurrentIrql",
    ]);
  });
  test("a function of the program with such a name is an ordinary function", () => {
    const project = lowerText(
      "function KeAcquireSpinLock(lock: object) { return 0; } export function f() { KeAcquireSpinLock({}); }",
    );
    expect(contracts(project, "f")).toEqual(["function"]);
  });
  test("a choice of routines is called through its value", () => {
    const project = lowerText(`import { KeAcquireSpinLockAtDpcLevel, KeAcquireSpinLock } from "irql/runtime";
export function f(lock: any, atDispatch: boolean) { const acquire = atDispatch ? KeAcquireSpinLockAtDpcLevel : KeAcquireSpinLock; acquire(lock); }`);
    expect(project.graph("f")).toMatchInlineSnapshot(`
      "1: branch atDispatch@108 (conditional)  -> true 2, false 4
      2: %2 = closure contract KeAcquireSpinLockAtDpcLevel
      3: %1 = %2  -> 6
      4: %3 = closure contract KeAcquireSpinLock
      5: %1 = %3
      6: acquire@137 = %1
      7: %4 = call acquire(lock@97) via acquire@137  -> 8, throw 9 (exit)"
    `);
  });
});

describe("functions of the program", () => {
  test("methods reach their overrides, super only itself", () => {
    const project =
      lowerText(`abstract class A { m() {} abstract n(): void; static s() {} #p() {} q() { this.#p(); } } class B extends A { override m() { super.m(); } n() {} } class C extends B { override m() {} }
export function f(a: A, c: C) { a.m(); a.n(); c.m(); A.s(); }`);
    expect(printed(project, "f")).toMatchInlineSnapshot(`
      [
        "%1 = call a@202 . a.m() -> main.ts#A.m@19 | main.ts#B.m@109 | main.ts#C.m@166",
        "%3 = call a@202 . a.n() via %2 -> property n",
        "%4 = call c@208 . c.m() -> main.ts#C.m@166",
        "%6 = call %5 . A.s() -> main.ts#A.s@46",
      ]
    `);
    expect(printed(project, "B.m")).toMatchInlineSnapshot(`
      [
        "%2 = call %1 . super.m() -> main.ts#A.m@19",
      ]
    `);
    expect(printed(project, "A.q")).toMatchInlineSnapshot(`
      [
        "%2 = call %1 . this.#p() -> main.ts#A.#p@60",
      ]
    `);
  });
  test("interfaces and function properties are called through their property", () => {
    const project = lowerText(`interface Sink { push(n: number): void; onDone: () => void; other?: () => void }
class Impl implements Sink { push(n: number) {} onDone = () => {}; } class Base { push(n: number) {} } class Late extends Base implements Sink { onDone() {} }
const literal: Sink = { push(n) {}, onDone: named }; function named() {}
export function f(s: Sink) { s.push(1); s.onDone(); s.other?.(); s.other = named.bind(s); s["onDone"](); }`);
    expect(printed(project, "f")).toMatchInlineSnapshot(`
      [
        "%3 = call s@331 . s.push(%2) via %1 -> property push",
        "%5 = call s@331 . s.onDone() via %4 -> property onDone",
        "%9 = call s@331 . s.other() via %7 -> property other",
        "%13 = call s@331 . s["onDone"]() via %12 -> property onDone",
      ]
    `);
    const held = project.program.propertyFunctions.map(
      (p) => `${p.property.slice(-3)} ${p.function.slice("/project/main.ts#".length)}`,
    );
    expect(held).toMatchInlineSnapshot(`
      [
        "110 Impl.push@110",
        ":17 Impl.push@110",
        ":17 Base.push@163",
        ":17 literal.push@264",
        "129 Impl.onDone@138",
        ":40 Impl.onDone@138",
        ":40 Late.onDone@226",
        ":40 named@293",
        "163 Base.push@163",
        "226 Late.onDone@226",
        "264 literal.push@264",
        "276 named@293",
        ":60 named@293",
      ]
    `);
  });
  test("callbacks, library functions, new, tagged templates, immediate calls", () => {
    const project = lowerText(`declare function tag(s: any, ...a: any[]): any;
export function f(list: readonly number[]) { list.forEach((x) => x); new Promise((done) => done(1)).then(() => 1); setTimeout(f, 1); tag\`\${list}\`; (() => list)(); (function () {})(); Math.max(1); new Map(); import("x"); }`);
    expect(printed(project, "f")).toMatchInlineSnapshot(`
      [
        "%3 = call %1 . list.forEach(%2) -> ReadonlyArray.forEach runs 0 now",
        "%6 = new call %5 . new Promise(%4) -> Promise.new runs 0 now",
        "%8 = call %5 . new Promise((done) => done(1)).then(%7) -> Promise.then runs 0,1 later",
        "%11 = call setTimeout(%9, %10) -> setTimeout runs 0 later",
        "%14 = call tag(%12, %13) -> external tag",
        "%15 = call (() => list)() -> main.ts#<function in f>@196",
        "%16 = call (function () {})() -> main.ts#<function in f>@212",
        "%19 = call %17 . Math.max(%18) -> external Math.max",
        "%21 = new call %20 . new Map() -> external Map",
      ]
    `);
  });
  test("default exports and export assignments", () => {
    const project = lowerProject({
      "lib.ts": "export default function () {}",
      "main.ts": `import run from "./lib"; import { default as again } from "./lib"; export function f() { run(); again(); }`,
    });
    expect(contracts(project, "f")).toEqual(["function", "function"]);
  });
});

describe("shape", () => {
  test("the statement that a call is the whole of", () => {
    const text = `import { KeGetCurrentIrql as k } from "irql/runtime"; export function f(old: number) { k(); const a = k(); old = k(); return k() + a; }`;
    const shapes = calls(lowerText(text), "f").map(({ shape }) => {
      const cut = (span: { start: number; end: number } | undefined): string | undefined =>
        span && text.slice(span.start, span.end);
      return [cut(shape?.statement), shape?.assigns?.name, cut(shape?.assigns?.head)];
    });
    expect(shapes).toEqual([
      ["k();", undefined, undefined],
      ["const a = k();", "a", "const a = "],
      ["old = k();", "old", "old = "],
      [undefined, undefined, undefined],
    ]);
  });
});
