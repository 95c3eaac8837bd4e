import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pending } from "./pending.js";

const RANK = 5;
const anyStep = fc.option(fc.nat({ max: 30 }), { nil: undefined });

describe("what waits for its turn", () => {
  it("goes by rank, then in the order in which it came, each once", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const pending = new Pending();
        const model = new Set<number>();
        const takeFromModel = (): number | undefined => {
          const first = [...model].sort((a, b) => (a % RANK) - (b % RANK))[0];
          if (first !== undefined) model.delete(first);
          return first;
        };
        for (const step of [...steps, ...steps.map(() => undefined)])
          if (step === undefined) expect(pending.take()).toBe(takeFromModel()?.toString());
          else {
            pending.add(String(step), step % RANK);
            model.add(step);
          }
      }),
    );
  });
});
