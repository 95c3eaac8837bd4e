import { eventPoints } from "../analyzer/check/event-points.js";
import { entryContexts } from "../analyzer/check/entry-contexts.js";
import { mayNameOneLock } from "../analyzer/check/locks-apart.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { takenLocks } from "./lock-leaks.js";

type Lock = Pick<Held, "path" | "family">;

/** Locks that are held where something is given back; the call may have taken them itself. */
const heldBeside = (program: SettledProgram, { point }: ReleaseCall): Lock[] => {
  const taken = eventPoints(program).flatMap(({ context, operation, event }): Lock[] =>
    context === point.context && operation === point.operation && event.kind === "acquire"
      ? [{ path: event.lock, family: event.family }]
      : [],
  );
  return [...[point.state, point.after].flatMap(takenLocks), ...taken];
};

/** Whether what a release finds unheld may be a lock that is held by another name. One that is named by its handle is told by that. */
export const isGivenAsOther = (program: SettledProgram, call: ReleaseCall): boolean => {
  const { event, context } = call.point;
  const given = { path: event.lock, family: event.family };
  return (
    event.handle === undefined &&
    heldBeside(program, call).some((held) => mayNameOneLock(program, context, held, given))
  );
};

/** Whether a lock that is left on some way out may have been given back by another name that is not held, here or for callers. */
export const isGivenByOtherName = (
  program: SettledProgram,
  instance: SolvedInstance,
  exits: readonly Case[],
  held: Held,
): boolean =>
  exits.some(({ locks }) =>
    [...locks.values()].some(
      (given) =>
        given.balance < 0 &&
        entryContexts(program, instance).some((context) => mayNameOneLock(program, context, held, given)),
    ),
  ) ||
  releaseCalls(program).some((call) => {
    const { context, event } = call.point;
    const isBeside =
      context.instance === instance &&
      call.hold.kind === "free" &&
      event.handle === undefined &&
      heldBeside(program, call).some(({ path }) => path.text === held.path.text);
    return isBeside && mayNameOneLock(program, context, held, { path: event.lock, family: event.family });
  });
