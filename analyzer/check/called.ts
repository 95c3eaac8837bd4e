import { isFeasible } from "../domain/case.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { ask, callsByCaller, entryOf, question, type SettledProgram, inWhole } from "./settled-program.js";

/**
 * Functions that other ones call, at once, and go on from where they leave: of recursive ones, those that somebody enters. A call that no
 * level of its caller leads to is none.
 */
const calledFunctions = inWhole((program): ReadonlySet<string> => {
  const edges = [...callsByCaller(program).values()].flat();
  return new Set(
    edges.flatMap(({ kind, caller, callee, state }) =>
      (kind === "direct" || kind === "callback") &&
      caller.unit.id !== callee.unit.id &&
      isFeasible(state, entryOf(program, caller).levels)
        ? [callee.unit.id]
        : [],
    ),
  );
});

const CALLED = question<boolean>("called: by the program", {
  answer: (whole, key) => calledFunctions(whole).has(key),
  byObject: true,
});

/**
 * Somebody in the program calls the function and goes on from where it leaves: not only code that is not known, or a timer.
 * That holds for each of its instances: one that stands for its contract is the same helper as one for a call that passes `true`.
 */
export const isCalled = (program: SettledProgram, { unit }: SolvedInstance): boolean => ask(program, CALLED, unit.id);
