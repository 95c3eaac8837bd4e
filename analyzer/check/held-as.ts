import type { Held } from "../domain/held.js";
import type { Path } from "../domain/path.js";
import { outsidePath } from "./entry-contexts.js";
import type { StatePoint } from "./event-points.js";
import type { SettledProgram } from "./settled-program.js";

/** What is known of a lock under all names that the function has for it: which of them are one, callers decide. */
export const heldAs = (
  program: SettledProgram,
  { context, state }: Omit<StatePoint, "node">,
  { text }: Path,
): readonly Held[] => [...state.locks.values()].filter(({ path }) => outsidePath(program, context, path).text === text);

/** How often a lock is held more than where the function was entered: what was done on some ways only counts for one of the two. */
export interface Balance {
  readonly least: number;
  readonly most: number;
}

export const balanceOf = (names: readonly Held[]): Balance =>
  names.reduce<Balance>(
    ({ least, most }, { balance, maybe }) => ({
      least: least + (maybe ? Math.min(balance, 0) : balance),
      most: most + (maybe ? Math.max(balance, 0) : balance),
    }),
    { least: 0, most: 0 },
  );
