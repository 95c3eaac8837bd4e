import type { LockFamily } from "../contract/contract.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { ask, callsByCaller, question, type SettledProgram } from "./settled-program.js";

const takes = ({ kind, callee }: CallEdge, family: string): boolean =>
  kind === "callback" &&
  callee.summary.exits.some(({ state }) =>
    [...state.locks.values()].some((held) => held.balance > 0 && held.family === family),
  );

const TAKEN = question<boolean>("taken-by-callback: taken", {
  answer: (whole, key) => {
    const [family = "", caller = ""] = JSON.parse(key) as string[];
    return (callsByCaller(whole).get(caller) ?? []).some((edge) => takes(edge, family));
  },
  byObject: true,
});

/**
 * A function that is run for each element of something takes such locks: which, only the result of the call tells.
 * `list.filter((one) => KeTryToAcquireSpinLockAtDpcLevel(one))`
 */
export const isTakenByCallback = (program: SettledProgram, { key }: SolvedInstance, family: LockFamily): boolean =>
  ask(program, TAKEN, JSON.stringify([family, key]));
