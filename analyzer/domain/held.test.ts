import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyHeld, anyLocks } from "../testing/arbitraries.js";
import { acquireLock, heldByHandle, joinLocks, locksText, releaseLock, type HeldLocks } from "./held.js";

const same = (a: HeldLocks, b: HeldLocks): void => {
  expect(locksText(a)).toBe(locksText(b));
};

describe("acquire and release", () => {
  it("undo each other, in either order, below the cap", () => {
    fc.assert(
      fc.property(anyLocks, anyHeld, (locks, held) => {
        const before = locks.get(held.path.text);
        if (before && (Math.abs(before.balance) > 1 || before.maybe)) return;
        same(releaseLock(acquireLock(locks, before ?? held), before ?? held), locks);
        same(acquireLock(releaseLock(locks, before ?? held), before ?? held), locks);
      }),
      { numRuns: 1000 },
    );
  });

  it("leave other locks alone", () => {
    fc.assert(
      fc.property(anyLocks, anyHeld, (locks, held) => {
        const others = (all: HeldLocks): string => locksText(drop(all, held.path.text));
        expect(others(acquireLock(locks, held))).toBe(others(locks));
        expect(others(releaseLock(locks, held))).toBe(others(locks));
      }),
    );
  });

  it("do not count beyond two, so that a loop ends", () => {
    fc.assert(
      fc.property(anyHeld, (held) => {
        const taken = [1, 2, 3, 4].reduce<HeldLocks>((locks) => acquireLock(locks, held), new Map());
        const given = [1, 2, 3, 4].reduce<HeldLocks>((locks) => releaseLock(locks, held), new Map());
        expect([taken.get(held.path.text)?.balance, given.get(held.path.text)?.balance]).toEqual([2, -2]);
      }),
    );
  });

  it("find a queued lock by its handle while it is held", () => {
    fc.assert(
      fc.property(anyHeld, (held) => {
        const taken = acquireLock(new Map(), { ...held, handle: "param:1" });
        expect(heldByHandle(taken, "param:1")?.path).toBe(held.path);
        expect(heldByHandle(taken, "param:2")).toBeUndefined();
        expect(heldByHandle(releaseLock(new Map(), { ...held, handle: "param:1" }), "param:1")).toBeUndefined();
      }),
    );
  });
});

const drop = (locks: HeldLocks, key: string): HeldLocks => new Map([...locks].filter(([other]) => other !== key));

describe("the join of lock states", () => {
  it("is idempotent", () => {
    fc.assert(fc.property(anyLocks, (a) => same(joinLocks(a, a), a)));
  });

  it("is commutative", () => {
    fc.assert(
      fc.property(anyLocks, anyLocks, (a, b) => same(joinLocks(a, b), joinLocks(b, a))),
      { numRuns: 2000 },
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(anyLocks, anyLocks, anyLocks, (a, b, c) =>
        same(joinLocks(joinLocks(a, b), c), joinLocks(a, joinLocks(b, c))),
      ),
      { numRuns: 2000 },
    );
  });

  it("is certain of a lock only where both sides are certain of the same", () => {
    fc.assert(
      fc.property(anyLocks, anyLocks, (a, b) => {
        const joined = joinLocks(a, b);
        expect(new Set(joined.keys())).toEqual(new Set([...a.keys(), ...b.keys()]));
        for (const [key, held] of joined)
          if (!held.maybe) expect([a.get(key)?.balance, b.get(key)?.balance]).toEqual([held.balance, held.balance]);
      }),
      { numRuns: 1000 },
    );
  });
});
