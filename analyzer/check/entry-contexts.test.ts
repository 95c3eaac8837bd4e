import { describe, expect, it } from "vitest";
import { describeLevels } from "../domain/level-set.js";
import { contextSteps, lockSteps } from "../explain/lock-steps.js";
import { fn } from "../testing/build-graph.js";
import { program, type TestProgram } from "../testing/program.js";
import { entryContexts, locksHeld } from "./entry-contexts.js";
import { eventPoints } from "./event-points.js";

/** How each function is entered: levels, and the locks held. */
const entered = (p: TestProgram, name: string): string[] =>
  entryContexts(p, p.instance(name)).map(({ levels, locks }) =>
    [describeLevels(levels), ...[...locks.values()].map(({ path, maybe }) => path.text + (maybe ? "?" : ""))].join(" "),
  );

const store = fn("m", [], (b) => b.store("queueLock", b.allocate()), { kind: "module" });
const leaf = fn("leaf", ["lock"], (b) => b.opaque());

describe("a function is entered", () => {
  it("with the locks that its callers hold, under one name", () => {
    const middle = fn("middle", ["lock"], (b) => b.run("leaf", "lock"));
    const top = fn(
      "top",
      [],
      (b) => {
        b.routine("KeAcquireSpinLockAtDpcLevel", b.load("queueLock"));
        b.run("middle", b.load("queueLock"));
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );
    const p = program([store, leaf, middle, top]);
    expect(entered(p, "leaf")).toEqual(entered(p, "middle"));
    expect(entered(p, "leaf")[0]).toMatch(/^DISPATCH_LEVEL var:\S+$/);
    const [context] = entryContexts(p, p.instance("leaf"));
    const [lock] = context?.locks.values() ?? [];
    const steps = context && lock ? lockSteps(context, lock, () => "acquire()").map(({ message }) => message) : [];
    expect(steps).toEqual(["`acquire()` takes the lock in `top`", "`top` calls `middle`", "`middle` calls `leaf`"]);
    expect(context && contextSteps(context).map(({ kind }) => kind)).toEqual(["enter", "call", "call"]);
  });

  it("once for each way in which it is called", () => {
    const without = fn("without", [], (b) => b.run("leaf", b.load("queueLock")), { roles: ["IO_WORKITEM_ROUTINE"] });
    const with_ = fn(
      "with",
      [],
      (b) => {
        b.routine("KeAcquireSpinLockAtDpcLevel", b.load("queueLock"));
        b.run("leaf", b.load("queueLock"));
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );
    expect(entered(program([store, leaf, without, with_]), "leaf").sort()).toEqual([
      expect.stringMatching(/^DISPATCH_LEVEL var:/),
      "PASSIVE_LEVEL",
    ]);
  });

  it("with the cancel lock, where its role says so", () => {
    const cancel = fn("cancel", ["device", "irp"], (b) => b.run("leaf", "irp"), { roles: ["DRIVER_CANCEL"] });
    const p = program([leaf, cancel]);
    expect(entered(p, "cancel")).toEqual(["DISPATCH_LEVEL global:cancel"]);
    expect(entered(p, "leaf")).toEqual(["DISPATCH_LEVEL global:cancel"]);
  });

  it("with its own interrupt's lock, where it is an interrupt routine", () => {
    const isr = fn("isr", ["interrupt"], (b) => b.routine("KeAcquireInterruptSpinLock", "interrupt"), {
      roles: ["KSERVICE_ROUTINE"],
    });
    const p = program([isr]);
    expect(entered(p, "isr")).toEqual(["DIRQL 3..SYNCH_LEVEL of:isr:param:0"]);
  });

  it("without the locks that were given back for its caller", () => {
    const f = fn("f", [], (b) => {
      b.routine("KeReleaseSpinLockFromDpcLevel", b.load("queueLock"));
      b.run("leaf", b.load("queueLock"));
    });
    const top = fn(
      "top",
      [],
      (b) => {
        b.routine("KeAcquireSpinLockAtDpcLevel", b.load("queueLock"));
        b.run("f");
      },
      { roles: ["KDEFERRED_ROUTINE"] },
    );
    expect(entered(program([store, leaf, f, top]), "leaf")).toEqual(["DISPATCH_LEVEL"]);
  });

  it("in a bounded number of ways, however many callers there are", () => {
    const callers = Array.from({ length: 40 }, (_, index) =>
      fn(
        `caller${String(index)}`,
        [],
        (b) => {
          const lock = b.allocate();
          b.routine("KeAcquireSpinLockAtDpcLevel", lock);
          b.run("leaf", lock);
        },
        { roles: ["KDEFERRED_ROUTINE"] },
      ),
    );
    const contexts = entryContexts(program([leaf, ...callers]), program([leaf, ...callers]).instance("leaf"));
    expect(contexts.length).toBeLessThanOrEqual(16);
    const p = program([leaf, ...callers]);
    expect(entryContexts(p, p.instance("leaf")).at(-1)?.isMerged).toBe(true);
  });
});

describe("events", () => {
  it("tell what a helper does in its caller's terms", () => {
    const take = fn("take", ["lock"], (b) => b.return(b.routine("KeAcquireSpinLock", "lock")));
    const give = fn("give", ["lock", "level"], (b) => b.routine("KeReleaseSpinLock", "lock", "level"));
    const user = fn(
      "user",
      [],
      (b) => {
        b.copy("old", b.run("take", b.load("queueLock")));
        b.run("give", b.load("queueLock"), "old");
      },
      { roles: ["IO_WORKITEM_ROUTINE"] },
    );
    const p = program([store, take, give, user]);
    const told = eventPoints(p)
      .filter(({ context }) => context.instance.unit.name === "user")
      .map(({ event, context, state, after }) => {
        const count = (at: typeof state): number => locksHeld(p, context, at).size;
        return `${event.kind} ${String(count(state))} → ${String(count(after))}`;
      });
    expect(told).toEqual(["acquire 0 → 1", "release 1 → 0"]);
  });
});
