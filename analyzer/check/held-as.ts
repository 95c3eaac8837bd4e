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
