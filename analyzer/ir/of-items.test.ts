import { describe, expect, it } from "vitest";
import { ofItems } from "./of-items.js";

describe("what is made of a list", () => {
  it("is made again only where an item is another one", () => {
    const [a, b, c] = [{ n: 1 }, { n: 2 }, { n: 2 }];
    let made = 0;
    const sum = ofItems((items: readonly { readonly n: number }[]) => {
      made += 1;
      return items.reduce((all, { n }) => all + n, 0);
    });
    expect([sum([a, b]), sum([a, b]), made]).toEqual([3, 3, 1]);
    expect([sum([a, c]), sum([a, b, c]), sum([b]), sum([]), sum([])]).toEqual([3, 5, 2, 0, 0]);
    expect(made).toBe(6);
  });
});
