import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import { acquireWays } from "./not-initialised.js";

describe("the ways to an acquire", () => {
  it("are asked of each function once, where functions call each other again and again", () => {
    const names = Array.from({ length: 6 }, (_, index) => `f${String(index)}`);
    const functions = names.map((name) =>
      fn(
        name,
        ["n"],
        (b) => {
          b.routine("KeReleaseSpinLock", b.load("lock"), b.routine("KeAcquireSpinLock", b.load("lock")));
          for (const other of names) b.if(b.opaque(), () => b.run(other, "n"));
        },
        { roles: ["IO_WORKITEM_ROUTINE"] },
      ),
    );
    const module = fn("m", [], (b) => b.store("lock", b.allocate()), { kind: "module" });
    const found = acquireWays(program([module, ...functions]));
    expect(found.length).toBeGreaterThan(0);
    for (const { ways } of found) expect(ways.map(({ ends }) => ends)).toEqual(["entered"]);
  });
});
