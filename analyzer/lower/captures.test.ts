import { describe, expect, it } from "vitest";
import type { FunctionUnit } from "../ir/graph.js";
import { fn } from "../testing/build-graph.js";
import { withCaptures } from "./captures.js";

const SIZE = 1500;

/** The variables of `outer`, and functions in it of which each reads one variable and names the next function. */
const chain = (functions: number, variables: number): FunctionUnit[] => {
  const outer = fn("outer", [], (b) => {
    for (let index = 0; index < variables; index += 1) b.store(`v${String(index)}`, b.literal(1));
  });
  const inner = Array.from({ length: functions }, (_, index) => ({
    ...fn(`f${String(index)}`, [], (b) => {
      if (index < variables) b.load(`v${String(index)}`);
      if (index + 1 < functions) b.run(`f${String(index + 1)}`);
    }),
    parent: outer.id,
  }));
  return [outer, ...inner];
};

/** Variables of `outer`, as `lower` names them. */
const inOuter = (units: readonly FunctionUnit[]): FunctionUnit[] =>
  units.map((unit) => ({
    ...unit,
    graph: {
      ...unit.graph,
      nodes: unit.graph.nodes.map((node) => {
        const { operation } = node;
        return operation.kind === "load" || operation.kind === "store"
          ? { ...node, operation: { ...operation, variable: `outer/${operation.name}` } }
          : node;
      }),
    },
  }));

const capturedBy = (units: readonly FunctionUnit[]): { counts: number[]; tooMany: string[] } => {
  const tooMany: string[] = [];
  const found = withCaptures(inOuter(units), ({ id }) => void tooMany.push(id));
  return { counts: found.map(({ captures }) => captures.length), tooMany };
};

describe("captured variables", () => {
  it("are those of all functions that a function names, by way of others", () => {
    expect(capturedBy(chain(4, 2))).toEqual({ counts: [0, 2, 1, 0, 0], tooMany: [] });
  });

  it("are found along a chain that is longer than the stack is deep, whatever its order", () => {
    const units = chain(SIZE, 40);
    expect(capturedBy(units).counts[1]).toBe(40);
    expect(capturedBy(units.toReversed()).counts.at(-2)).toBe(40);
  });

  it("are those that a function reads itself, where there are too many, and that is told", () => {
    const { counts, tooMany } = capturedBy(chain(100, 100));
    expect(tooMany).toHaveLength(36);
    expect(counts.slice(1)).toEqual([...tooMany.map(() => 1), ...Array.from({ length: 64 }, (_, at) => 64 - at)]);
  });
});
