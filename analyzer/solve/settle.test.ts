import { describe, expect, it } from "vitest";
import { levelText } from "../domain/level.js";
import { locksText } from "../domain/held.js";
import { raisesText } from "../domain/raise.js";
import { fn, type GraphBuilder } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

/** Level, raises still open and locks held at the end of `f(a, b, old)`. */
const atEnd = (body: (b: GraphBuilder) => void): string[] => {
  const f = fn("f", ["a", "b", "old"], body);
  const { solution, unit } = program([f]).instance("f");
  return (solution.before[unit.graph.exit]?.cases ?? []).map((state) =>
    [levelText(state.level), raisesText(state.raises), locksText(state.locks)].join(" | "),
  );
};

const CLEAN = ["entry |  | "];

describe("a raise is undone", () => {
  it("by the lowering to what it saved", () => {
    expect(atEnd((b) => b.routine("KeLowerIrql", b.routine("KeRaiseIrqlToDpcLevel")))).toEqual(CLEAN);
  });

  it("by any lowering: another level than the saved one is a mistake of its own", () => {
    expect(
      atEnd((b) => {
        b.routine("KeRaiseIrqlToDpcLevel");
        b.routine("KeLowerIrql", b.literal(1));
      }),
    ).toEqual(CLEAN);
  });

  it("together with the raises inside it, by a lowering to what it saved", () => {
    expect(
      atEnd((b) => {
        b.copy("old", b.routine("KeRaiseIrqlToDpcLevel"));
        b.routine("KeRaiseIrql", b.literal(5));
        b.routine("KeLowerIrql", "old");
      }),
    ).toEqual(CLEAN);
  });

  it("not by the lowering of a helper's caller: without a raise the level is what was passed", () => {
    expect(atEnd((b) => b.routine("KeLowerIrql", "old"))).toEqual(["path:param:2 |  | "]);
  });
});

describe("a release closes what its acquire opened", () => {
  it.each([
    ["by the routine of the other form", "KeReleaseSpinLockFromDpcLevel", []],
    ["with a level that it did not save", "KeReleaseSpinLock", [1]],
  ])("%s", (_, routine, rest) => {
    expect(
      atEnd((b) => {
        b.routine("KeAcquireSpinLock", "a");
        b.routine(routine, "a", ...rest.map((level) => b.literal(level)));
      }),
    ).toEqual(CLEAN);
  });

  it("where it did not raise, without changing the level", () => {
    expect(
      atEnd((b) => {
        b.routine("KeAcquireSpinLockAtDpcLevel", "a");
        b.routine("KeReleaseSpinLock", "a", b.literal(0));
      }),
    ).toEqual(CLEAN);
  });

  it("with two locks whose saved levels are swapped", () => {
    expect(
      atEnd((b) => {
        b.copy("x", b.routine("KeAcquireSpinLock", "a"));
        b.copy("y", b.routine("KeAcquireSpinLock", "b"));
        b.routine("KeReleaseSpinLock", "b", "x");
        b.routine("KeReleaseSpinLock", "a", "y");
      }),
    ).toEqual(CLEAN);
  });

  it("where it was taken again, by the other form or by the same, once for each or once for both", () => {
    const twice = (second: string, releases: (b: GraphBuilder) => void): string[] =>
      atEnd((b) => {
        b.copy("x", b.routine("KeAcquireSpinLock", "a"));
        b.routine(second, "a");
        releases(b);
      });
    const both = (b: GraphBuilder): void => {
      b.routine("KeReleaseSpinLockFromDpcLevel", "a");
      b.routine("KeReleaseSpinLock", "a", "x");
    };
    expect(twice("KeAcquireSpinLockAtDpcLevel", both)).toEqual(CLEAN);
    const [once] = twice("KeAcquireSpinLock", (b) => b.routine("KeReleaseSpinLock", "a", "x"));
    expect(once).toMatch(/^entry \|  \| \+1param:0\S*&$/);
  });

  it("out of order", () => {
    expect(
      atEnd((b) => {
        b.copy("x", b.routine("KeAcquireSpinLock", "a"));
        b.copy("y", b.routine("KeAcquireSpinLock", "b"));
        b.routine("KeReleaseSpinLock", "a", "y");
        b.routine("KeReleaseSpinLock", "b", "x");
      }),
    ).toEqual(CLEAN);
  });
});

describe("a helper", () => {
  const take = fn("take", ["lock"], (b) => b.return(b.routine("KeAcquireSpinLock", "lock")));
  const give = fn("give", ["lock", "level"], (b) => b.routine("KeReleaseSpinLock", "lock", "level"));

  it("that takes leaves the raise to its caller, and one that gives back undoes it", () => {
    const user = fn("user", ["lock"], (b) => {
      b.copy("old", b.run("take", "lock"));
      b.run("give", "lock", "old");
    });
    const held = fn("held", ["lock"], (b) => b.run("take", "lock"));
    const p = program([take, give, user, held]);
    expect(p.summary("user")).toBe("irql 0..2 → same");
    const [exit] = p.instance("held").summary.exits;
    expect(exit && raisesText(exit.state.raises)).toBe("param:0:entry");
  });

  it("that gives back another level than was saved is its caller's mistake, and mended there", () => {
    const user = fn("user", ["lock"], (b) => {
      b.run("take", "lock");
      b.run("give", "lock", b.literal(1));
    });
    expect(program([take, give, user]).summary("user")).toBe("irql 0..2 → same");
  });
});
