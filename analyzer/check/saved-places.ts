import type { Case } from "../domain/case.js";
import { isHeldHere } from "../domain/held.js";
import { sameLevel } from "../domain/level.js";
import { parsePath } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import { callsAt } from "../ir/calls-at.js";
import type { GraphNode } from "../ir/graph.js";
import { sameSpan, spanKey, type Span } from "../ir/span.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import { eventPoints, type EventPoint } from "./event-points.js";
import { keptByRounds } from "./kept-by-rounds.js";
import { keptByRuns } from "./kept-by-runs.js";
import { keptAt } from "./kept-result.js";
import { everywhere } from "./parts.js";
import { isPassed, levelCells, placesWith } from "./saved-levels.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** An acquire whose saved level goes where that of another lock, which is still held, was kept. */
export interface SharedSavedPlace {
  readonly point: EventPoint;
  /** The first lock's acquire. */
  readonly first: Span;
  readonly raise: Raise;
}

/** A variable of the function itself, of one around it, or of a module; every call of another function has its own. */
const isShared = (program: SettledProgram, { unit }: SolvedInstance, place: string): boolean => {
  const { functions } = program.facts;
  const owner = functions.get(place.slice("var:".length, place.lastIndexOf("/")));
  if (!place.startsWith("var:") || place.includes("|") || !owner || owner.kind === "module") return true;
  for (let id: string | undefined = unit.id; id !== undefined; id = functions.get(id)?.parent)
    if (id === owner.id) return true;
  return false;
};

/** Places of memory in which the call itself leaves the level that it saves. */
const filledBy = (program: SettledProgram, { state, after, context }: EventPoint): string[] => {
  const saved = after.raises.at(-1)?.saved;
  if (!saved) return [];
  return levelCells(after).flatMap(([key, level]) => {
    const before = state.memory.get(key)?.value;
    const isNew = before?.kind !== "level" || !sameLevel(before.level, level);
    return isNew && sameLevel(level, saved) && isShared(program, context.instance, key) ? [key] : [];
  });
};

const placesOf = (program: SettledProgram, point: EventPoint): string[] => {
  const kept = keptAt(program, point.context.instance, point.node);
  const filled = filledBy(program, point);
  return kept === undefined ? filled : [kept, ...filled];
};

const isAcquire = ({ event, throws }: EventPoint): boolean =>
  !throws &&
  event.kind === "acquire" &&
  event.handle === undefined &&
  (event.form === "raise" || event.form === "forDpc");

/** A lock that is held and whose acquire has saved a level, in the function or in one of its callers. */
interface OpenRaise {
  readonly context: EntryContext;
  readonly state: Case;
  readonly raise: Raise;
}

const callAt = ({ unit }: SolvedInstance, span: Span): GraphNode | undefined => callsAt(unit.graph, [span])[0];

/** Nothing is known of the lock, so that it is named after its acquire: at its release it has another name. */
const isNamedByAcquire = ({ instance }: EntryContext, { lock, span }: Raise): boolean =>
  lock === `value:${instance.unit.id}:${String(callAt(instance, span)?.id)}`;

const openRaises = (context: EntryContext, state: Case): OpenRaise[] =>
  state.raises
    .filter((raise) => {
      const held = raise.lock === undefined ? undefined : state.locks.get(raise.lock);
      return held && isHeldHere(held) && !isNamedByAcquire(context, raise);
    })
    .map((raise) => ({ context, state, raise }));

const callersRaises = ({ via }: EntryContext): OpenRaise[] =>
  via?.edge.kind === "direct" || via?.edge.kind === "callback"
    ? [...openRaises(via.context, via.edge.state), ...callersRaises(via.context)]
    : [];

const isOpen = ({ raises }: Case, { lock, saved }: Raise): boolean =>
  raises.some((one) => one.lock === lock && sameLevel(one.saved, saved));

