import { isFeasible, type Case } from "../domain/case.js";
import { keepsOut } from "../domain/held.js";
import { isRelative, parsePath } from "../domain/path.js";
import type { Attempt } from "../domain/shown-free.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import type { SettledProgram } from "./settled-program.js";

/** An attempt has taken what the callers hold, or what they mean by another lock's name that is held here: it never does. */
const isInVain = (
  program: SettledProgram,
  context: EntryContext,
  lock: string,
  { family, beside }: Attempt,
): boolean => {
  /** Objects that callers pass have no name in a context that stands for several. */
  const outside = (text: string): string | undefined => {
    const path = parsePath(text);
    return context.isMerged && isRelative(path) ? undefined : outsidePath(program, context, path).text;
  };
  const name = outside(lock);
  if (name === undefined) return false;
  const outer = context.locks.get(name);
  return (
    (outer !== undefined && !outer.maybe && keepsOut(outer.family, family)) ||
    beside.some((other) => outside(other) === name)
  );
};

/** Whether a case can occur in a function that is entered so: at its levels, and with the locks that its callers hold. */
export const canOccur = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  isFeasible(state, context.levels) &&
  ![...state.free].some(([lock, { attempt }]) => attempt && isInVain(program, context, lock, attempt));
