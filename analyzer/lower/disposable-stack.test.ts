import { describe, expect, it } from "vitest";
import { lowerText, type Project } from "./testing/program.js";

const lowered = (body: string): Project =>
  lowerText(`declare const item: Disposable; declare function give(stack: unknown): void;
    export function f() { ${body} }`);

const unsupported = (body: string): readonly string[] => lowered(body).program.unsupported.map(({ what }) => what);

const disposals = (body: string): number =>
  lowered(body)
    .unit("f")
    .graph.nodes.filter(({ operation }) => operation.kind === "call" && operation.text === "item[Symbol.dispose]")
    .length;

describe("a DisposableStack", () => {
  it.each([
    ["const", "const stack = new DisposableStack(); stack.use(item); stack.dispose();"],
    ["let", "let stack = new DisposableStack(); stack.use(item); stack.dispose();"],
    ["in parentheses", "const stack = (new DisposableStack()); stack.use(item); stack.dispose();"],
    ["through `globalThis`", "const stack = new globalThis.DisposableStack(); stack.use(item); stack.dispose();"],
    ["disposed of by its symbol", "const stack = new DisposableStack(); stack.use(item); stack[Symbol.dispose]();"],
    [
      "beside another of its name",
      "const stack = new DisposableStack(); { const stack = 1; give(stack); } stack.use(item); stack.dispose();",
    ],
  ])("is followed: %s", (_how, body) => {
    expect(unsupported(body)).toEqual([]);
    expect(disposals(body)).toBeGreaterThan(0);
  });

  it.each([
    ["handed on", "const stack = new DisposableStack(); stack.use(item); give(stack);"],
    ["given back by its name", "const stack = new DisposableStack(); stack.use(item); return { stack };"],
    ["moved", "const stack = new DisposableStack(); stack.use(item); using other = stack.move();"],
    ["replaced", "let stack = new DisposableStack(); stack = new DisposableStack(); stack.use(item); stack.dispose();"],
    [
      "in a field that a method fills",
      "class Owner { #stack = new DisposableStack(); open() { this.#stack.use(item); } close() { this.#stack.dispose(); } } give(Owner);",
    ],
    [
      "in a field of which others hear",
      "class Owner { #stack = new DisposableStack(); constructor() { this.#stack.use(item); give(this.#stack); } } give(Owner);",
    ],
    ["of a class that extends it", "class Own extends DisposableStack {} using stack = new Own(); stack.use(item);"],
    ["in a field", "const owner = { stack: new DisposableStack() }; owner.stack.use(item); owner.stack.dispose();"],
  ])("is counted where others see it: %s", (_how, body) => {
    expect(unsupported(body)).toEqual(["what is put on a DisposableStack that others see"]);
    expect(disposals(body)).toBe(0);
  });

  it("is counted where it is filled with a spread", () => {
    const body = "using stack = new DisposableStack(); stack.use(...([item] as [Disposable]));";
    expect(unsupported(body)).toEqual(["what is spread out for a DisposableStack"]);
  });
});
