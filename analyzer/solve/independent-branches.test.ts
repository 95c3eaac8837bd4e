import { describe, expect, it } from "vitest";
import type { Case } from "../domain/case.js";
import type { Node } from "../domain/patricia.js";
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

/** Every object once, of which what is known before all nodes is made. */
const nodesOf = (cases: readonly Case[]): number => {
  const seen = new Set<Node<unknown>>();
  for (const { registers, memory, facts } of cases)
    for (const { root } of [registers, memory, facts]) if (root) seen.add(root);
  for (const node of seen) if ("left" in node) seen.add(node.left).add(node.right);
  return seen.size;
};

interface Cost {
  readonly steps: number;
  readonly nodes: number;
}

/** What a function costs that saves `count` flags in variables, and asks each around an acquire and a release. */
const costWith = (count: number): Cost => {
  const flags = Array.from({ length: count }, (_, index) => `flag${String(index)}`);
  const f = fn("f", ["lock", ...flags], (b) => {
    for (const flag of flags) b.store(`saved ${flag}`, flag);
    for (const flag of flags) {
      const saved = b.load(`saved ${flag}`);
      b.if(saved, () => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"));
      b.opaque();
      b.if(b.load(`saved ${flag}`), () => b.routine("KeReleaseSpinLockFromDpcLevel", "lock"));
    }
  });
  const { solution } = program([f]).instance("f");
  return { steps: solution.steps, nodes: nodesOf(solution.before.flatMap(({ cases }) => cases)) };
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

/** Cases that had to be merged in a loop that takes the lock of each element of a list, by a number that it counts up. */
const collapsedByCounting = (): number => {
  const f = fn("f", ["locks", "length"], (b) => {
    b.store("count", b.literal(0));
    b.while(
      () => b.compare(b.load("count"), "<", "length"),
      () => {
        const [index, element, sum, one] = [b.load("count"), b.temp(), b.temp(), b.literal(1)];
        b.emit({ kind: "get", dst: element, object: "locks", key: { kind: "index", index }, span: b.span() });
        b.routine("KeAcquireSpinLockAtDpcLevel", element);
        b.emit({ kind: "arithmetic", dst: sum, operator: "+", left: index, right: one, span: b.span() });
        b.store("count", sum);
      },
    );
  });
  return program([f]).instance("f").solution.collapsed;
};

/** Takes the lock that it is passed first. */
const taking = fn("taking", ["lock", "name"], (b) => {
  const old = b.routine("KeAcquireSpinLock", "lock");
  b.routine("KeReleaseSpinLock", "lock", old);
});

const looking = fn("looking", ["lock", "name"], (b) => b.opaque());

/** Cases, and steps, of a function that chooses one of two things `count` times, and then passes all of them to another one. */
const choosing = (count: number, callee: string): { cases: number; steps: number } => {
  const flags = Array.from({ length: count }, (_, index) => `flag${String(index)}`);
  const f = fn("f", ["lock", "one", "other", ...flags], (b) => {
    for (const flag of flags) {
      b.copy(`chosen ${flag}`, "one");
      b.if(flag, () => b.copy(`chosen ${flag}`, "other"));
    }
    for (const flag of flags) b.run(callee, "lock", `chosen ${flag}`);
  });
  const { solution } = program([f, taking, looking]).instance("f");
  return { cases: Math.max(...solution.before.map(({ cases }) => cases.length)), steps: solution.steps };
};

describe("the cost of a function", () => {
  it("grows linearly in its independent branches", () => {
    const [ten, twenty, forty, eighty] = [10, 20, 40, 80].map(casesWith) as [number, number, number, number];
    expect([forty - twenty, eighty - forty]).toEqual([2 * (twenty - ten), 4 * (twenty - ten)]);
  });

  it("grows by little more than twice where all that is known of twice as many flags is kept", () => {
    const [eighty, more, most] = [80, 160, 320].map(costWith) as [Cost, Cost, Cost];
    expect(most.steps - more.steps).toBe(2 * (more.steps - eighty.steps));
    // A tree that is twice as large is one deeper.
    expect(more.nodes / eighty.nodes).toBeLessThan(2.5);
    expect(most.nodes / more.nodes).toBeLessThan(2.5);
  });

  it("grows by little more than twice where it chooses twice as many things that may be locks", () => {
    expect(choosing(3, "taking").cases).toBe(8);
    const [ten, twenty, forty] = [10, 20, 40].map((count) => choosing(count, "taking").steps) as [
      number,
      number,
      number,
    ];
    expect(twenty / ten).toBeLessThan(2.5);
    expect(forty / twenty).toBeLessThan(2.5);
  });

  it("does not rise with what it chooses for functions that have to do with no lock", () => {
    expect(choosing(10, "looking").cases).toBe(1);
  });

  it("ends where a loop counts on", () => {
    expect(collapsedByCounting()).toBe(0);
  });

  it("grows linearly in the ways back to the head of a loop", () => {
    const [ten, twenty, forty, eighty] = [10, 20, 40, 80].map(changesWith) as [number, number, number, number];
    expect([forty - twenty, eighty - forty]).toEqual([2 * (twenty - ten), 4 * (twenty - ten)]);
  });
});
