import { eventPoints } from "../analyzer/check/event-points.js";
import { isByHandleAlone } from "../analyzer/check/hold.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { ReleaseCall } from "./lock-calls.js";

/** Function and handle of every acquire that is given one, by a routine or by a function that takes the lock. */
const handlesGiven = (program: SettledProgram): Set<string> =>
  new Set(
    eventPoints(program).flatMap(({ context, event }) =>
      event.kind === "acquire" && event.handle !== undefined ? [`${context.instance.key} ${event.handle}`] : [],
    ),
  );

/** Whether a release gets a handle that no acquire was given, on whatever path. */
export const isHandleUnused = (program: SettledProgram): ((group: readonly ReleaseCall[]) => boolean) => {
  const given = handlesGiven(program);
  return (group) =>
    group.every(
      ({ point: { context, event }, hold }) =>
        hold.kind === "free" &&
        isByHandleAlone(event) &&
        event.handle !== undefined &&
        !given.has(`${context.instance.key} ${event.handle}`),
    );
};
