import { ask, inWhole, question, type SettledProgram } from "../analyzer/check/settled-program.js";
import { leakedLocks } from "./leaked-locks.js";
import type { TakeCall } from "./lock-calls.js";
import { leavesToCallers } from "./lock-leaks.js";
import { lockAtCall, locksToldInside, placesTold } from "./said-in-callee.js";

/** Where functions take what they leave by mistake, whoever calls them. */
const mistakes = inWhole((program) =>
  placesTold(leakedLocks(program).filter(({ instance, held }) => !leavesToCallers(program, instance, held.path.text))),
);

const LEFT_BY_MISTAKE = question<readonly string[]>("mended-holds: left by mistake", {
  answer: (whole, key) => {
    const instance = whole.summaries.instances.get(key);
    return instance ? locksToldInside(whole, mistakes(whole), instance) : [];
  },
  byObject: false,
});

/**
 * Whether the function holds the lock only because of calls that leave it by mistake: the functions that they run are told of
 * that, and their callers go on as if it had not been taken.
 */
export const isMendedHold = (program: SettledProgram, { point, hold }: TakeCall): boolean => {
  if (hold.kind !== "own") return false;
  const { path, spans } = hold.held;
  const left = ask(program, LEFT_BY_MISTAKE, point.context.instance.key);
  return spans.every((span) => left.includes(lockAtCall(span, path.text)));
};
