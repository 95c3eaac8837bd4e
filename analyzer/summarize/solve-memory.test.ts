import { describe, expect, it } from "vitest";
import { entryCase } from "../domain/case.js";
import type { Summary } from "../domain/summary.js";
import type { FunctionUnit } from "../ir/graph.js";
import { MAX_STEPS } from "../solve/solve.js";
import { fn } from "../testing/build-graph.js";
import { SolveMemory, type Callees } from "./solve-memory.js";

const factsWith = (units: readonly FunctionUnit[]): Parameters<SolveMemory["open"]>[0] => ({
  functions: new Map(units.map((unit) => [unit.id, unit])),
  contracts: new Map(),
  roles: new Map(),
  propertyFunctions: new Map(),
  guards: new Map(),
  constants: new Map(),
  acting: new Map(),
});

const RETURNS: Summary = { exits: [{ how: "return", state: entryCase }] };

/** Answers that all functions do nothing, and counts what it is asked. */
const counting = (units: readonly FunctionUnit[]): { callees: Callees; asked: { wanted: number; read: number } } => {
  const asked = { wanted: 0, read: 0 };
  const callees: Callees = {
    wanted: (callee) => {
      asked.wanted += 1;
      const unit = units.find(({ id }) => id === callee);
      if (!unit) throw new Error(`no function ${callee}`);
      return { unit, bindings: new Map(), key: callee };
    },
    read: (_reader, { key }) => {
      asked.read += 1;
      return { instance: { key, function: key }, summary: RETURNS };
    },
  };
  return { callees, asked };
};

const lock = fn("lock", [], () => undefined);
const log = fn("log", [], () => undefined);
const caller = fn("caller", [], (b) => {
  for (const name of ["lock", "log", "lock", "lock"]) b.run(name);
});

/** Solves the caller in a first version, then in a second one; what the second one is asked. */
const solvedAgain = (second: readonly FunctionUnit[]) => {
  const memory = new SolveMemory();
  const context = memory.context("caller", caller, new Map());
  const versions = [[caller, lock, log], second].map((units) => {
    const { callees, asked } = counting(units);
    memory.open(factsWith(units), callees);
    return { solved: memory.solve("caller", context, MAX_STEPS), asked };
  });
  const [first, again] = versions;
  if (!first || !again) throw new Error("two versions");
  return { isKept: first.solved === again.solved, first: first.asked, again: again.asked };
};

describe("a run of an earlier version", () => {
  it("stands after one question for each function that it calls, where these are the same", () => {
    const { isKept, first, again } = solvedAgain([caller, lock, log]);
    expect(first.wanted).toBeGreaterThan(2);
    expect({ isKept, again }).toEqual({ isKept: true, again: { wanted: 0, read: 2 } });
  });

  it("is asked in full for what calls of a changed function want of it now", () => {
    const { isKept, first, again } = solvedAgain([caller, lock, fn("log", [], () => undefined)]);
    expect(isKept).toBe(true);
    expect(again.read).toBe(first.read);
    expect(again.wanted).toBeGreaterThan(0);
    expect(again.wanted).toBeLessThan(first.wanted);
  });
});
