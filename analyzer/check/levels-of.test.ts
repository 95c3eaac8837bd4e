import { describe, expect, it } from "vitest";
import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import { levelsOf } from "./levels-of.js";

/** Counts what is found out, again or not. */
class Counting extends Map<string, LevelSet> {
  found = 0;

  override set(key: string, levels: LevelSet): this {
    this.found += 1;
    return super.set(key, levels);
  }
}

/** After `KeLowerIrql(old)`: where the level is what the caller passes. */
const lowered = ({ unit, solution }: SolvedInstance): readonly Case[] => {
  const node = unit.graph.nodes.find(({ operation }) => operation.kind === "call" && operation.text === "KeLowerIrql");
  const next = node?.edges.find(({ when }) => when === "next");
  return (next && solution.before[next.to]?.cases) ?? [];
};

describe("levels of a case whose level callers pass", () => {
  it("are asked of each caller once, where functions hand a saved level on to each other again and again", () => {
    const names = Array.from({ length: 4 }, (_, index) => `f${String(index)}`);
    const functions = names.map((name) =>
      fn(name, ["old"], (b) => {
        b.routine("KeLowerIrql", "old");
        b.routine("KeRaiseIrqlToDpcLevel");
        for (const other of names) b.if(b.opaque(), () => b.run(other, "old"));
      }),
    );
    const start = fn("start", [], (b) => b.run("f0", b.routine("KeRaiseIrqlToDpcLevel")), {
      roles: ["IO_WORKITEM_ROUTINE"],
    });
    const solved = program([start, ...functions]);
    const [state] = lowered(solved.instance("f0"));
    expect(state).toBeDefined();
    if (!state) return;
    const known = new Counting();
    levelsOf(solved, solved.instance("f0"), state, known);
    expect(known.found).toBeGreaterThan(names.length);
    expect(known.found).toBe(known.size);
  });
});
