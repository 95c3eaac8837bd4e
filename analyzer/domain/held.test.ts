import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LockFamily } from "../contract/contract.js";
import { anyHeld, anyLocks } from "../testing/arbitraries.js";
import { rootPath } from "./path.js";
import { acquireLock, heldByHandle, joinLocks, locksText, releaseLock, type HeldLocks } from "./held.js";

const same = (a: HeldLocks, b: HeldLocks): void => {
  expect(locksText(a)).toBe(locksText(b));
};

const balances = (locks: HeldLocks): Record<string, number> =>
  Object.fromEntries([...locks].flatMap(([key, { balance }]) => (balance === 0 ? [] : [[key, balance] as const])));

describe("acquire and release", () => {
  it("undo each other, in either order, below the cap", () => {
    fc.assert(
      fc.property(anyLocks, anyHeld, (locks, held) => {
        const before = locks.get(held.path.text);
        if (before && (Math.abs(before.balance) > 1 || before.maybe)) return;
        const step = before ?? held;
        expect(balances(releaseLock(acquireLock(locks, step), step))).toEqual(balances(locks));
        expect(balances(acquireLock(releaseLock(locks, step), step))).toEqual(balances(locks));
      }),
      { numRuns: 1000 },
    );
  });

  it("leave other locks alone", () => {
    fc.assert(
      fc.property(anyLocks, anyHeld, (locks, held) => {
        const others = (all: HeldLocks): string => locksText(drop(all, held.path.text));
        expect(others(acquireLock(locks, { ...held, handle: undefined }))).toBe(others(locks));
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

  it("note that a lock was taken again, but not by a try that fails, nor where readers may", () => {
    const path = rootPath("param:0");
    const step = { path, form: "raise", handle: undefined, span: { file: "/a.ts", start: 0, end: 1 } } as const;
    const twice = (family: LockFamily, tried = false): boolean | undefined =>
      acquireLock(acquireLock(new Map(), { ...step, family }), { ...step, family, tried }).get("param:0")?.again;
    expect([twice("ordinary"), twice("reader-writer-shared"), twice("ordinary", true), twice("ndis-rw-read")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(twice("reader-writer-shared", true)).toBe(true);
  });

  it("note a handle that is in use, at both locks", () => {
    const step = {
      family: "queued",
      form: "raise",
      handle: "new:h",
      span: { file: "/a.ts", start: 0, end: 1 },
    } as const;
    const first = acquireLock(new Map(), { ...step, path: rootPath("param:0") });
    const both = acquireLock(first, { ...step, path: rootPath("param:1") });
    expect([...both.values()].map(({ again }) => again)).toEqual([true, true]);
    expect([...first.values()].map(({ again }) => again)).toEqual([false]);
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
  it("keeps every acquire that a lock may come from", () => {
    const path = rootPath("param:0");
    const step = { path, family: "ordinary", form: "raise", handle: undefined } as const;
    const at = (start: number): HeldLocks =>
      acquireLock(new Map(), { ...step, span: { file: "/a.ts", start, end: start + 1 } });
    const joined = joinLocks(joinLocks(at(1), at(5)), at(1)).get("param:0");
    expect(joined?.spans.map(({ start }) => start)).toEqual([1, 5]);
    expect(joined?.maybe).toBe(false);
  });

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
