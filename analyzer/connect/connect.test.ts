import { describe, expect, it } from "vitest";
import type { FunctionUnit } from "../ir/graph.js";
import { fn } from "../testing/build-graph.js";
import { connect } from "./connect.js";

/** The same functions, and how often each one's graph has been looked at. */
const watched = (units: readonly FunctionUnit[]): { units: FunctionUnit[]; looks: Map<string, number> } => {
  const looks = new Map(units.map(({ name }) => [name, 0]));
  const watch = (unit: FunctionUnit): FunctionUnit => ({
    ...unit,
    get graph() {
      looks.set(unit.name, (looks.get(unit.name) ?? 0) + 1);
      return unit.graph;
    },
  });
  return { units: units.map(watch), looks };
};

const connected = (units: readonly FunctionUnit[]): readonly (readonly string[])[] => {
  const functions = new Map(units.map((unit) => [unit.id, unit]));
  return connect({ functions, propertyFunctions: [], guards: new Map(), unsupported: [] }).components;
};

const leaf = (): void => undefined;
const reader = fn("reader", [], (b) => b.run("lock"));
const writer = fn("writer", [], (b) => b.run("lock"));
const lock = fn("lock", [], leaf);

describe("functions of a later version", () => {
  it("are looked at only where they are others", () => {
    const { units, looks } = watched([reader, writer, lock]);
    expect(connected(units)).toEqual([["lock"], ["reader"], ["writer"]]);
    looks.clear();
    const calling = watched([fn("lock", [], (b) => b.run("writer"))]);
    const edited = units.map((unit) => (unit.name === "lock" ? (calling.units[0] ?? unit) : unit));
    expect(connected(edited)).toEqual([["writer", "lock"], ["reader"]]);
    expect([...looks.keys(), ...calling.looks.keys()]).toEqual(["lock"]);
    expect(calling.looks.get("lock")).toBeGreaterThan(0);
  });
});
