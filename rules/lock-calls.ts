import { eventPoints, type EventPoint } from "../analyzer/check/event-points.js";
import { holdBefore, isLockPoint, isSeenByCaller, type Hold, type LockEvent } from "../analyzer/check/hold.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isModuleCode } from "../analyzer/ir/module-code.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import { isVague } from "../analyzer/domain/path.js";

type Release = Extract<LockEvent, { kind: "release" }>;
type Take = Extract<LockEvent, { kind: "acquire" | "internal" }>;

interface LockCall<Event> {
  readonly point: EventPoint & { readonly event: Event };
  readonly hold: Hold;
}

export type ReleaseCall = LockCall<Release>;
export type TakeCall = LockCall<Take>;

/** The function itself has given the lock back before: whoever calls it, once was enough. */
const isGivenBack = ({ state }: EventPoint, { lock }: Release): boolean =>
  !isVague(lock) && (state.locks.get(lock.text)?.balance ?? 0) < 0;

/**
 * A callback that has a role is judged as what it is, and a static block where it stands: what they give back is not said again of
 * the call that runs them.
 */
const isOfAnother = (program: SettledProgram, { context, state, operation }: EventPoint): boolean =>
  resolveCall(context.instance.context, state, operation).invocations.some(({ kind, role, target }) => {
    const unit = target.kind === "function" ? program.facts.functions.get(target.id) : undefined;
    return (kind === "callback" && role !== undefined) || (unit !== undefined && isModuleCode(unit));
  });

/** Releases with what is known of their lock before; those that callers see as theirs are left to the callers. */
export const releaseCalls = everywhere("lock-calls: release calls", (program) =>
  eventPoints(program).flatMap((point): ReleaseCall[] => {
    const { event } = point;
    if (!isLockPoint(point) || event.kind !== "release" || point.throws || isOfAnother(program, point)) return [];
    const hold = holdBefore(program, point, event);
    return hold.kind !== "own" && !isGivenBack(point, event) && isSeenByCaller(point, event.lock, false)
      ? []
      : [{ point: { ...point, event }, hold }];
  }),
);

const LEFT_TO_CALLERS: Hold = { kind: "unknown" };

/** Acquires that wait, of calls that come back from them. Whether those that callers see as theirs find the lock free is asked there. */
export const takeCalls = everywhere("lock-calls: take calls", (program) =>
  eventPoints(program).flatMap((point): TakeCall[] => {
    const { event } = point;
    const isTake = event.kind === "internal" || (event.kind === "acquire" && !event.tries);
    if (!isLockPoint(point) || !isTake || point.throws) return [];
    const hold = holdBefore(program, point, event);
    const isLeft = hold.kind !== "own" && isSeenByCaller(point, event.lock, true);
    return [{ point: { ...point, event }, hold: isLeft ? LEFT_TO_CALLERS : hold }];
  }),
);
