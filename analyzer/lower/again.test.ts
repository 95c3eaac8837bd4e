import { describe, expect, it } from "vitest";
import { LoweringMemory } from "./memory.js";
import { lowerProject } from "./testing/program.js";

type Files = Readonly<Record<string, string>>;

const BASE: Files = {
  "shapes.ts": `
    export interface Handlers { onDone?: () => void; onFail: () => void }
    export class Base { run(): void {} get size(): number { return 1; } }
    export function makeHandler(): () => void { return () => undefined; }
  `,
  "uses.ts": `
    import { Base, type Handlers } from "./shapes.js";
    export function call(handlers: Handlers, base: Base): number {
      handlers.onFail();
      handlers.onDone?.();
      base.run();
      return base.size;
    }
    export function each(items: Iterable<number>): void { for (const item of items) void item; }
  `,
  "main.ts": `
    import { Base, makeHandler, type Handlers } from "./shapes.js";
    export const made: { later: () => void } = { later: makeHandler() };
    export function main(handlers: Handlers): void {
      void handlers;
    }
  `,
};

/** What a body may say that a file can notice which never sees the body. */
const BODIES: readonly string[] = [
  "void 0;",
  "handlers.onDone = () => undefined;",
  "handlers.onDone = makeHandler();",
  "class Inner extends Base { override run(): void { handlers.onFail(); } } new Inner().run();",
  "class Inner extends Base { override get size(): number { return 2; } } void new Inner().size;",
  "class Inner { get size(): number { return 2; } set size(to: number) { void to; } } new Inner().size = 3;",
  "function* numbers(): Iterable<number> { yield 1; } for (const each of numbers()) void each;",
  "const own: Handlers = { onFail: () => undefined, get onDone() { return undefined; } }; own.onFail();",
];

const withBody = (body: string): Files => ({
  ...BASE,
  "main.ts": BASE["main.ts"]?.replace("void handlers;", body) ?? "",
});

const FACTORIES: readonly string[] = ["return () => undefined;", "return function named() {};", "throw new Error();"];

const withFactory = (body: string): Files => ({
  ...BASE,
  "shapes.ts": BASE["shapes.ts"]?.replace("return () => undefined;", body) ?? "",
});

/** Two files that declare one name for all: the program's order, which imports decide, tells which of them counts. */
const withImport = (text: string): Files => ({
  "a.ts": `${text}export const a = 1;`,
  "caller.ts": "export const caller = (): void => outside();",
  "y.ts": "/** @irqlRequiresMax PASSIVE_LEVEL */\ndeclare function outside(): void;",
  "z.ts": "/** @mayBlock */\ndeclare function outside(): void;",
});

const thereAndBack = (versions: readonly Files[]): readonly Files[] => [...versions, ...versions.toReversed()];

describe("a program that is lowered again after an edit", () => {
  it.each([
    ["one body", thereAndBack(BODIES.map(withBody))],
    ["what a factory returns", thereAndBack(FACTORIES.map(withFactory))],
    ["the order of files", thereAndBack(["", 'import "./z.js";\n'].map(withImport))],
    ["exports", thereAndBack([BASE, { ...BASE, "main.ts": (BASE["main.ts"] ?? "").replaceAll("export ", "") }])],
  ])("gives what it gives when it is lowered for the first time: %s", (_name, versions) => {
    const memory = new LoweringMemory();
    for (const files of versions)
      expect(lowerProject(files, ["main.ts"], memory).program, files["main.ts"]).toEqual(
        lowerProject(files, ["main.ts"]).program,
      );
  });

  it("hands out the functions of other files again where nothing that they asked for has changed", () => {
    const memory = new LoweringMemory();
    const [first, same, other] = [withBody("void 0;"), withBody("void 1;"), withBody(BODIES[3] ?? "")].map((files) =>
      lowerProject(files, [], memory),
    );
    expect(same?.unit("call")).toBe(first?.unit("call"));
    expect(same?.unit("main")).not.toBe(first?.unit("main"));
    expect(other?.unit("call")).not.toBe(first?.unit("call"));
    expect(other?.unit("each")).toBe(first?.unit("each"));
  });

  it("tells entry points anew where they are others", () => {
    const memory = new LoweringMemory();
    const isPublic = (entryPoints: readonly string[]): boolean =>
      lowerProject(BASE, entryPoints, memory).unit("main").isPublic;
    expect([isPublic([]), isPublic(["main.ts"]), isPublic(["uses.ts"])]).toEqual([false, true, false]);
  });
});
