import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

const seen = (f: ReturnType<typeof fn>): string => program([f]).seen("f");

describe("callers undo", () => {
  it("what a function leaves with on every normal way out", () => {
    const f = fn("f", ["lock", "atDispatch"], (b) => {
      b.if(
        "atDispatch",
        () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"),
        () => b.routine("KeAcquireSpinLock", "lock"),
      );
    });
    expect(seen(f)).toMatch(/\+lock.*\n.*\+lock/);
  });

  it("what its result tells apart", () => {
    const f = fn("f", ["busy"], (b) => {
      b.if("busy", () => b.return(b.literal(undefined)));
      b.return(b.routine("KeRaiseIrqlToDpcLevel"));
    });
    expect(seen(f)).toMatch(/→ 2/);
  });
});

describe("callers never see", () => {
  it("what a function leaves with on some ways only", () => {
    const f = fn("f", ["busy", "lock"], (b) => {
      b.if("busy", () => b.return());
      b.routine("KeRaiseIrqlToDpcLevel");
      b.routine("KeAcquireSpinLockAtDpcLevel", "lock");
    });
    expect(program([f]).summary("f")).toMatch(/→ 2; \+lock/);
    expect(seen(f)).not.toMatch(/→ 2|\+lock/);
  });

  it("what a role leaves with", () => {
    const f = fn("f", ["dpc"], (b) => b.routine("KeAcquireSpinLockAtDpcLevel", "dpc"), {
      roles: ["KDEFERRED_ROUTINE"],
    });
    expect(seen(f)).toBe("irql 2..15 → same");
  });

  it("an outer raise that is left open under an inner one", () => {
    const f = fn("f", ["busy", "lock"], (b) => {
      b.if("busy", () => b.return());
      b.routine("KeRaiseIrqlToDpcLevel");
      b.routine("KeAcquireSpinLock", "lock");
    });
    expect(
      seen(f)
        .split("\n")
        .map((line) => line.replace(/ when.*/, "")),
    ).toEqual(["irql * → same", "irql 0..2 → same"]);
  });
});
