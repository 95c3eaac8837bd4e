import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node } from "./patricia.js";
import { mapOf, type PersistentMap } from "./persistent-map.js";

/** Few keys, so that maps meet; two and two have one hash. */
const anyKey = fc.oneof(
  fc.constantFrom("a", "b", "c", "%1", "var:/a.ts/f@1"),
  fc.constantFrom("k2gc", "ki65", "k2gg", "ki69"),
  fc.nat({ max: 40 }).map(String),
);
const anyEntries = fc.array(fc.tuple(anyKey, fc.nat({ max: 5 })), { maxLength: 30 });

const sorted = (map: Iterable<readonly [string, number]>): (readonly [string, number])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const both = (one: number, other: number): number | undefined => (one === other ? one : undefined);

/** All nodes of the tree. */
const nodesOf = (root: Node<number> | undefined): Set<object> => {
  const nodes = new Set<object>();
  const work = [root];
  for (let node = work.pop(); node; node = work.pop()) {
    nodes.add(node);
    if ("left" in node) work.push(node.left, node.right);
  }
  return nodes;
};

const numbered = (count: number): PersistentMap<number> =>
  mapOf(Array.from({ length: count }, (_, index) => [`key ${String(index)}`, index] as const));

describe("a map that shares", () => {
  it("holds what a `Map` holds", () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, anyKey, (entries, dropped, key) => {
        const map = mapOf(entries);
        const model = new Map(entries);
        expect(sorted(map)).toEqual(sorted(model));
        expect([map.size, map.get(key), map.has(key)]).toEqual([model.size, model.get(key), model.has(key)]);
        const keys = new Set(dropped.map(([one]) => one));
        expect(sorted(map.without(mapOf(dropped)))).toEqual(sorted(model).filter(([one]) => !keys.has(one)));
        expect(sorted(map.map((item) => (item > 2 ? item - 1 : undefined)))).toEqual(
          sorted(model).flatMap(([one, item]) => (item > 2 ? [[one, item - 1]] : [])),
        );
      }),
    );
  });

  it("joins as its entries do", () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (one, other) => {
        const [a, b] = [new Map(one), new Map(other)];
        const joined = mapOf(one).merge(mapOf(other), { both, first: "drop", second: (item) => item + 10 });
        const expected = [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
          const [x, y] = [a.get(key), b.get(key)];
          const item = x === undefined ? (y ?? 0) + 10 : y === undefined ? undefined : both(x, y);
          return item === undefined ? [] : [[key, item] as const];
        });
        expect(sorted(joined)).toEqual(sorted(expected));
      }),
    );
  });

  it("has one form for equal contents, in whatever order they came", () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const once = [...new Map(entries)];
        const [one, other] = [mapOf(once), mapOf(once.toReversed())];
        expect([...one]).toEqual([...other]);
        expect(isDeepStrictEqual(one, other)).toBe(true);
        expect(one.isSame(other, Object.is)).toBe(true);
      }),
    );
  });

  it("stays the same object where nothing changes", () => {
    const map = numbered(50);
    expect(map.set("key 7", 7)).toBe(map);
    expect(map.filter(() => true)).toBe(map);
    expect(map.without(mapOf([["other", 1]]))).toBe(map);
    expect(map.merge(numbered(50), { both, first: "drop", second: "drop" })).toBe(map);
  });

  it("makes few nodes for a change, and joins without a look at what is shared", () => {
    const map = numbered(2000);
    const shared = nodesOf(map.root);
    const one = map.set("key 7", -1);
    const other = map.set("key 8", -2);
    expect([...nodesOf(one.root)].filter((node) => !shared.has(node)).length).toBeLessThan(40);
    let looks = 0;
    const look = (a: number, b: number): number => {
      looks += 1;
      return Math.min(a, b);
    };
    expect(one.merge(other, { both: look, first: "drop", second: "drop" }).get("key 8")).toBe(-2);
    expect(looks).toBeLessThan(20);
  });
});
