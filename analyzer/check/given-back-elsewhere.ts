import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { Path } from "../domain/path.js";
import { throughCall } from "./entry-contexts.js";
import { ask, callsByCaller, question, type SettledProgram } from "./settled-program.js";

const givesBack = (edge: CallEdge, lock: string): boolean =>
  edge.kind === "escapes" &&
  edge.callee.summary.exits.some(({ state }) =>
    [...state.locks.values()].some(({ balance, path }) => {
      const value = balance < 0 ? throughCall(edge, path) : undefined;
      return value?.kind === "place" && value.path.text === lock;
    }),
  );

const GIVEN_BACK = question<boolean>("given-back-elsewhere: given back", {
  answer: (whole, key) => {
    const [lock = "", caller = ""] = JSON.parse(key) as string[];
    return (callsByCaller(whole).get(caller) ?? []).some((edge) => givesBack(edge, lock));
  },
  byObject: true,
});

/**
 * The function hands out another one that gives the lock back, and nobody sees whether and when that is run.
 * `undo.push(() => KeReleaseSpinLock(lock, old))`
 */
export const isGivenBackElsewhere = (program: SettledProgram, { key }: SolvedInstance, { text }: Path): boolean =>
  ask(program, GIVEN_BACK, JSON.stringify([text, key]));
