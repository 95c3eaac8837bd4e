import { describe, expect, it } from "vitest";
import { lowerProject } from "./testing/program.js";

/** How many comparisons `list.has(level)` is. */
const comparisons = (declared: string): number =>
  lowerProject({
    "main.ts": `${declared}\nexport function f(level: number) { return list.has(level); }`,
  })
    .unit("f")
    .graph.nodes.filter(({ operation }) => operation.kind === "compare").length;

describe("`has` of a set that is written down", () => {
  it.each([
    ["const", "const list = new Set([0, 2]);", 2],
    ["let", "let list = new Set([0, 2]);", 2],
    ["exported", "export const list = new Set([0, 2]);", 0],
    ["exported by its name", "const list = new Set([0, 2]); export { list };", 0],
    ["exported by another name", "const list = new Set([0, 2]); export { list as levels };", 0],
    ["exported as default", "const list = new Set([0, 2]); export default list;", 0],
    ["given out by its name", "const list = new Set([0, 2]); export const lists = { list };", 0],
    ["filled", "const list = new Set([0, 2]); list.add(3);", 0],
    ["replaced", "let list = new Set([0, 2]); list = new Set([1]);", 0],
    ["replaced by a pattern", "let list = new Set([0, 2]); ({ list } = { list: new Set([1]) });", 0],
    ["declared twice", "var list = new Set([0, 2]); var list = new Set([1]);", 0],
    [
      "of a class of one's own",
      "class Set { constructor(of: number[]) { void of; } has(level: number) { return level > 3; } } const list = new Set([0, 2]);",
      0,
    ],
    ["with a spread", "const others = [1]; const list = new Set([0, ...others]);", 0],
    ["with a number that is none", "const list = new Set([0, NaN]);", 0],
    ["empty", "const list = new Set<number>([]);", 0],
  ])("is compared with each member only where nobody can change it: %s", (_how, declared, count) => {
    expect(comparisons(declared)).toBe(count);
  });
});
