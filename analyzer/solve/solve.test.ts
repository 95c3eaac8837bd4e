import { describe, expect, it } from "vitest";
import { fn, type GraphBuilder } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

/** Summary of a function of the one parameter `lock` and what else it is given. */
const summary = (body: (b: GraphBuilder) => void, ...parameters: string[]): string =>
  program([fn("f", ["lock", ...parameters], body)]).summary("f");

describe("a straight line", () => {
  it("leaves level and locks as they are, where nothing touches them", () => {
    expect(summary(() => undefined)).toMatchInlineSnapshot(`"irql * → same"`);
  });

  it("ends where the acquire leaves it", () => {
    expect(summary((b) => b.routine("KeAcquireSpinLock", "lock"))).toMatchInlineSnapshot(
      `"irql 0..2 → 2; +lock (ordinary, raise)"`,
    );
  });

  it("is back at the entry level after the release with the saved level", () => {
    expect(
      summary((b) => {
        const old = b.routine("KeAcquireSpinLock", "lock");
        b.routine("KeReleaseSpinLock", "lock", old);
      }),
    ).toMatchInlineSnapshot(`"irql 0..2 → same"`);
  });

  it("goes on as if the right level had been given to the release, where it was another", () => {
    expect(
      summary((b) => {
        b.routine("KeAcquireSpinLock", "lock");
        b.routine("KeReleaseSpinLock", "lock", b.literal(1));
      }),
    ).toMatchInlineSnapshot(`"irql 0..2 → same"`);
  });

  it("restores a level that the caller passed", () => {
    expect(summary((b) => b.routine("KeReleaseSpinLock", "lock", "old"), "old")).toMatchInlineSnapshot(
      `"irql 2 → old; -lock (ordinary, raise)"`,
    );
  });

  it("lets two raises be lowered one after the other", () => {
    expect(
      summary((b) => {
        const outer = b.routine("KeRaiseIrql", b.literal(1));
        const inner = b.routine("KeRaiseIrql", b.literal(2));
        b.routine("KeLowerIrql", inner);
        b.routine("KeLowerIrql", outer);
      }),
    ).toMatchInlineSnapshot(`"irql * → same"`);
  });

  it("never lowers by a raise: DIRQL stays DIRQL", () => {
    expect(
      summary((b) => {
        b.routine("KeRaiseIrql", b.literal(5));
        b.routine("KeRaiseIrqlToDpcLevel");
      }),
    ).toMatchInlineSnapshot(`"irql * → 2"`);
  });
});

