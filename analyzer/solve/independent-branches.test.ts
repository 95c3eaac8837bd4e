import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";

/** Cases before all nodes of a function that asks `count` flags: under a lock, and twice each around a raise and an acquire. */
const casesWith = (count: number): number => {
  const flags = Array.from({ length: count }, (_, index) => `flag${String(index)}`);
  const f = fn("f", ["lock", "inner", ...flags], (b) => {
    const old = b.routine("KeAcquireSpinLock", "lock");
    for (const flag of flags) b.if(flag, () => b.opaque());
    for (const flag of flags) {
      b.if(flag, () => b.routine("KeAcquireSpinLockAtDpcLevel", "inner"));
      b.if(flag, () => b.routine("KeReleaseSpinLockFromDpcLevel", "inner"));
    }
    b.routine("KeReleaseSpinLock", "lock", old);
    for (const flag of flags) {
      const raised = b.routine("KeRaiseIrqlToDpcLevel");
      b.if(flag, () => b.routine("KeRaiseIrql", b.literal(5)));
      b.if(flag, () => b.routine("KeLowerIrql", b.literal(2)));
      b.routine("KeLowerIrql", raised);
    }
  });
  const { solution } = program([f]).instance("f");
  expect(solution.collapsed).toBe(0);
  return solution.before.reduce((sum, { cases }) => sum + cases.length, 0);
};

/** Changes until a loop has come to rest that has `count` ways back to its head, each of which has filled another variable. */
const changesWith = (count: number): number => {
  const flags = Array.from({ length: count }, (_, index) => `flag${String(index)}`);
  const f = fn("f", ["lock", "more", ...flags], (b) => {
    const old = b.routine("KeAcquireSpinLock", "lock");
    b.while(
      () => "more",
      () => {
        for (const flag of flags) {
          b.if(flag, () => {
            b.store(flag, b.literal(1));
            b.continue();
          });
        }
      },
    );
    b.routine("KeReleaseSpinLock", "lock", old);
  });
  return program([f]).instance("f").solution.changes;
};

describe("the cost of a function", () => {
  it("grows linearly in its independent branches", () => {
    const [ten, twenty, forty, eighty] = [10, 20, 40, 80].map(casesWith) as [number, number, number, number];
    expect([forty - twenty, eighty - forty]).toEqual([2 * (twenty - ten), 4 * (twenty - ten)]);
  });

  it("grows linearly in the ways back to the head of a loop", () => {
    const [ten, twenty, forty, eighty] = [10, 20, 40, 80].map(changesWith) as [number, number, number, number];
    expect([forty - twenty, eighty - forty]).toEqual([2 * (twenty - ten), 4 * (twenty - ten)]);
  });
});
