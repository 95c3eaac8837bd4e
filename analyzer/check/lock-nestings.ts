import type { LockFamily } from "../contract/contract.js";
import { balanceOf } from "../domain/balance.js";
import type { Case } from "../domain/case.js";
import { isDefinite, parentPath, type Path } from "../domain/path.js";
import { callsAt } from "../ir/calls-at.js";
import type { CallOperation, Register } from "../ir/operation.js";
import { ofEach } from "../ir/of-each.js";
import { spanKey } from "../ir/span.js";
import { heldAs } from "./held-as.js";
import { comesBackWith, locksHeld, outsidePath, type EntryContext } from "./entry-contexts.js";
import type { OuterLock, OuterLocks } from "./outer-lock.js";
import { eventPoints, type EventPoint } from "./event-points.js";
import { isKnownPlace, sameness, samenessOf } from "./lock-identity.js";
import { isChosenByOrder, orderedNodes } from "./ordered-arms.js";
import { everywhere } from "./parts.js";
import { passingCalls } from "./passed-on.js";
import type { SettledProgram } from "./settled-program.js";

/** A lock that is waited for while another one is held. */
export interface Nesting {
  readonly point: EventPoint;
  readonly outer: OuterLock;
  /** `maybe`: on some of the joined paths it is held already. */
  readonly inner: { readonly path: Path; readonly family: LockFamily; readonly maybe: boolean };
  /** All locks that are held there, the outer one among them. */
  readonly held: OuterLocks;
  /** Both are of one class, so that only names tell in which order they are taken. */
  readonly isOneClass: boolean;
  /** Both were chosen from several before: that each choice is made at some time is not known. */
  readonly isChosen: boolean;
}

export const isShared = (family: LockFamily): boolean => family === "reader-writer-shared" || family === "ndis-rw-read";

/** The function leaves with the lock held: then its caller's call is the acquire. */
const isLeftHeld = (program: SettledProgram, { context, event }: EventPoint, name: Path): boolean =>
  event.kind === "acquire" &&
  comesBackWith(context).some(
    (state) =>
      (state.locks.get(event.lock.text)?.balance ?? 0) > 0 &&
      balanceOf(heldAs(program, { context, state }, name)).most > 0,
  );

const isFromCaller = (context: EntryContext, outer: OuterLock): boolean =>
  context.via !== undefined && context.locks.get(outer.path.text)?.span === outer.span;

/** The variables by which a call names its lock and that were given one of several. */
const chosenIn = ({ telling }: Case, { args }: CallOperation): Register[] =>
  args.flatMap(({ register }) => (telling.has(register) ? [register] : []));

/** The variables of both locks, where both were chosen from several before; else none. */
const chosenFor = ({ context, state, operation }: EventPoint, outer: OuterLock): Register[] => {
  const [taking] = callsAt(context.instance.unit.graph, [outer.span]);
  const first = taking ? chosenIn(state, taking.operation) : [];
  const second = chosenIn(state, operation);
  return first.length > 0 && second.length > 0 ? [...first, ...second] : [];
};

/** How it was decided which two locks they are, here or where they were passed. */
interface Choice {
  /** From several: that each choice is made at some time is not known. */
  readonly isChosen: boolean;
  /** A comparison of two things for order decides which of them come first. */
  readonly isByOrder: boolean;
  /** The code runs only on one side of such a comparison. */
  readonly isInArm: boolean;
}

const choiceOf = (program: SettledProgram, point: EventPoint, outer: OuterLock): Choice => {
  const { context, node, event } = point;
  const { unit } = context.instance;
  const here = { unit, id: node.id, chosen: chosenFor(point, outer) };
  const path = "lock" in event ? event.lock : outer.path;
  const above = passingCalls(program, context, path).map(({ edge, operation }) => {
    return { unit: edge.caller.unit, id: edge.node.id, chosen: chosenIn(edge.state, operation) };
  });
  const all = [here, ...above];
  return {
    isChosen: all.some(({ chosen }) => chosen.length > 0),
    isByOrder: all.some((one) => one.chosen.some((register) => isChosenByOrder(one.unit, register))),
    isInArm: all.some((one) => orderedNodes(one.unit).has(one.id)),
  };
};