describe("branches", () => {
  it("on the level keep their paths apart until they agree", () => {
    expect(
      summary((b) => {
        const isHigh = b.compare(b.routine("KeGetCurrentIrql"), ">=", 2);
        b.if(isHigh, () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"));
      }),
    ).toMatchInlineSnapshot(`
      "irql 0..1 → same
      irql 2..15 → same; +lock (ordinary, dpc)"
    `);
  });

  it("that pair by a stored answer leave the level as it was", () => {
    expect(
      summary((b) => {
        const isHigh = b.compare(b.routine("KeGetCurrentIrql"), ">=", 2);
        b.copy("old", b.literal(0));
        b.if(
          isHigh,
          () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"),
          () => b.copy("old", b.routine("KeAcquireSpinLock", "lock")),
        );
        b.if(
          isHigh,
          () => b.routine("KeReleaseSpinLockFromDpcLevel", "lock"),
          () => b.routine("KeReleaseSpinLock", "lock", "old"),
        );
      }),
    ).toMatchInlineSnapshot(`
      "irql 0..1 → same
      irql 2..15 → same"
    `);
  });

  it("that pair by a flag of the caller's, too", () => {
    expect(
      summary((b) => {
        b.copy("old", b.literal(0));
        b.if("flag", () => b.copy("old", b.routine("KeAcquireSpinLock", "lock")));
        b.if(
          b.not("flag"),
          () => undefined,
          () => b.routine("KeReleaseSpinLock", "lock", "old"),
        );
      }, "flag"),
    ).toMatchInlineSnapshot(`
      "irql * → same when flag fails
      irql 0..2 → same when flag holds"
    `);
  });

  it("on two flags do not take one for the other", () => {
    expect(
      summary(
        (b) => {
          b.if("one", () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"));
          b.if("two", () => b.routine("KeReleaseSpinLockFromDpcLevel", "lock"));
        },
        "one",
        "two",
      ),
    ).toMatchInlineSnapshot(`
      "irql * → same when one fails, two fails
      irql 2..15 → same when one holds, two holds
      irql 2..15 → same; +lock (ordinary, dpc) when one holds, two fails
      irql 2..15 → same; -lock (ordinary, dpc) when one fails, two holds"
    `);
  });

  it("on `== null` hold for `undefined` as well", () => {
    expect(
      summary((b) => {
        const isNothing = b.compare("old", "==", b.literal(null), true);
        b.if(isNothing, () =>
          b.if(b.compare("old", "==", b.literal(undefined)), () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock")),
        );
      }, "old"),
    ).toContain("+lock");
  });

  it("tell what the caller passed: a try-acquire's result decides", () => {
    expect(summary((b) => b.return(b.routine("KeTryToAcquireSpinLockAtDpcLevel", "lock")))).toMatchInlineSnapshot(`
      "irql 2..15 → same
      irql 2..15 → same; +lock (ordinary, dpc)"
    `);
    expect(
      summary((b) => {
        b.if(b.routine("KeTryToAcquireSpinLockAtDpcLevel", "lock"), () =>
          b.routine("KeReleaseSpinLockFromDpcLevel", "lock"),
        );
      }),
    ).toMatchInlineSnapshot(`"irql 2..15 → same"`);
  });
});

describe("loops", () => {
  it("that take and give back come to rest at the entry level", () => {
    expect(
      summary((b) => {
        b.while(
          () => b.opaque(),
          () => {
            const old = b.routine("KeAcquireSpinLock", "lock");
            b.routine("KeReleaseSpinLock", "lock", old);
          },
        );
      }),
    ).toMatchInlineSnapshot(`"irql * → same"`);
  });

  it("that give back and take again keep the lock", () => {
    expect(
      summary((b) => {
        b.copy("old", b.routine("KeAcquireSpinLock", "lock"));
        b.while(
          () => b.opaque(),
          () => {
            b.routine("KeReleaseSpinLock", "lock", "old");
            b.copy("old", b.routine("KeAcquireSpinLock", "lock"));
          },
        );
        b.routine("KeReleaseSpinLock", "lock", "old");
      }),
    ).toMatchInlineSnapshot(`"irql 0..2 → same"`);
  });

  it("that only raise stay where they are", () => {
    expect(
      summary((b) =>
        b.while(
          () => b.opaque(),
          () => b.routine("KeRaiseIrqlToDpcLevel"),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "irql * → same
      irql 0..2 → 2"
    `);
  });

  it("with more ways through than are kept apart end", () => {
    const flags = Array.from({ length: 6 }, (_, index) => `flag${String(index)}`);
    const f = fn("f", [...flags, ...flags.map((flag) => `${flag}lock`)], (b) => {
      for (const flag of flags) b.if(flag, () => b.routine("KeAcquireSpinLockAtDpcLevel", `${flag}lock`));
      b.while(
        () => b.opaque(),
        () => {
          b.if(
            b.opaque(),
            () => b.routine("KeLowerIrql", b.literal(0)),
            () => b.routine("KeRaiseIrql", b.literal(5)),
          );
          for (const flag of flags) b.if(b.opaque(), () => b.routine("KeReleaseSpinLockFromDpcLevel", `${flag}lock`));
        },
      );
    });
    const { solution } = program([f]).instance("f");
    expect(solution.collapsed).toBeGreaterThan(0);
    expect(solution.before[f.graph.exit]?.cases.length).toBeGreaterThan(0);
  });
});

describe("exceptions", () => {
  it("leave with the state from before the call that throws", () => {
    const thrower = fn("thrower", [], (b) => b.throw());
    const f = fn("f", ["lock"], (b) => {
      const old = b.routine("KeAcquireSpinLock", "lock");
      b.run("thrower");
      b.routine("KeReleaseSpinLock", "lock", old);
    });
    expect(program([thrower, f]).summary("f")).toMatchInlineSnapshot(
      `"throws: irql 0..2 → 2; +lock (ordinary, raise)"`,
    );
  });

  it("that unknown code may raise reach a written `catch`, with the state before the call", () => {
    expect(
      summary((b) => {
        b.try(
          () => {
            b.call("elsewhere", [], []);
            b.routine("KeAcquireSpinLockAtDpcLevel", "lock");
          },
          () => b.throw(),
        );
      }),
    ).toMatchInlineSnapshot(`
      "irql 2..15 → same; +lock (ordinary, dpc)
      throws: irql * → same"
    `);
  });

  it("of a routine known by contract are not invented", () => {
    expect(
      summary((b) => {
        b.try(
          () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"),
          () => b.throw(),
        );
      }),
    ).toMatchInlineSnapshot(`"irql 2..15 → same; +lock (ordinary, dpc)"`);
  });
});
