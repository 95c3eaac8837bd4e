import type { Case } from "../domain/case.js";
import { isElementKey, isObjectRoot, parentPath, type Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import { ofItems } from "../ir/of-items.js";
import type { PropertyKey } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { isInitialisedCell } from "../solve/initialised.js";
import { resolveCall } from "../solve/invocations.js";
import { readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import { eventPoints } from "./event-points.js";
import { sameness } from "./lock-identity.js";
import { dataEverywhere, everywhere } from "./parts.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** A call of `KeInitializeSpinLock`, with its lock by its name outside of all functions. */
export interface Initialisation {
  readonly lock: Path;
  readonly span: Span;
  /** In a function that was handed to code that cannot be seen: it may run at any time. */
  readonly escapes: boolean;
}

const isHandedOver = ({ via }: EntryContext): boolean =>
  via !== undefined && (via.edge.kind === "escapes" || isHandedOver(via.context));

export const initialisations = everywhere("possible-initialisations: initialisations", (program) =>
  eventPoints(program).flatMap(({ event, context, operation }): Initialisation[] =>
    event.kind === "init"
      ? [{ lock: outsidePath(program, context, event.lock), span: operation.span, escapes: isHandedOver(context) }]
      : [],
  ),
);

const isPrefix = (a: string, b: string): boolean => a === b || b.startsWith(`${a}@@`);

/** One object, seen from two functions: the outer one names the call, too, in which it was made. */
const mayBeOneObject = (a: Path, b: Path): boolean =>
  isObjectRoot(a.root) && a.keys.length + b.keys.length === 0 && (isPrefix(a.root, b.root) || isPrefix(b.root, a.root));

export const mayBeOneLock = (a: Path, b: Path): boolean =>
  mayBeOneObject(a, b) || sameness(a, b) === "same" || sameness(a, b) === "maybe";

/** All places that a value leads to: an object, and what its fields hold. */
const placesIn = (state: Case, value: Value): Path[] => {
  const found = new Map<string, Path>();
  const open = value.kind === "place" ? [value.path] : [];
  for (let path = open.pop(); path; path = open.pop()) {
    if (found.has(path.text)) continue;
    found.set(path.text, path);
    for (const cell of state.memory.values())
      if (cell.path.keys.length > 0 && cell.path.root === path.root && cell.value.kind === "place")
        open.push(cell.value.path);
  }
  return [...found.values()];
};

const isElement = (key: PropertyKey): boolean => key.kind !== "name" || isElementKey(key.name);

/**
 * What leaves the names that it can be followed by: put into a collection, given to code that cannot be seen, or a lock's
 * memory, which others may get.
 */
const handedOutAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode, state: Case): Path[] => {
  const { operation } = node;
  if (operation.kind === "get" && operation.key.kind === "name" && operation.key.name === "buffer")
    return placesIn(state, readRegister(state, operation.object));
  if (operation.kind === "set" && isElement(operation.key)) return placesIn(state, readRegister(state, operation.src));
  if (operation.kind !== "call") return [];
  const { invocations, unresolved } = resolveCall(instance.context, state, operation);
  const isUnseen = invocations.some(
    ({ target }) =>
      target.kind === "external" ||
      (target.kind === "contract" && program.facts.contracts.get(target.contract)?.origin === "library"),
  );
  if (!unresolved && !isUnseen) return [];
  return operation.args.flatMap(({ register }) => placesIn(state, readRegister(state, register)));
};

/** Places that cannot be followed any more. */
export const handedOut = dataEverywhere("possible-initialisations: handed out", (program): readonly Path[] => {
  const found = new Map<string, Path>();
  for (const instance of program.instances)
    for (const node of instance.unit.graph.nodes)
      for (const state of casesAt(program, instance, node))
        for (const path of handedOutAt(program, instance, node, state)) found.set(path.text, path);
  return [...found.values()];
});

/** The locks, made by nobody else and initialised by nobody on the way, that a variable, field or object is from its making on. */
export type NewLocks = (place: Path) => readonly Path[];

const casesAtEnd = ({ unit, solution }: SolvedInstance): readonly Case[] =>
  solution.before[unit.graph.exit]?.cases ?? [];

const placeKey = ({ property, text }: Path): string => property ?? text;

/** What the functions of a part leave in memory: locks that are new and not initialised, and what places hold. */
interface Left {
  readonly fresh: readonly string[];
  readonly contents: ReadonlyMap<string, readonly Value[]>;
}

const leftIn = dataEverywhere("possible-initialisations: left in", ({ instances }): readonly Left[] => {
  const fresh: string[] = [];
  const contents = new Map<string, Value[]>();
  for (const { path, value } of instances.flatMap(casesAtEnd).flatMap(({ memory }) => memory.values())) {
    const lock = isInitialisedCell(path) ? parentPath(path) : undefined;
    const known = contents.get(placeKey(path));
    if (lock && value.kind === "literal" && value.value === false) fresh.push(lock.text);
    else if (known) known.push(value);
    else contents.set(placeKey(path), [value]);
  }
  return [{ fresh, contents }];
});

const newLocksOf = ofItems((left: readonly Left[]): NewLocks => {
  const fresh = new Set(left.flatMap((part) => part.fresh));
  const isNew = (value: Value): value is Extract<Value, { kind: "place" }> =>
    value.kind === "place" && fresh.has(value.path.text);
  const holding = new Map<string, (readonly Value[])[]>();
  for (const { contents } of left)
    for (const [key, values] of contents) {
      const known = holding.get(key);
      if (known) known.push(values);
      else holding.set(key, [values]);
    }
  return (path) => {
    if (fresh.has(path.text)) return [path];
    const values = holding.get(placeKey(path))?.flat() ?? [];
    return values.every(isNew) ? values.map((value) => value.path) : [];
  };
});

export const newLocks = (program: SettledProgram): NewLocks => newLocksOf(leftIn(program));