/** Whoever passes two objects may have an order of them. */
const areKnownApart = (one: Path, other: Path): boolean =>
  isDefinite(one) && isDefinite(other) && (ownerText(one) === ownerText(other) || [one, other].every(isKnownPlace));

const nestingsAt = (program: SettledProgram, point: EventPoint): Nesting[] => {
  const { context, state, event, throws } = point;
  const waits = event.kind === "internal" || (event.kind === "acquire" && !event.tries);
  if (!waits || throws) return [];
  const path = outsidePath(program, context, event.lock);
  const held = locksHeld(program, context, state);
  const again = held.get(path.text);
  if (again && !again.maybe) return [];
  const isCallers = isLeftHeld(program, point, path);
  const given = event.kind === "acquire" ? event.behind : [];
  const behind = given.map((lock) => outsidePath(program, context, lock).text);
  return [...held.values()].flatMap((outer): Nesting[] => {
    if (outer === again || behind.includes(outer.path.text) || (isCallers && isFromCaller(context, outer))) return [];
    const likeness = samenessOf(outer, { path, family: event.family });
    if (likeness === "open") return [];
    const { isChosen, isByOrder, isInArm } = choiceOf(program, point, outer);
    if (isChosen && (isByOrder || !areKnownApart(outer.path, path))) return [];
    const isOneClass = likeness === "maybe" || sameField(outer.path, path);
    if (isOneClass && isInArm) return [];
    const inner = { path, family: event.family, maybe: again !== undefined };
    return [{ point, outer, inner, held, isOneClass, isChosen }];
  });
};

const sameField = (a: Path, b: Path): boolean => a.property !== undefined && a.property === b.property;

const heldText = ofEach((held: OuterLocks): string => [...held.keys()].sort().join(" "));

const nestingText = ({ point, outer, inner, held }: Nesting): string =>
  [spanKey(point.operation.span), outer.path.text, inner.path.text, heldText(held)].join(" ");

/** Every lock that is waited for under another one, once for each place and set of locks held. */
export const lockNestings = everywhere("lock nestings", (program) => {
  const nestings = eventPoints(program).flatMap((point) => nestingsAt(program, point));
  return [...new Map(nestings.toReversed().map((nesting) => [nestingText(nesting), nesting])).values()].reverse();
});

export const ownerText = (path: Path): string => parentPath(path)?.text ?? "";

/** Both locks are fields of one object there. */
const areSiblings = ({ outer, inner }: Nesting): boolean =>
  inner.path.keys.length > 0 && ownerText(outer.path) === ownerText(inner.path);

/** Whether one worker at the first nesting waits for one at the second: `certain`, `possible`, or not at all. */
export const waitsFor = (first: Nesting, second: Nesting): "certain" | "possible" | undefined => {
  const likeness = sameness(first.inner.path, second.outer.path);
  const isPossible =
    first.isChosen ||
    second.isChosen ||
    first.inner.maybe ||
    second.outer.maybe ||
    (isShared(first.inner.family) && isShared(second.outer.family));
  if (likeness === "same") return isPossible ? "possible" : "certain";
  if (likeness !== "maybe" || first.isOneClass || second.isOneClass) return undefined;
  return areSiblings(first) && areSiblings(second) && !isPossible ? "certain" : "possible";
};

/** Equal for nestings that are not told apart by who waits for them, or by for whom they wait. */
export const waitsAlike = (nesting: Nesting): { readonly from: string; readonly to: string } => {
  const { outer, inner, isOneClass, isChosen } = nesting;
  const both = [isOneClass, isChosen, areSiblings(nesting)].join(" ");
  const textOf = ({ path, family, maybe }: Nesting["inner"]): string =>
    [path.text, path.property, path.collection, isShared(family), maybe, both].join(" ");
  return { from: textOf(outer), to: textOf(inner) };
};
