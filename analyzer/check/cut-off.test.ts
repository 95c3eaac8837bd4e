import { describe, expect, it } from "vitest";
import type { FunctionUnit } from "../ir/graph.js";
import { solve } from "../solve/solve.js";
import { fn } from "../testing/build-graph.js";
import { program, type TestProgram } from "../testing/program.js";
import type { Judgement } from "./check.js";
import { founded } from "./cut-off.js";
import { knowledgeOf } from "./guesses.js";

/** What some rule says of each function. */
const saidOf = (units: readonly FunctionUnit[]): Judgement[] =>
  units.map(({ name, span }) => ({
    rule: { id: "rule", severity: "error", check: () => [] },
    said: {
      messageId: "id",
      certainty: "certain",
      message: name,
      span,
      function: name,
      irql: undefined,
      evidence: undefined,
      steps: [],
      suggestions: [],
      identity: name,
    },
  }));

const cutOff = (settled: TestProgram, name: string): void => {
  const instance = settled.instance(name);
  instance.solution = solve(instance.context, 1);
};

describe("a function that takes too many steps", () => {
  const leaf = fn("leaf", [], (b) => b.opaque());
  const vast = fn("vast", [], (b) => b.run("leaf"));
  const caller = fn("caller", [], (b) => {
    b.run("vast");
    b.run("after");
  });
  const after = fn("after", [], (b) => b.opaque());
  const apart = fn("apart", [], (b) => b.opaque());
  const units = [leaf, vast, caller, after, apart];
  const lowered = {
    functions: new Map(units.map((unit) => [unit.id, unit])),
    propertyFunctions: [],
    guards: new Map(),
    unsupported: [],
  };

  it("has no cases, and counts as doing nothing", () => {
    const { context } = program([vast]).instance("vast");
    expect(solve(context, 1)).toMatchObject({ isCutOff: true, before: [] });
    expect(solve(context, 100)).toMatchObject({ isCutOff: false });
  });

  it("lets no finding stand that may rest on it", () => {
    const settled = program(units);
    expect(founded(settled, lowered.functions, saidOf(units))).toHaveLength(units.length);
    cutOff(settled, "vast");
    const left = founded(settled, lowered.functions, saidOf(units)).map(({ said }) => said.function);
    expect(left).toEqual(["apart"]);
  });

  it("leaves in doubt whom it calls, of which it has no case", () => {
    const settled = program(units);
    cutOff(settled, "vast");
    const called = settled.instance("leaf").key;
    const entries = new Map(settled.entries).set(called, { ...settled.entry("leaf"), calls: [] });
    const left = founded({ ...settled, entries }, lowered.functions, saidOf(units)).map(({ said }) => said.function);
    expect(left).toEqual(["apart"]);
  });

  it("is told of", () => {
    const settled = program(units);
    cutOff(settled, "vast");
    expect(knowledgeOf(settled, lowered).guesses).toMatchObject([{ kind: "cut-off", function: "vast" }]);
  });
});
