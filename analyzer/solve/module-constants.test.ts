import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.js";
import type { FunctionUnit } from "../ir/graph.js";
import { model } from "../model/model.js";
import { fn } from "../testing/build-graph.js";
import type { ProgramFacts } from "./context.js";
import { moduleConstants, ModuleMemory } from "./module-constants.js";

const ROUTINE = "KeGetCurrentIrql";

const builtin = (): Contract => {
  const contract = model().builtin(ROUTINE);
  if (!contract) throw new Error(`no routine ${ROUTINE}`);
  return contract;
};

const programOf = (units: readonly FunctionUnit[], contract = builtin()): ProgramFacts => ({
  functions: new Map(units.map((unit) => [unit.id, unit])),
  contracts: new Map([[ROUTINE, contract]]),
  roles: new Map(),
  propertyFunctions: new Map(),
  guards: new Map(),
  constants: new Map(),
  acting: new Map(),
});

/** The same module, and how often its graph has been looked at. */
const watched = (unit: FunctionUnit): { unit: FunctionUnit; looks: { count: number } } => {
  const looks = { count: 0 };
  const watching = {
    ...unit,
    get graph() {
      looks.count += 1;
      return unit.graph;
    },
  };
  return { unit: watching, looks };
};

const module = (name: string): FunctionUnit =>
  fn(
    name,
    [],
    (b) => {
      b.routine(ROUTINE);
      b.store(name, b.literal(1));
    },
    { kind: "module" },
  );

/** The names of variables that keep what they hold. */
const held = (constants: ReadonlyMap<string, unknown>): readonly string[] =>
  [...constants.keys()].map((text) => /(\w+)@\d+$/.exec(text)?.[1] ?? text);

describe("the code of a module", () => {
  it("is run again only where it or a fact that it asks for is another one", () => {
    const memory = new ModuleMemory();
    const { unit, looks } = watched(module("first"));
    expect(held(moduleConstants(programOf([unit]), memory))).toEqual(["first"]);
    expect(looks.count).toBeGreaterThan(0);

    looks.count = 0;
    expect(held(moduleConstants(programOf([unit, module("second")]), memory))).toEqual(["first", "second"]);
    expect(looks.count).toBe(0);

    const other = programOf([unit], { ...builtin(), mayBlock: true });
    expect(held(moduleConstants(other, memory))).toEqual(["first"]);
    expect(looks.count).toBeGreaterThan(0);
  });

  it("keeps nothing for good that a function of a later version fills", () => {
    const memory = new ModuleMemory();
    const first = module("first");
    moduleConstants(programOf([first]), memory);
    const filling = fn("filling", [], (b) => b.store("first", b.literal(2)));
    expect(held(moduleConstants(programOf([first, filling]), memory))).toEqual([]);
  });
});
