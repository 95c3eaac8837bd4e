import type { Case } from "../domain/case.js";
import { isHeldHere } from "../domain/held.js";
import { sameLevel, type Level } from "../domain/level.js";
import { parsePath } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import type { GraphNode } from "../ir/graph.js";
import type { Operation, Register } from "../ir/operation.js";
import { sameSpan, spanKey, type Span } from "../ir/span.js";
import { isInLoop } from "../solve/loops.js";
import { propertyPath, readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import { eventPoints, type EventPoint } from "./event-points.js";
import { everywhere } from "./parts.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** An acquire whose saved level goes where that of another lock, which is still held, was kept. */
export interface SharedSavedPlace {
  readonly point: EventPoint;
  /** The first lock's acquire. */
  readonly first: Span;
  readonly raise: Raise;
}

/** Stores this far behind a call still belong to its statement. */
const MAX_NODES = 8;

const isTemporary = (register: Register): boolean => register.startsWith("%");

/** Names a register, or the path of a place in memory. */
const placeOf = (state: Case | undefined, operation: Operation, held: ReadonlySet<Register>): string | undefined => {
  if (operation.kind === "copy" && held.has(operation.src) && !isTemporary(operation.dst)) return operation.dst;
  if (operation.kind === "store" && held.has(operation.src)) return `var:${operation.variable}`;
  if (operation.kind !== "set" || !held.has(operation.src) || !state) return undefined;
  return propertyPath(state, readRegister(state, operation.object), operation.key)?.text;
};

const following = (instance: SolvedInstance, node: GraphNode): GraphNode | undefined => {
  const edge = node.edges.find(({ when }) => when === "next");
  return edge && instance.unit.graph.nodes[edge.to];
};

const isOfRound = (rounds: Case["rounds"], other: Case): boolean =>
  [...rounds].every(([counter, round]) => other.rounds.get(counter) === round);

const ANY_ROUND: Case["rounds"] = new Map();

/** Where the statement of a call puts the call's result: a variable or a place in memory; in these rounds of loops around it. */
const keptAt = (
  program: SettledProgram,
  instance: SolvedInstance,
  call: GraphNode,
  rounds = ANY_ROUND,
): string | undefined => {
  if (call.operation.kind !== "call") return undefined;
  const held = new Set<Register>([call.operation.dst]);
  let node = following(instance, call);
  for (let count = 0; node && count < MAX_NODES; count += 1, node = following(instance, node)) {
    const state = casesAt(program, instance, node).find((one) => isOfRound(rounds, one));
    const place = placeOf(state, node.operation, held);
    if (place !== undefined) return place;
    if (node.operation.kind === "copy" && held.has(node.operation.src)) held.add(node.operation.dst);
    if (node.operation.kind === "call" || node.operation.kind === "branch") return undefined;
  }
  return undefined;
};

const levelCells = (state: Case): [string, Level][] =>
  [...state.memory].flatMap(([key, { value }]): [string, Level][] =>
    value.kind === "level" ? [[key, value.level]] : [],
  );

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

const placesWith = (state: Case, saved: Level): string[] => {
  const registers = [...state.registers].flatMap(([register, value]): [string, Level][] =>
    value.kind === "level" && !isTemporary(register) ? [[register, value.level]] : [],
  );
  return [...registers, ...levelCells(state)].flatMap(([place, level]) => (sameLevel(level, saved) ? [place] : []));
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

const openRaises = (context: EntryContext, state: Case): OpenRaise[] =>
  state.raises
    .filter(({ lock }) => {
      const held = lock === undefined ? undefined : state.locks.get(lock);
      return held && isHeldHere(held);
    })
    .map((raise) => ({ context, state, raise }));

const callersRaises = ({ via }: EntryContext): OpenRaise[] =>
  via?.edge.kind === "direct" || via?.edge.kind === "callback"
    ? [...openRaises(via.context, via.edge.state), ...callersRaises(via.context)]
    : [];

const callAt = ({ unit }: SolvedInstance, span: Span): GraphNode | undefined =>
  unit.graph.nodes.find(({ operation }) => operation.kind === "call" && sameSpan(operation.span, span));

/** Nowhere else is the level known that the acquire has saved: there it would only have been passed through. */
const isOverwritten = (
  program: SettledProgram,
  { context, state, raise }: OpenRaise,
  shared: readonly string[],
): boolean => {
  const node = callAt(context.instance, raise.span);
  const before = (node ? casesAt(program, context.instance, node) : []).flatMap((one) => placesWith(one, raise.saved));
  return placesWith(state, raise.saved).every((place) => shared.includes(place) || before.includes(place));
};

/** Places that other functions can name, by their names outside. */
const outside = (program: SettledProgram, context: EntryContext, places: readonly string[]): Map<string, string> =>
  new Map(
    places
      .filter((place) => place.startsWith("var:") || place.includes("|"))
      .map((place) => [outsidePath(program, context, parsePath(place)).text, place]),
  );

const inCallers = (program: SettledProgram, point: EventPoint, own: readonly string[]): SharedSavedPlace[] => {
  const names = outside(program, point.context, own);
  if (names.size === 0) return [];
  return callersRaises(point.context).flatMap((open): SharedSavedPlace[] => {
    const { context, raise } = open;
    const node = callAt(context.instance, raise.span);
    const kept = node && keptAt(program, context.instance, node);
    if (kept === undefined) return [];
    const shared = [...outside(program, context, [kept])].flatMap(([name, place]) => (names.has(name) ? [place] : []));
    if (shared.length === 0 || !isOverwritten(program, open, shared)) return [];
    return sameSpan(raise.span, point.operation.span) ? [] : [{ point, first: raise.span, raise }];
  });
};

/** In an object that each round of a loop makes anew. */
const isOfOneRound = ({ unit }: SolvedInstance, place: string): boolean => {
  const site = `new:${unit.id}:`;
  const { root } = parsePath(place);
  return root.startsWith(site) && isInLoop(unit.graph, Number.parseInt(root.slice(site.length), 10));
};

/** Where the call has left the level that it saved in a round before, if it puts the one of this round there as well. */
const keptByRounds = (program: SettledProgram, { context, state, node }: EventPoint, { saved }: Raise): string[] => {
  if (state.rounds.size === 0) return [];
  const own = keptAt(program, context.instance, node, state.rounds);
  return placesWith(state, saved).filter((place) => place === own && !isOfOneRound(context.instance, place));
};

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
    const { context, state, event, operation } = point;
    const own = at(point, operation.span);
    const inFunction = openRaises(context, state).flatMap((open): SharedSavedPlace[] => {
      const { raise } = open;
      const isRepeated = sameSpan(raise.span, operation.span);
      const shared = isRepeated
        ? keptByRounds(program, point, raise)
        : at(point, raise.span).filter((place) => own.includes(place));
      const isSame = event.kind === "acquire" && event.lock.text === raise.lock;
      if (isSame || shared.length === 0 || !isOverwritten(program, open, shared)) return [];
      return [{ point, first: raise.span, raise }];
    });
    return inFunction.length > 0 ? inFunction : inCallers(program, point, own);
  });
};

export const sharedSavedPlaces = everywhere("shared saved places", find);
