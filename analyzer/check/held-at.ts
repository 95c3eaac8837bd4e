import type { Case } from "../domain/case.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { canOccur } from "./can-occur.js";
import { entryContexts, locksHeld, type EntryContext } from "./entry-contexts.js";
import type { OuterLock } from "./outer-lock.js";
import type { SettledProgram } from "./settled-program.js";

/** The locks held in a case, in one of the ways in which its function is entered. */
export interface HeldAt {
  readonly context: EntryContext;
  readonly locks: readonly OuterLock[];
}

/** What is held in a case, for every way of being entered in which it can occur. */
export const heldAt = (program: SettledProgram, instance: SolvedInstance, state: Case): HeldAt[] =>
  entryContexts(program, instance)
    .filter((context) => canOccur(program, context, state))
    .map((context) => ({ context, locks: [...locksHeld(program, context, state).values()] }));
