import type { LockFamily } from "../contract/contract.js";
import { isFeasible, type Case } from "../domain/case.js";
import type { Held } from "../domain/held.js";
import { isRelative, isVague } from "../domain/path.js";
import { outsideLock, type EntryContext } from "./entry-contexts.js";
import type { SettledProgram } from "./settled-program.js";

/** Readers do not keep readers out. */
const READERS: readonly LockFamily[] = ["reader-writer-shared", "ndis-rw-read"];

/** An attempt has taken what the callers hold: it never does. */
const isTakenInVain = (program: SettledProgram, context: EntryContext, own: Held): boolean => {
  if (!own.tried || own.maybe || own.balance <= 0 || isVague(own.path)) return false;
  if (context.isMerged && isRelative(own.path)) return false;
  const outer = context.locks.get(outsideLock(program, context, own).path.text);
  return outer !== undefined && !outer.maybe && !(outer.family === own.family && READERS.includes(own.family));
};

/** Whether a case can occur in a function that is entered so: at its levels, and with the locks that its callers hold. */
export const canOccur = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  isFeasible(state, context.levels) &&
  (context.locks.size === 0 || ![...state.locks.values()].some((own) => isTakenInVain(program, context, own)));
