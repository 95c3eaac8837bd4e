import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { components } from "./components.js";
import { connect } from "./connect.js";

type Arrows = readonly (readonly number[])[];

const anyArrows: fc.Arbitrary<Arrows> = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 4 }), { minLength: size, maxLength: size }),
  );

const nodesOf = (arrows: Arrows): number[] => [...arrows.keys()];

const found = (arrows: Arrows): number[][] => components(nodesOf(arrows), (node) => arrows[node] ?? []);

/** By following every arrow until nothing new turns up. */
const leadsTo = (arrows: Arrows, from: number, to: number): boolean => {
  const seen = new Set([from]);
  for (const node of seen) for (const next of arrows[node] ?? []) seen.add(next);
  return seen.has(to);
};

describe("components", () => {
  it("put together what leads to each other, and nothing else", () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        const groups = found(arrows);
        const groupOf = (node: number): number => groups.findIndex((group) => group.includes(node));
        for (const a of nodesOf(arrows))
          for (const b of nodesOf(arrows))
            expect(groupOf(a) === groupOf(b)).toBe(leadsTo(arrows, a, b) && leadsTo(arrows, b, a));
      }),
      { numRuns: 500 },
    );
  });

  it("have every node once", () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        expect(
          found(arrows)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(nodesOf(arrows));
      }),
    );
  });

  it("come after all that they lead to", () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        const done = new Set<number>();
        for (const group of found(arrows)) {
          for (const node of group) done.add(node);
          for (const node of group) for (const next of arrows[node] ?? []) expect(done.has(next)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("are found in graphs deeper than the stack", () => {
    const size = 50_000;
    const groups = components([...Array(size).keys()], (node) => (node + 1 < size ? [node + 1] : []));
    expect(groups).toHaveLength(size);
    expect(groups[0]).toEqual([size - 1]);
  });
});

describe("connect", () => {
  it("puts callees first, through calls, closures and properties", () => {
    const leaf = fn("leaf", [], () => undefined);
    const stored = fn("stored", [], (b) => b.run("leaf"));
    const ping = fn("ping", [], (b) => b.run("pong"));
    const pong = fn("pong", [], (b) => {
      b.run("ping");
      b.call("handler", [{ kind: "property", property: "/a.ts:1", name: "handler" }], []);
    });
    const outer = fn("outer", [], (b) => b.closure({ kind: "function", id: "ping" }));
    const functions = new Map([outer, pong, ping, stored, leaf].map((unit) => [unit.id, unit]));
    const propertyFunctions = [
      { property: "/a.ts:1", function: "stored" },
      { property: "/a.ts:1", function: "stored" },
    ];
    const graph = connect({ functions, propertyFunctions, guards: new Map(), unsupported: [] });
    expect(graph.components.map((group) => group.toSorted())).toEqual([
      ["leaf"],
      ["stored"],
      ["ping", "pong"],
      ["outer"],
    ]);
    expect(graph.propertyFunctions.get("/a.ts:1")).toEqual(["stored"]);
  });

  it("leaves out what is called but not there", () => {
    const functions = new Map([["f", fn("f", [], (b) => b.run("gone"))]]);
    expect(connect({ functions, propertyFunctions: [], guards: new Map(), unsupported: [] }).components).toEqual([
      ["f"],
    ]);
  });
});