/** What is passed to a call that is not followed may be kept there. */
const isGivenAway = (program: SettledProgram, { instance }: EntryContext, raise: Raise): boolean =>
  instance.unit.graph.nodes.some(
    (node) =>
      node.operation.kind === "call" &&
      node.operation.targets.every(({ kind }) => kind === "external") &&
      casesAt(program, instance, node).some(
        (state) => isOpen(state, raise) && isPassed(state, node.operation, raise.saved),
      ),
  );

/** Nowhere else is the level known that the acquire has saved: there it would only have been passed through. */
const isOverwritten = (
  program: SettledProgram,
  { context, state, raise }: OpenRaise,
  shared: readonly string[],
): boolean => {
  const node = callAt(context.instance, raise.span);
  const before = (node ? casesAt(program, context.instance, node) : [])
    .filter((one) => !isOpen(one, raise))
    .flatMap((one) => placesWith(one, raise.saved));
  return (
    placesWith(state, raise.saved).every((place) => shared.includes(place) || before.includes(place)) &&
    !isGivenAway(program, context, raise)
  );
};

/** Places that other functions can name, by their names outside. */
const outside = (program: SettledProgram, context: EntryContext, places: readonly string[]): Map<string, string> =>
  new Map(
    places
      .filter((place) => place.startsWith("var:") || place.includes("|"))
      .map((place) => [outsidePath(program, context, parsePath(place)).text, place]),
  );

/** The lock whose level was saved is taken again: that is another mistake. */
const isTakenAgain = (program: SettledProgram, { context, event }: EventPoint, open: OpenRaise): boolean => {
  if (event.kind !== "acquire" || open.raise.lock === undefined) return false;
  const held = outsidePath(program, open.context, parsePath(open.raise.lock));
  return outsidePath(program, context, event.lock).text === held.text;
};

const inCallers = (program: SettledProgram, point: EventPoint, own: readonly string[]): SharedSavedPlace[] => {
  const names = outside(program, point.context, own);
  if (names.size === 0) return [];
  return callersRaises(point.context).flatMap((open): SharedSavedPlace[] => {
    const { context, raise } = open;
    const node = callAt(context.instance, raise.span);
    const kept = node && keptAt(program, context.instance, node);
    if (kept === undefined) return [];
    const shared = [...outside(program, context, [kept])].flatMap(([name, place]) => (names.has(name) ? [place] : []));
    if (shared.length === 0 || isTakenAgain(program, point, open) || !isOverwritten(program, open, shared)) return [];
    return sameSpan(raise.span, point.operation.span) ? [] : [{ point, first: raise.span, raise }];
  });
};

const inOtherRuns = (program: SettledProgram, point: EventPoint, own: readonly string[]): SharedSavedPlace[] =>
  keptByRuns(point, own).flatMap(({ state, raise, shared }) =>
    isOverwritten(program, { context: point.context, state, raise }, shared)
      ? [{ point, first: raise.span, raise }]
      : [],
  );

const find = (program: SettledProgram): SharedSavedPlace[] => {
  const acquires = eventPoints(program).filter(isAcquire);
  const places = new Map(
    acquires.map((point) => [
      `${point.context.instance.key} ${spanKey(point.operation.span)}`,
      placesOf(program, point),
    ]),
  );
  const at = ({ context }: EventPoint, span: Span): readonly string[] =>
    places.get(`${context.instance.key} ${spanKey(span)}`) ?? [];
  return acquires.flatMap((point) => {
    const { context, state, operation } = point;
    const own = at(point, operation.span);
    const inFunction = openRaises(context, state).flatMap((open): SharedSavedPlace[] => {
      const { raise } = open;
      const isRepeated = sameSpan(raise.span, operation.span);
      const shared = isRepeated
        ? keptByRounds(program, point, raise, filledBy(program, point))
        : at(point, raise.span).filter((place) => own.includes(place));
      if (shared.length === 0 || isTakenAgain(program, point, open) || !isOverwritten(program, open, shared)) return [];
      return [{ point, first: raise.span, raise }];
    });
    if (inFunction.length > 0) return inFunction;
    const inRuns = inOtherRuns(program, point, own);
    return inRuns.length > 0 ? inRuns : inCallers(program, point, own);
  });
};

export const sharedSavedPlaces = everywhere("shared saved places", find);
