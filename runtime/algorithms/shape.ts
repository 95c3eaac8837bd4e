// Which steps of a machine stand at the top of its code, and which inside the one step that leads to them.
import type { Machine } from "./ir.js";

const isAcyclic = (machine: Machine): boolean => {
  const names = Object.keys(machine.steps);
  return names.every((name, from) =>
    (machine.steps[name]?.go ?? []).every(([, to]) => !(to in machine.steps) || names.indexOf(to) > from),
  );
};

export interface Shape {
  /** Whether there is a way back. */
  readonly loops: boolean;
  /** The steps at the top: the entry and those to which not exactly one branch leads. Without loops, in their order. */
  readonly roots: readonly string[];
}

export const shapeOf = (machine: Machine): Shape => {
  const names = Object.keys(machine.steps);
  const targets = Object.values(machine.steps).flatMap(({ go }) => go.map(([, to]) => to));
  const isRoot = (name: string, number: number): boolean =>
    number === 0 || targets.filter((to) => to === name).length !== 1;
  return { loops: !isAcyclic(machine), roots: names.filter(isRoot) };
};
