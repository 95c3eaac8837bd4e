import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.js";
import { atMost, exactly } from "../domain/level-set.js";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

const states = (name: string, requires: number): Contract => ({
  name,
  origin: "tags",
  requires,
  statesLevel: true,
  level: { kind: "same" },
  saves: undefined,
  locks: [],
  returnsCurrentLevel: false,
  callbacks: [],
  mayBlock: false,
  notWhileHoldingSpinLock: false,
  source: "",
});

const leaf = (): void => undefined;

describe("a function is entered", () => {
  it("at the level of its contract, whatever its role and callers say", () => {
    const f = fn("f", [], leaf, { contract: "tags:f", roles: ["KDEFERRED_ROUTINE"] });
    const caller = fn("caller", [], (b) => b.run("f"), { roles: ["KSERVICE_ROUTINE"] });
    const p = program([f, caller], { contracts: { "tags:f": states("f", exactly(1)) } });
    expect(p.entered("f")).toBe("APC_LEVEL by contract");
  });

  it("at the level of its role, whatever its callers say", () => {
    const f = fn("f", [], leaf, { roles: ["KDEFERRED_ROUTINE"] });
    const caller = fn("caller", [], (b) => b.run("f"), { kind: "module" });
    expect(program([f, caller]).entered("f")).toBe("DISPATCH_LEVEL by role");
  });

  it("at all the levels of its roles", () => {
    const f = fn("f", [], leaf, { roles: ["KDEFERRED_ROUTINE", "IO_WORKITEM_ROUTINE"] });
    expect(program([f]).entered("f")).toBe("PASSIVE_LEVEL or DISPATCH_LEVEL by role, role");
  });

  it("at the levels of its known call sites", () => {
    const f = fn("f", [], leaf);
    const dpc = fn("dpc", [], (b) => b.run("f"), { roles: ["KDEFERRED_ROUTINE"] });
    const item = fn("item", [], (b) => b.run("f"), { roles: ["IO_WORKITEM_ROUTINE"] });
    expect(program([f, dpc]).entered("f")).toBe("DISPATCH_LEVEL");
    expect(program([f, dpc, item]).entered("f")).toBe("PASSIVE_LEVEL or DISPATCH_LEVEL");
  });

  it("at the level that the caller has reached, not the one that it was entered at", () => {
    const f = fn("f", [], leaf);
    const caller = fn(
      "caller",
      ["lock"],
      (b) => {
        const old = b.routine("KeAcquireSpinLock", "lock");
        b.run("f");
        b.routine("KeReleaseSpinLock", "lock", old);
      },
      { roles: ["IO_WORKITEM_ROUTINE"] },
    );
    expect(program([f, caller]).entered("f")).toBe("DISPATCH_LEVEL");
  });

  it("at the levels that a branch lets through", () => {
    const f = fn("f", [], leaf);
    const caller = fn("caller", [], (b) => {
      b.if(b.compare(b.routine("KeGetCurrentIrql"), "<", 2), () => b.run("f"));
    });
    expect(program([f, caller]).entered("f")).toBe("PASSIVE_LEVEL or APC_LEVEL");
  });

  it("never, where its only call cannot be reached", () => {
    const f = fn("f", [], leaf);
    const caller = fn(
      "caller",
      [],
      (b) => {
        b.if(b.compare(b.routine("KeGetCurrentIrql"), "<", 2), () => b.run("f"));
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );
    const p = program([f, caller]);
    expect(p.entry("f").levels).toBe(0);
    expect(p.instances.map(({ key }) => key)).toEqual(["caller"]);
  });

  it("at any level, where nobody calls it", () => {
    expect(program([fn("f", [], leaf)]).entered("f")).toBe("any level by unknown callers");
  });

  it("at any level, where the package exports it, besides its call sites", () => {
    const f = fn("f", [], leaf, { isPublic: true });
    const caller = fn("caller", [], (b) => b.run("f"), { kind: "module" });
    expect(program([f, caller]).entered("f")).toBe("any level by public");
  });

  it("at PASSIVE_LEVEL as a module", () => {
    expect(program([fn("m", [], leaf, { kind: "module" })]).entered("m")).toBe("PASSIVE_LEVEL by module");
  });

  it("at any level by calling itself alone, or by a circle that nobody enters", () => {
    const self = fn("self", [], (b) => b.if(b.opaque(), () => b.run("self")));
    expect(program([self]).entered("self")).toBe("any level by unknown callers");
    const ping = fn("ping", [], (b) => b.if(b.opaque(), () => b.run("pong")));
    const pong = fn("pong", [], (b) => b.if(b.opaque(), () => b.run("ping")));
    const p = program([ping, pong]);
    expect(["ping", "pong"].map((name) => p.entered(name))).toEqual([
      "any level by unknown callers",
      "any level by unknown callers",
    ]);
  });

  it("at the level at which its circle is entered", () => {
    const ping = fn("ping", [], (b) => b.if(b.opaque(), () => b.run("pong")));
    const pong = fn("pong", [], (b) => b.if(b.opaque(), () => b.run("ping")));
    const dpc = fn("dpc", [], (b) => b.run("ping"), { roles: ["KDEFERRED_ROUTINE"] });
    const p = program([ping, pong, dpc]);
    expect(["ping", "pong"].map((name) => p.entered(name))).toEqual(["DISPATCH_LEVEL", "DISPATCH_LEVEL"]);
  });
});

describe("a callback is entered", () => {
  const taken = fn("taken", [], leaf);
  const passTo = (when: "now" | "later") =>
    fn(
      "dpc",
      [],
      (b) => {
        const callback = b.closure({ kind: "function", id: "taken" });
        b.call("list.forEach", [{ kind: "callbacks", name: "Array.forEach", when, args: [0] }], [callback]);
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );

  it("at its caller's level, where it runs at once", () => {
    expect(program([taken, passTo("now")]).entered("taken")).toBe("DISPATCH_LEVEL");
  });

  it("at PASSIVE_LEVEL, where it runs later", () => {
    expect(program([taken, passTo("later")]).entered("taken")).toBe("PASSIVE_LEVEL");
  });

  it("at any level, where code takes it that cannot be seen", () => {
    const dpc = fn(
      "dpc",
      [],
      (b) => {
        b.call("elsewhere", [{ kind: "external", name: "elsewhere" }], [b.closure({ kind: "function", id: "taken" })]);
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );
    expect(program([taken, dpc]).entered("taken")).toBe("any level");
  });

  type Write = Parameters<typeof fn>[2];
  const makes: Write = (b) => void b.closure({ kind: "function", id: "taken" });
  const runs: Write = (b) => {
    const callback = b.closure({ kind: "function", id: "taken" });
    b.call("list.map", [{ kind: "callbacks", name: "Array.map", when: "now", args: [0] }], [callback]);
  };
  const nowhere = (write: Write, behind: Write = leaf) =>
    fn(
      "dpc",
      [],
      (b) => {
        b.if(b.compare(b.routine("KeGetCurrentIrql"), "<", 2), () => write(b));
        behind(b);
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );

  it("never, where nobody comes to where it is made, or runs", () => {
    expect(program([taken, nowhere(makes)]).entry("taken").levels).toBe(0);
    expect(program([taken, nowhere(runs)]).entry("taken").levels).toBe(0);
  });

  it("never, where what makes it is never entered", () => {
    const outer = fn("outer", [], makes);
    expect(program([taken, outer, nowhere((b) => b.run("outer"))]).entry("taken").levels).toBe(0);
  });

  it("at any level, where it is made elsewhere, too", () => {
    expect(program([taken, nowhere(makes, makes)]).entered("taken")).toBe("any level by unknown callers");
  });

  it("as what it is registered as", () => {
    const start = fn("start", ["dpc", "context"], (b) => {
      const routine = b.closure({ kind: "function", id: "taken" });
      b.routine("KeInitializeDpc", "dpc", routine, "context");
    });
    const book = program([fn("x", [], leaf, { roles: ["KDEFERRED_ROUTINE"] })]).facts.roles;
    const role = book.get("KDEFERRED_ROUTINE");
    expect(role).toBeDefined();
    if (!role) return;
    const p = program([taken, start], { roles: { KDEFERRED_ROUTINE: role } });
    expect(p.entered("taken")).toBe("DISPATCH_LEVEL by role");
  });

  it("of a contract at the levels that the contract says", () => {
    const contract: Contract = {
      ...states("synchronize", atMost(2)),
      callbacks: [{ argument: 0, when: "now", level: exactly(5) }],
    };
    const caller = fn("caller", [], (b) => {
      b.call("synchronize", [{ kind: "contract", contract: "sync" }], [b.closure({ kind: "function", id: "taken" })]);
    });
    expect(program([taken, caller], { contracts: { sync: contract } }).entered("taken")).toBe("DIRQL 5");
  });
});
