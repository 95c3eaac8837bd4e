import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

describe("a caller sees", () => {
  it("what a helper does to the lock that it is given", () => {
    const take = fn("take", ["lock"], (b) => b.return(b.routine("KeAcquireSpinLock", "lock")));
    const give = fn("give", ["lock", "old"], (b) => b.routine("KeReleaseSpinLock", "lock", "old"));
    const f = fn("f", ["queue"], (b) => {
      const lock = b.get("queue", "lock");
      const old = b.run("take", lock);
      b.run("give", lock, old);
    });
    const half = fn("half", ["queue"], (b) => b.run("take", b.get("queue", "lock")));
    const p = program([take, give, f, half]);
    expect([p.summary("take"), p.summary("give"), p.summary("f"), p.summary("half")]).toMatchInlineSnapshot(`
      [
        "irql 0..2 → 2; +lock (ordinary, raise)",
        "irql 2 → old; -lock (ordinary, raise)",
        "irql 0..2 → same",
        "irql 0..2 → 2; +queue.lock (ordinary, raise)",
      ]
    `);
  });

  it("a saved level in a field: one method fills it, another restores it", () => {
    const lock = fn("lock", [], (b) => {
      const self = b.self();
      b.set(self, "old", b.routine("KeAcquireSpinLock", b.get(self, "#lock")));
    });
    const unlock = fn("unlock", [], (b) => {
      const self = b.self();
      b.routine("KeReleaseSpinLock", b.get(self, "#lock"), b.get(self, "old"));
    });
    const both = fn("both", ["queue"], (b) => {
      b.method("lock", "queue");
      b.method("unlock", "queue");
    });
    const crossed = fn("crossed", ["a", "c"], (b) => {
      b.method("lock", "a");
      b.method("unlock", "c");
    });
    const p = program([lock, unlock, both, crossed]);
    expect(["lock", "unlock", "both", "crossed"].map((name) => p.summary(name))).toMatchInlineSnapshot(`
      [
        "irql 0..2 → 2; +this.#lock (ordinary, raise)",
        "irql 2 → this.old; -this.#lock (ordinary, raise)",
        "irql 0..2 → same",
        "irql 0..2 → c.old; +a.#lock (ordinary, raise), -c.#lock (ordinary, raise)",
      ]
    `);
  });

  it("only the way that its argument chooses", () => {
    const take = fn("take", ["lock", "atDispatch"], (b) => {
      b.if(
        "atDispatch",
        () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"),
        () => b.routine("KeAcquireSpinLock", "lock"),
      );
    });
    const yes = fn("yes", ["lock"], (b) => b.run("take", "lock", b.literal(true)));
    const no = fn("no", ["lock"], (b) => b.run("take", "lock", b.literal(false)));
    const none = fn("none", ["lock"], (b) => b.run("take", "lock"));
    const either = fn("either", ["lock", "flag"], (b) => b.run("take", "lock", "flag"));
    const p = program([take, yes, no, none, either]);
    expect(["take", "yes", "no", "none"].map((name) => p.summary(name))).toMatchInlineSnapshot(`
      [
        "irql 0..2 → 2; +lock (ordinary, raise) when atDispatch fails
      irql 2..15 → same; +lock (ordinary, dpc) when atDispatch holds",
        "irql 2..15 → same; +lock (ordinary, dpc)",
        "irql 0..2 → 2; +lock (ordinary, raise)",
        "irql 0..2 → 2; +lock (ordinary, raise)",
      ]
    `);
  });

  it("what a try-acquire's helper says by its result", () => {
    const attempt = fn("attempt", ["lock"], (b) => b.return(b.routine("KeTryToAcquireSpinLockAtDpcLevel", "lock")));
    const f = fn("f", ["lock"], (b) => {
      b.if(b.run("attempt", "lock"), () => b.routine("KeReleaseSpinLockFromDpcLevel", "lock"));
    });
    expect(program([attempt, f]).summary("f")).toMatchInlineSnapshot(`"irql 2..15 → same"`);
  });

  it("exceptions of what it calls, and none of an async function", () => {
    const thrower = fn("thrower", ["lock"], (b) => {
      b.routine("KeAcquireSpinLock", "lock");
      b.throw();
    });
    const calls = fn("calls", ["lock"], (b) => b.run("thrower", "lock"));
    const later = fn("later", ["lock"], (b) => b.throw(), { isAsync: true });
    const p = program([thrower, calls, later]);
    expect(["thrower", "calls", "later"].map((name) => p.summary(name))).toMatchInlineSnapshot(`
      [
        "throws: irql 0..2 → 2; +lock (ordinary, raise)",
        "throws: irql 0..2 → same",
        "irql * → same",
      ]
    `);
  });

  it("nothing of a generator's body before it is iterated", () => {
    const steps = fn("steps", ["lock"], (b) => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"), { isGenerator: true });
    const makes = fn("makes", ["lock"], (b) => b.run("steps", "lock"));
    const runs = fn("runs", ["lock"], (b) => {
      const generator = b.run("steps", "lock");
      b.call("for", [], [], { receiver: generator, iterates: "next" });
    });
    const p = program([steps, makes, runs]);
    expect([p.summary("makes"), p.summary("runs")]).toMatchInlineSnapshot(`
      [
        "irql * → same",
        "irql 2..15 → same; +lock (ordinary, dpc)",
      ]
    `);
  });
});

describe("recursion", () => {
  it("comes to rest where it gives back what it took", () => {
    const f = fn("f", ["lock"], (b) => {
      const old = b.routine("KeAcquireSpinLock", "lock");
      b.routine("KeReleaseSpinLock", "lock", old);
      b.if(b.opaque(), () => b.run("f", "lock"));
    });
    expect(program([f]).summary("f")).toMatchInlineSnapshot(`"irql 0..2 → same"`);
  });

  it("that takes on and on comes to rest at the cap", () => {
    const f = fn("f", ["lock"], (b) => {
      b.routine("KeAcquireSpinLockAtDpcLevel", "lock");
      b.if(b.opaque(), () => b.run("f", "lock"));
    });
    expect(program([f]).summary("f")).toMatchInlineSnapshot(`
      "irql 2..15 → same; ++lock (ordinary, dpc)
      irql 2..15 → same; +lock (ordinary, dpc)"
    `);
  });

  it("of two functions settles both, whichever is met first", () => {
    const take = fn("take", ["lock"], (b) => {
      const old = b.routine("KeAcquireSpinLock", "lock");
      b.run("give", "lock", old);
    });
    const give = fn("give", ["lock", "old"], (b) => {
      b.routine("KeReleaseSpinLock", "lock", "old");
      b.if(b.opaque(), () => b.run("take", "lock"));
    });
    const one = program([take, give]);
    const other = program([give, take]);
    expect(one.summary("take")).toMatchInlineSnapshot(`"irql 0..2 → same"`);
    expect(one.summary("give")).toMatchInlineSnapshot(`"irql 2 → old; -lock (ordinary, raise)"`);
    expect([other.summary("take"), other.summary("give")]).toEqual([one.summary("take"), one.summary("give")]);
  });

  it("without an end never returns", () => {
    expect(program([fn("f", [], (b) => b.run("f"))]).summary("f")).toBe("never returns");
  });
});

describe("a function that takes functions", () => {
  const within = fn("within", ["lock", "action"], (b) => {
    const old = b.routine("KeAcquireSpinLock", "lock");
    b.call("action", [], [], { callee: "action" });
    b.routine("KeReleaseSpinLock", "lock", old);
  });
  const lower = fn("lower", [], (b) => b.routine("KeLowerIrql", b.literal(0)));
  const idle = fn("idle", [], () => undefined);
  const passes = (name: string, passed: string) =>
    fn(name, ["lock"], (b) => b.run("within", "lock", b.closure({ kind: "function", id: passed })));

  it("is solved once for each", () => {
    const p = program([within, lower, idle, passes("calm", "idle"), passes("bad", "lower"), passes("again", "idle")]);
    const instances = [...p.summaries.instances.values()].filter(({ unit }) => unit.id === "within");
    expect(instances.map(({ key }) => key).sort()).toEqual(["within & 1=F(idle;)", "within & 1=F(lower;)"]);
    expect(p.entered("idle")).toBe("DISPATCH_LEVEL");
  });

  it("does to its callers what the passed function does", () => {
    const leak = fn("leak", ["lock"], (b) => {
      b.run("calls", b.closure({ kind: "function", id: "lower" }));
    });
    const calls = fn("calls", ["action"], (b) => b.call("action", [], [], { callee: "action" }));
    const p = program([lower, calls, leak]);
    expect(p.summary("leak")).toMatchInlineSnapshot(`"irql * → 0"`);
  });
});
