import { atLeast, atMost, type LevelSet } from "../domain/level-set.js";
import type { EntryContext } from "./entry-contexts.js";
import { contractOf } from "./left-behind.js";
import type { SettledProgram } from "./settled-program.js";

/** A level that a function, or a function that calls it, never goes below or above at any point inside. */
export interface LevelLimit {
  readonly owner: string;
  readonly kind: "below" | "above";
  readonly limit: number;
  readonly allowed: LevelSet;
}

const limitsOf = (program: SettledProgram, { instance, root }: EntryContext): LevelLimit[] => {
  const contract = contractOf(program, instance);
  const role = root?.reason.kind === "role" ? root.reason.role : undefined;
  const min = contract?.alwaysMin ?? role?.alwaysMin;
  const max = contract?.alwaysMax;
  const owner = instance.unit.name;
  return [
    ...(min === undefined ? [] : [{ owner, kind: "below", limit: min, allowed: atLeast(min) } as const]),
    ...(max === undefined ? [] : [{ owner, kind: "above", limit: max, allowed: atMost(max) } as const]),
  ];
};

/** Limits of the function that is entered so and of all that run it during their own calls, nearest first. */
export const levelLimits = (program: SettledProgram, context: EntryContext): LevelLimit[] => {
  const { via } = context;
  const isWithin = via?.edge.kind === "direct" || via?.edge.kind === "callback";
  return [...limitsOf(program, context), ...(isWithin ? levelLimits(program, via.context) : [])];
};
