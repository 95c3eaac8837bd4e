import { eventPoints, type EventPoint, type StatePoint } from "../analyzer/check/event-points.js";
import type { Hold } from "../analyzer/check/hold.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isOnePlace, type Path } from "../analyzer/domain/path.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { isPairOf, type Taken } from "./release-pairs.js";

/** How the lock was taken; undefined where that is not known here. */
export const takenBy = (hold: Hold): Taken | undefined => {
  if (hold.kind === "own") return hold.held;
  return hold.kind === "outer" ? hold.lock : undefined;
};

const keyOf = ({ context }: StatePoint, lock: Path): string => `${context.instance.key} ${lock.text}`;

/** Acquires of locks under names that do not tell them apart: several may be held, each taken in another way. */
const takenUnderOneName = (program: SettledProgram): Map<string, Taken[]> => {
  const taken = new Map<string, Taken[]>();
  for (const point of eventPoints(program)) {
    const { event } = point;
    if (event.kind !== "acquire" || isOnePlace(event.lock)) continue;
    const key = keyOf(point, event.lock);
    taken.set(key, [...(taken.get(key) ?? []), { ...event, tried: event.tries }]);
  }
  return taken;
};

/** Whether a release is not the counterpart of the routine that took the lock. */
export const wrongCalls = (program: SettledProgram): ((call: ReleaseCall) => boolean) => {
  const many = takenUnderOneName(program);
  return ({ point, hold }) => {
    const taken = takenBy(hold);
    const others = many.get(keyOf(point, point.event.lock)) ?? [];
    // Of a lock that was taken again it is not asked which of the two is given back.
    if (taken === undefined || (hold.kind === "own" && hold.held.again)) return false;
    return ![taken, ...others].some((one) => isPairOf(one, point.event));
  };
};

/** The same of what a call does at a point: that it restores another level as well is part of that mistake. */
export const isWrongRelease = (program: SettledProgram): ((point: EventPoint) => boolean) => {
  const isWrong = wrongCalls(program);
  const wrong = releaseCalls(program).flatMap((call) => (isWrong(call) ? [call.point] : []));
  return ({ context, node, state }) =>
    wrong.some((one) => one.node === node && one.state === state && one.context === context);
};
