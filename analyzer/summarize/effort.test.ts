import { describe, expect, it } from "vitest";
import { connect } from "../connect/connect.js";
import { summaryText } from "../domain/summary.js";
import type { FunctionUnit } from "../ir/graph.js";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import { Effort } from "./effort.js";
import { SolveMemory } from "./solve-memory.js";
import { summarize } from "./summarize.js";

/** Functions that all call each other, by way of others, each of which writes to many places. */
const ring = (count: number): FunctionUnit[] =>
  Array.from({ length: count }, (_, index) =>
    fn(`f${String(index)}`, ["o"], (b) => {
      for (let place = 0; place < 8; place += 1) b.set("o", `p${String(index)}.${String(place)}`, b.opaque());
      b.if(b.opaque(), () => b.run(`f${String((index + 1) % count)}`, "o"));
      b.if(b.opaque(), () => b.run(`f${String((index * 7 + 3) % count)}`, "o"));
    }),
  );

const locks = fn("locks", ["lock"], (b) => {
  const old = b.routine("KeAcquireSpinLock", "lock");
  b.routine("KeReleaseSpinLock", "lock", old);
});

const leaks = fn("leaks", ["lock"], (b) => {
  b.run("locks", "lock");
  b.routine("KeAcquireSpinLock", "lock");
});

interface Cost {
  readonly solved: number;
  readonly steps: number;
}

const costOf = (units: readonly FunctionUnit[], stepsForAll: number): Cost => {
  const instances = [...program(units, { stepsForAll }).summaries.instances.values()];
  return {
    solved: instances.reduce((sum, { visits }) => sum + visits, 0),
    steps: instances.reduce((sum, { visits, solution }) => sum + visits * solution.steps, 0),
  };
};

const EVERYTHING = Number.POSITIVE_INFINITY;

const both = <Item, Made>(items: readonly [Item, Item], make: (item: Item) => Made): [Made, Made] => [
  make(items[0]),
  make(items[1]),
];

const operationsIn = (units: readonly FunctionUnit[]): number =>
  units.reduce((sum, { graph }) => sum + graph.nodes.length, 0);

describe("functions that cannot matter", () => {
  it("cost a large program as much as it is long, whatever they write and call each other", () => {
    const sizes = [16, 32] as const;
    const [small, large] = both(sizes, (size) => costOf([...ring(size), locks, leaks], 0));
    expect([small.solved, large.solved]).toEqual([18, 34]);
    expect(large.steps).toBeLessThan(2.1 * small.steps);
    const [smallWhole, largeWhole] = both(sizes, (size) => costOf([...ring(size), locks, leaks], EVERYTHING));
    expect(largeWhole.steps).toBeGreaterThan(3 * smallWhole.steps);
  });

  it("change nothing of what is known of those that can", () => {
    const [alone, whole] = both([0, EVERYTHING], (stepsForAll) => program([...ring(5), locks, leaks], { stepsForAll }));
    for (const name of ["locks", "leaks"]) {
      expect(alone.summary(name)).toBe(whole.summary(name));
      expect(alone.entered(name)).toBe(whole.entered(name));
    }
    expect(alone.instance("f0").isAlone).toBe(true);
    expect(alone.instance("leaks").isAlone).toBe(false);
  });

  it("need not be solved where there are no others", () => {
    expect(costOf(ring(20), 0)).toEqual({ solved: 0, steps: 0 });
    expect(costOf(ring(20), EVERYTHING).solved).toBeGreaterThan(20);
  });

  it("are solved alone as soon as the program has cost too much", () => {
    const apart = fn("apart", [], (b) => b.opaque());
    const units = [...ring(20), locks, apart];
    const settled = program(units, { stepsForAll: operationsIn(units) });
    const alone = [...settled.summaries.instances.values()].filter(({ isAlone }) => isAlone).map(({ key }) => key);
    expect(alone.length).toBeGreaterThan(5);
    expect(alone).not.toContain("apart");
    expect(alone).not.toContain("locks");
  });

  it.each([0, 90, EVERYTHING])("are known again as after a new run, where the program may cost %d more", (more) => {
    const first = [...ring(8), locks, leaks];
    const second = first.map((unit) => (unit.id === "f3" ? fn("f3", ["o"], (b) => b.run("f7", "o")) : unit));
    const memory = new SolveMemory();
    for (const units of [first, second, first]) {
      const { facts } = program(units);
      const graph = connect({
        functions: facts.functions,
        propertyFunctions: [],
        guards: new Map(),
        unsupported: [],
      });
      const found = [memory, new SolveMemory()].map((solving) => {
        const effort = new Effort(facts, operationsIn(units) + more);
        const { instances } = summarize(facts, graph, undefined, solving, effort);
        return [...instances.values()].map((one) => [
          one.key,
          one.isAlone,
          one.solution.steps,
          summaryText(one.summary),
        ]);
      });
      expect(found[0]).toEqual(found[1]);
    }
    expect(memory.counts.known).toBeGreaterThan(0);
  });

  it("leave nothing known of the content of places that a callee may have written", () => {
    const writes = fn("writes", ["o"], (b) => b.set("o", "flag", b.literal(true)));
    const asks = fn("asks", ["o"], (b) => {
      b.set("o", "flag", b.literal(false));
      b.run("writes", "o");
      b.if(b.get("o", "flag"), () => b.run("leaf"));
    });
    const leaf = fn("leaf", [], (b) => b.opaque());
    const settled = program([writes, asks, leaf, locks], { stepsForAll: 0 });
    expect(settled.entry("leaf").calls).toHaveLength(1);
  });
});
