import { describe, expect, it } from "vitest";
import { eachOnce } from "./each-once.js";

describe("eachOnce", () => {
  it("goes on from each once, where everything leads to everything", () => {
    const all = [0, 1, 2, 3, 4, 5, 6, 7];
    const asked: number[] = [];
    const reached = eachOnce([3], String, (item) => {
      asked.push(item);
      return all;
    });
    expect(reached).toEqual([3, 0, 1, 2, 4, 5, 6, 7]);
    expect(asked).toEqual(reached);
  });

  it("keeps of those with equal keys the nearest", () => {
    const step = ({ at, way }: { at: number; way: string }): { at: number; way: string }[] =>
      at === 3 ? [] : [at + 1, 3].map((to) => ({ at: to, way: `${way}${String(to)}` }));
    const reached = eachOnce([{ at: 0, way: "0" }], ({ at }) => String(at), step);
    expect(reached.map(({ way }) => way)).toEqual(["0", "01", "03", "012"]);
  });
});
