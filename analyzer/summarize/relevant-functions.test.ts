import { describe, expect, it } from "vitest";
import { rootPath } from "../domain/path.js";
import { place } from "../domain/value.js";
import { elementsOf } from "../ir/elements.js";
import type { FunctionUnit } from "../ir/graph.js";
import { fn } from "../testing/build-graph.js";
import { program, type Extra } from "../testing/program.js";
import { relevantFunctions } from "./relevant-functions.js";

const relevantIn = (units: readonly FunctionUnit[], extra?: Extra): string[] =>
  [...relevantFunctions(program(units, extra).facts)].sort();

const locks = fn("locks", ["lock"], (b) => {
  const old = b.routine("KeAcquireSpinLock", "lock");
  b.routine("KeReleaseSpinLock", "lock", old);
});
const apart = fn("apart", [], (b) => b.run("leaf"));
const leaf = fn("leaf", [], (b) => b.opaque());

describe("relevant are", () => {
  it("functions that ask for a level or a lock, all that run them, and all that these run", () => {
    const outer = fn("outer", ["lock"], (b) => {
      b.run("inner", "lock");
      b.run("helper");
    });
    const inner = fn("inner", ["lock"], (b) => b.run("locks", "lock"));
    const helper = fn("helper", [], (b) => b.run("deep"));
    const deep = fn("deep", [], (b) => b.opaque());
    expect(relevantIn([outer, inner, locks, helper, deep, apart, leaf])).toEqual([
      "deep",
      "helper",
      "inner",
      "locks",
      "outer",
    ]);
  });

  it("none, where nothing asks for either", () => {
    expect(relevantIn([apart, leaf])).toEqual([]);
  });

  it("not those that call what only may wait", () => {
    const reads = fn("reads", [], (b) =>
      b.call("readFileSync", [{ kind: "contract", contract: "library:fs.read" }], []),
    );
    const [wait] = program([locks]).facts.contracts.values();
    const contracts = wait ? { "library:fs.read": { ...wait, origin: "library" as const } } : {};
    expect(relevantIn([reads], { contracts })).toEqual([]);
    expect(relevantIn([reads, locks], { contracts })).toEqual(["locks"]);
  });

  it("those that make a closure of one, whoever calls it", () => {
    const makes = fn("makes", [], (b) => b.return(b.closure({ kind: "function", id: "locks" })));
    const takes = fn("takes", [], (b) => b.call("made", [], [], { callee: b.run("makes") }));
    expect(relevantIn([makes, takes, locks, apart, leaf])).toEqual(["locks", "makes", "takes"]);
  });

  it("those that read a property, or a collection, that holds one", () => {
    const field = fn("field", ["o"], (b) => b.get("o", "f", "property f"));
    const list = fn("list", ["o"], (b) => b.get("o", "all", "property all"));
    const properties = [
      { property: "property f", function: "locks" },
      { property: elementsOf("property all"), function: "locks" },
    ];
    expect(relevantIn([field, list, locks, apart, leaf], { properties })).toEqual(["field", "list", "locks"]);
  });

  it("those that read a variable under which module code keeps one, at any depth", () => {
    const reader = fn("reader", [], (b) => b.load("table"));
    const [table, object] = [`var:${loaded(reader)}`, "var:module@1:2"];
    const held = { kind: "functions", targets: [{ kind: "function", id: "locks" }], receiver: undefined } as const;
    const wrapped = { kind: "functions", targets: [{ kind: "function", id: "leaf" }], receiver: undefined } as const;
    const constants = new Map([
      [table, place(rootPath(object))],
      [`${object}|f`, { ...wrapped, captured: new Map([["cb", held]]) }],
    ]);
    expect(relevantIn([reader, locks, apart, leaf], { constants })).toEqual(["leaf", "locks", "reader"]);
  });
});

const loaded = ({ graph }: FunctionUnit): string =>
  graph.nodes.flatMap(({ operation }) => (operation.kind === "load" ? [operation.variable] : []))[0] ?? "";
