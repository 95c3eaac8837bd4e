import { outsidePath } from "../analyzer/check/entry-contexts.js";
import { exitPoints } from "../analyzer/check/left-behind.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { mayTakeAgain, type Held } from "../analyzer/domain/held.js";
import { isDefinite, isObjectRoot, isOnePlace, type Path } from "../analyzer/domain/path.js";
import { callsAt } from "../analyzer/ir/calls-at.js";
import { sameSpan, spanKey, type Span } from "../analyzer/ir/span.js";
import { leadsTo } from "../analyzer/solve/loops.js";
import { namingNode } from "../analyzer/solve/object-made.js";
import { isHandedOver, takenLocks } from "./lock-leaks.js";
import { takeCalls, type TakeCall } from "./lock-calls.js";
import { byCall } from "./lock-words.js";
import { isMendedHold } from "./mended-holds.js";
import { isTakenBeside } from "./taken-beside.js";

const isAt =
  (place: Span) =>
  (span: Span): boolean =>
    sameSpan(span, place);

/** A name that may mean another lock in each round of a loop. */
const changesByRound = (path: Path): boolean =>
  path.root.startsWith("new:") || path.root.startsWith("value:") || !isDefinite(path);

/**
 * From where it was taken each way leads through the node that names it, such as an element by any number, and where the name comes to
 * mean another lock: what is held by this name is the lock of a round before.
 */
const isOfRoundBefore = ({ context: { instance }, node }: TakeCall["point"], { path, spans }: Held): boolean => {
  const site = namingNode(instance.unit, path.text);
  if (site === undefined) return false;
  const taken = callsAt(instance.unit.graph, spans);
  return taken.length > 0 && !taken.some(({ id }) => leadsTo(instance.unit.graph, id, node.id, new Set([site])));
};

/**
 * A loop that takes it in each round, and leaves with what was taken here: that is said as what it is, a lock that is not given
 * back. Where the function leaves it to its callers, nobody says so.
 */
const isLeft = (
  program: SettledProgram,
  { context: { instance }, operation }: TakeCall["point"],
  { root, text }: Path,
): boolean =>
  isObjectRoot(root) &&
  !isHandedOver(program, instance, text) &&
  exitPoints(program, instance).some(({ state }) =>
    takenLocks(state).some(({ path, spans }) => path.text === text && spans.some(isAt(operation.span))),
  );

/** Whether the lock that is held is the one that is taken, and may not be taken twice. */
const isTakenTwice = (program: SettledProgram, { point, hold }: TakeCall): boolean => {
  const { event, operation } = point;
  if (!isOnePlace(event.lock)) return false;
  if (hold.kind === "outer") return isOnePlace(hold.lock.path) && !mayTakeAgain(hold.lock.family, event.family);
  if (hold.kind !== "own" || mayTakeAgain(hold.held.family, event.family)) return false;
  if (isOfRoundBefore(point, hold.held)) return false;
  const lock = outsidePath(program, point.context, event.lock).text;
  const isSameCall = hold.held.spans.every(isAt(operation.span)) && !isTakenBeside(program, point, lock);
  return !isSameCall || (!changesByRound(event.lock) && !isLeft(program, point, event.lock));
};

/** Held because of what a function is told that it leaves. */
const isMended = (program: SettledProgram, { point, hold }: TakeCall): boolean => {
  if (hold.kind === "outer") return isMendedHold(program, point, hold.lock.path);
  return hold.kind === "own" && isMendedHold(program, point, outsidePath(program, point.context, hold.held.path));
};

/** Whether the lock is held, and not as what is said of another function, and may not be taken twice. */
export const isTakenAgain = (program: SettledProgram, call: TakeCall): boolean =>
  isTakenTwice(program, call) && !isMended(program, call);

/** Held since a round before: by the call itself, or by one that it leads back to. */
const isHeldByRounds = ({ point: { context, node, operation }, hold }: TakeCall): boolean => {
  const { instance } = context;
  const taken = hold.kind === "own" ? hold.held.spans : [];
  return (
    taken.some(isAt(operation.span)) ||
    callsAt(instance.unit.graph, taken).some(({ id }) => leadsTo(instance.unit.graph, node.id, id, new Set()))
  );
};

/**
 * Places of the acquires of which nothing more is said: those that can never go through, and those of a loop whose next round
 * waits for what it never gives back.
 */
export const takenAgain = (program: SettledProgram): ReadonlySet<string> =>
  new Set(
    byCall(takeCalls(program))
      .filter((calls) => {
        const again = calls.filter((call) => isTakenAgain(program, call));
        return again.length === calls.length || again.some(isHeldByRounds);
      })
      .flatMap((calls) => calls.map(({ point }) => spanKey(point.operation.span))),
  );
