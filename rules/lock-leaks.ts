import { isCalled } from "../analyzer/check/called.js";
import { entryContexts, type EntryContext } from "../analyzer/check/entry-contexts.js";
import { contractOf } from "../analyzer/check/left-behind.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { areOneForSome } from "../analyzer/domain/path.js";
import { contractPath } from "../analyzer/solve/contract-path.js";
import { handedOver, handsOver } from "../analyzer/summarize/handed-over.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { allWaysOut } from "../analyzer/summarize/summary-of-solution.js";

/** Nobody goes on after the function. */
const isLast = ({ root, via }: EntryContext): boolean =>
  via?.edge.kind === "later" || root?.reason.kind === "role" || root?.reason.kind === "module";

/** Whether the function leaves the lock to callers, if it has some that go on after it. */
export const leavesToCallers = (program: SettledProgram, instance: SolvedInstance, lock: string): boolean =>
  handsOver(
    handedOver(instance.unit, contractOf(program, instance), allWaysOut(instance.unit, instance.solution)),
    lock,
  );

/**
 * Whether the function leaves its callers the lock to release: its contract says so, or it is a helper that the program calls.
 * Its calls count as the acquire then.
 */
export const isHandedOver = (program: SettledProgram, instance: SolvedInstance, lock: string): boolean => {
  if (!leavesToCallers(program, instance, lock)) return false;
  if ((contractOf(program, instance)?.locks ?? []).length > 0) return true;
  return isCalled(program, instance) && !entryContexts(program, instance).some(isLast);
};

/** Some callers may pass it for the lock that a tag of the function says is taken. */
export const mayBePromised = (program: SettledProgram, instance: SolvedInstance, { path }: Held): boolean =>
  (contractOf(program, instance)?.locks ?? []).some(({ operation, lock }) => {
    const stated = lock && operation !== "release" ? contractPath(lock) : undefined;
    return stated !== undefined && areOneForSome(stated, path);
  });

/** Locks that the function has taken and still holds. */
export const takenLocks = (state: Case): Held[] =>
  [...state.locks.values()].filter(({ balance, again }) => balance > 0 && !again);
