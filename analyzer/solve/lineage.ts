import type { Case } from "../domain/case.js";
import { childPath, isOnePlace, type Path } from "../domain/path.js";
import { literal, type Value } from "../domain/value.js";
import type { Target } from "../ir/operation.js";
import type { SolveContext } from "./context.js";
import { readPlace, writePlace } from "./memory.js";

/**
 * The class of an object and those that it extends, nearest first, as one text: which implementation of a method a call on
 * the object runs. Of an object whose making was seen the very class is known (`=`); of others what calls have shown.
 */
export type Lineage = string;

const KEY = "<lineage>";
const VERY = "=";

/** Hidden property with the lineage of an object. */
export const lineageCell = (object: Path): Path => childPath(object, KEY);

export const isLineageCell = (path: Path): boolean => path.keys.at(-1) === KEY;

const lineageText = (classes: readonly string[]): Lineage => classes.join(">");

/** The object that is made here is of this very class. */
export const withLineage = (state: Case, made: Path, classes: readonly string[] | undefined): Case =>
  classes === undefined ? state : writePlace(state, lineageCell(made), literal(VERY + lineageText(classes)));

/** What is known of the class of an object. */
const lineageOf = (state: Case, object: Path): Lineage | undefined => {
  const cell = lineageCell(object);
  const held = readPlace(state, cell);
  const known = held.kind === "literal" ? held.value : state.facts.get(cell.text)?.equals?.value;
  return typeof known === "string" ? known : undefined;
};

/** What has a class is an object: neither falsy nor equal to any literal. */
export const isKnownObject = (state: Case, path: Path): boolean => lineageOf(state, path) !== undefined;

const isVery = (known: Lineage): boolean => known.startsWith(VERY);

/** Whether each object of the first is one of the second. */
const isOf = (one: Lineage, other: Lineage): boolean => {
  const classes = isVery(one) ? one.slice(VERY.length) : one;
  return classes === other || classes.endsWith(`>${other}`);
};

const mayBe = (known: Lineage, other: Lineage): boolean => isOf(known, other) || (!isVery(known) && isOf(other, known));

/** A function that a call may run, and on what. */
interface Run {
  readonly target: Target;
  readonly receiver: Value | undefined;
}

const ownLineage = ({ program }: SolveContext, { target }: Run): Lineage | undefined => {
  const classes = target.kind === "function" ? program.functions.get(target.id)?.classes : undefined;
  return classes === undefined || classes.length === 0 ? undefined : lineageText(classes);
};

const longest = (lineages: readonly Lineage[]): number => Math.max(...lineages.map(({ length }) => length));

/** Of several implementations those that the object's class leaves possible. */
export const ofLineage = <One extends Run>(
  context: SolveContext,
  state: Case,
  invocations: readonly One[],
): readonly One[] => {
  const [first] = invocations;
  if (!first || invocations.length < 2 || first.receiver?.kind !== "place") return invocations;
  const known = lineageOf(state, first.receiver.path);
  if (known === undefined) return invocations;
  const own = invocations.map((invocation) => ({ invocation, lineage: ownLineage(context, invocation) }));
  const inherited = own.flatMap(({ lineage }) => (lineage !== undefined && isOf(known, lineage) ? [lineage] : []));
  const possible = own.filter(({ lineage }) => {
    if (lineage === undefined) return true;
    return mayBe(known, lineage) && !(isOf(known, lineage) && lineage.length < longest(inherited));
  });
  return possible.length === 0 ? invocations : possible.map(({ invocation }) => invocation);
};

/** The case in which the object is of this lineage; undefined where that cannot be. */
const withShown = (state: Case, object: Path, shown: Lineage): Case | undefined => {
  const known = lineageOf(state, object);
  if (known !== undefined && !mayBe(known, shown)) return undefined;
  if ((known !== undefined && isOf(known, shown)) || !isOnePlace(object)) return state;
  const cell = lineageCell(object);
  const fact = { path: cell, truthy: true, equals: { value: shown }, differs: [], relations: [] };
  return { ...state, facts: state.facts.set(cell.text, fact) };
};

/** The case in which the object is of the class whose method runs, where several might have. */
export const showing = (context: SolveContext, state: Case, invocation: Run): Case => {
  const lineage = ownLineage(context, invocation);
  const { receiver } = invocation;
  return lineage === undefined || receiver?.kind !== "place"
    ? state
    : (withShown(state, receiver.path, lineage) ?? state);
};

/** The caller's case in which its object is of a lineage that the callee has met; undefined where that cannot be. */
export const metInCallee = (state: Case, object: Value, shown: unknown): Case | undefined =>
  object.kind === "place" && typeof shown === "string" ? withShown(state, object.path, shown) : state;
