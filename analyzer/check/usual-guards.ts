import { parentPath, type Path } from "../domain/path.js";
import type { GraphNode } from "../ir/graph.js";
import type { PlaceId } from "../ir/operation.js";
import { ofItems } from "../ir/of-items.js";
import { spanKey } from "../ir/span.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { locksHeld, outsidePath, type EntryContext } from "./entry-contexts.js";
import type { OuterLock } from "./outer-lock.js";
import { statePoints, type StatePoint } from "./event-points.js";
import { isKnownPlace } from "./lock-identity.js";
import { dataEverywhere, everywhere } from "./parts.js";
import { ask, inWhole, type SettledProgram, question } from "./settled-program.js";
import { isInitialisation, touchedObject, touchOf, type Touch } from "./touches.js";

/** A touch of a place that no tag guards, with the locks that are held there. */
export interface LooseTouch extends StatePoint {
  readonly instance: SolvedInstance;
  readonly touch: Touch;
  /** Locks that are certainly held, named in relation to the object. */
  readonly locks: ReadonlyMap<string, OuterLock>;
}

/** A field beside the place, or a lock of the program: what the lock is to every object. */
const relationOf = (lock: Path, object: Path | undefined): string | undefined => {
  const isBeside = object !== undefined && parentPath(lock)?.text === object.text;
  if (isBeside) return `this ${lock.keys.at(-1) ?? ""}`;
  return isKnownPlace(lock) ? lock.text : undefined;
};

const locksBeside = (program: SettledProgram, { context, state }: StatePoint, object: Path | undefined) => {
  const outside = object && outsidePath(program, context, object);
  return new Map(
    [...locksHeld(program, context, state).values()].flatMap((lock): [string, OuterLock][] => {
      const relation = lock.maybe ? undefined : relationOf(lock.path, outside);
      return relation === undefined ? [] : [[relation, lock]];
    }),
  );
};

const touchesAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): LooseTouch[] => {
  const touch = touchOf(node.operation);
  if (!touch || program.facts.guards.has(touch.place)) return [];
  return statePoints(program, instance, node).flatMap((point): LooseTouch[] => {
    const object = touchedObject(point.state, node.operation);
    if (isInitialisation(program, point.context, node, object)) return [];
    return [{ ...point, instance, touch, locks: locksBeside(program, point, object) }];
  });
};

/** A place is taken to have a guard where so many places touch it with one lock held … */
const MIN_GUARDED = 4;
/** … and they are at least this share of all. */
const MIN_SHARE = 0.8;

const isStart = ({ kind }: SolvedInstance["unit"]): boolean => kind === "constructor" || kind === "module";

/** How often the functions of one file touch each place, and which of them they write after its making. */
interface Touched {
  readonly counts: ReadonlyMap<PlaceId, number>;
  readonly written: ReadonlySet<PlaceId>;
}

const touchedIn = dataEverywhere("usual-guards: touched in", ({ instances }): readonly Touched[] => {
  const spans = new Map<PlaceId, Set<string>>();
  const written = new Set<PlaceId>();
  for (const { unit } of instances)
    for (const { operation } of unit.graph.nodes) {
      const touch = touchOf(operation);
      if (!touch) continue;
      spans.set(touch.place, (spans.get(touch.place) ?? new Set()).add(spanKey(touch.span)));
      if (touch.writes && !isStart(unit)) written.add(touch.place);
    }
  return [{ counts: new Map([...spans].map(([place, at]) => [place, at.size])), written }];
});

/** Places that are written after their making, and touched in enough places: only these are looked at closely. */
const candidatesOf = ofItems((touched: readonly Touched[]): ReadonlySet<PlaceId> => {
  const counts = new Map<PlaceId, number>();
  for (const part of touched)
    for (const [place, count] of part.counts) counts.set(place, (counts.get(place) ?? 0) + count);
  const written = new Set(touched.flatMap((part) => [...part.written]));
  return new Set([...written].filter((place) => (counts.get(place) ?? 0) > MIN_GUARDED));
});

const candidates = inWhole((program) => candidatesOf(touchedIn(program)));

const CANDIDATE = question<boolean>("usual-guards: candidate", {
  answer: (whole, place) => candidates(whole).has(place),
  byObject: true,
});

const looseTouches = everywhere("usual-guards: loose touches", (part) =>
  part.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) => {
      const touch = touchOf(node.operation);
      return touch && ask(part, CANDIDATE, touch.place) ? touchesAt(part, instance, node) : [];
    }),
  ),
);

const firstOf = ({ via, ...context }: EntryContext): EntryContext => (via ? firstOf(via.context) : { via, ...context });

/** Roles and other functions that are entered from outside come to the place: more than one is at work on it. */
const isShared = (touches: readonly LooseTouch[]): boolean => {
  const roots = touches.map(({ context }) => firstOf(context));
  const functions = new Set(roots.map(({ instance }) => instance.unit.id));
  return functions.size > 1 && roots.some(({ root }) => root?.reason.kind === "role");
};

/** A touch without the lock under which nearly all others are made. */
export interface UnusualTouch {
  readonly touch: LooseTouch;
  readonly lock: OuterLock;
  readonly guarded: number;
  readonly all: number;
}

const groupBy = <Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

const unusualOf = (touches: readonly LooseTouch[]): UnusualTouch[] => {
  const places = [...groupBy(touches, ({ touch }) => spanKey(touch.span)).values()];
  const relations = new Map(touches.flatMap(({ locks }) => [...locks]));
  for (const [relation, lock] of relations) {
    const guarded = places.filter((place) => place.every(({ locks }) => locks.has(relation)));
    const isUsual = guarded.length >= MIN_GUARDED && guarded.length >= MIN_SHARE * places.length;
    if (!isUsual || guarded.length === places.length) continue;
    return places.flatMap((place) => {
      const touch = place.find(({ locks }) => !locks.has(relation));
      return touch ? [{ touch, lock, guarded: guarded.length, all: places.length }] : [];
    });
  }
  return [];
};

const unusualIn = ofItems((touches: readonly LooseTouch[]) => (isShared(touches) ? unusualOf(touches) : []));

/** Touches of places that nearly all others make with one lock held, in programs where several are at work on them. */
export const unusualTouches = (program: SettledProgram): UnusualTouch[] =>
  [...groupBy(looseTouches(program), ({ touch }) => touch.place).values()].flatMap(unusualIn);
