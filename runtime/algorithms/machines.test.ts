import { describe, expect, it } from "vitest";
import { explore } from "./explore.js";
import { spins } from "./ir.js";
import { machines } from "./machines.js";
import { mutants, type Mutant } from "./mutants.js";
import type { LockModel } from "./program.js";
import { programs, type Named } from "./programs.js";

/** `npm run prove` sets it: 3 workers x 2 rounds as well, which takes minutes. */
const all = process.env.IRQL_PROVE !== undefined;

describe("a step that spins", () => {
  const all = machines.flatMap(({ name, steps }) => Object.entries(steps).map(([at, step]) => ({ at, name, step })));
  // Who comes to it from another step has all of the budget again, and would never be tired in a circle of two.
  it.each(all.filter(({ step }) => spins(step)))("goes round by itself, so that its budget ends: $name, $at", (one) => {
    expect(one.step.go.at(-1)?.[1]).toBe(one.at);
  });
});

describe("every interleaving of every machine", () => {
  const sizes = [...programs(2, 3), ...programs(3, 1), ...(all ? programs(3, 2) : [])];
  it.each(sizes)(
    "$title: exclusion, order, nobody waits for ever",
    (program) => {
      const { fault, trace, states } = explore(program);
      if (process.env.IRQL_STRESS_REPORT !== undefined) process.stderr.write(`${program.title}: ${String(states)}\n`);
      expect([fault, trace]).toEqual(["", []]);
      expect(states).toBeGreaterThan(100);
    },
    all ? 3_600_000 : undefined,
  );
});

const mutated = (model: LockModel, { machine, change }: Mutant): LockModel => {
  if (machine.startsWith("abandon")) return { ...model, abandon: change(model.abandon) };
  const original = model.machines[machine];
  if (original === undefined) throw new Error(`no machine \`${machine}\``);
  return { ...model, machines: { ...model.machines, [machine]: change(original) } };
};

const isFor = (mutant: Mutant, { model }: Named): boolean =>
  mutant.lock === "spin" ? model.tickets : model.name === mutant.lock;

describe("broken machines are caught", () => {
  const sizes = [...programs(2, 1), ...programs(2, 2), ...programs(3, 1)];
  it.each(mutants)("$machine that $mistake", (mutant) => {
    const found = sizes.find(
      (program) =>
        isFor(mutant, program) && explore({ ...program, model: mutated(program.model, mutant) }).fault !== "",
    );
    expect(found).toBeDefined();
  });
});
