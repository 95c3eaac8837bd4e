import type { Case } from "../domain/case.js";
import { assumeEquality, type Fact } from "../domain/fact.js";
import { childPath, isMadeObject, isOnePlace, parentPath, type Path } from "../domain/path.js";
import { literal, place, type Value } from "../domain/value.js";
import type { Literal, Target } from "../ir/operation.js";
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

/** What was made at a site or has a class is an object: neither falsy nor equal to any literal. */
export const isKnownObject = (state: Case, path: Path): boolean =>
  isMadeObject(path) || lineageOf(state, path) !== undefined;

const isVery = (known: Lineage): boolean => known.startsWith(VERY);

/** Whether each object of the first is one of the second. */
const isOf = (one: Lineage, other: Lineage): boolean => {
  const classes = isVery(one) ? one.slice(VERY.length) : one;
  return classes === other || classes.endsWith(`>${other}`);
};

/** Whether an object that was made with a lineage, as its cell says, is of another one. */
export const isMadeAs = (made: Literal, other: Literal): boolean =>
  typeof made === "string" && typeof other === "string" && isOf(made, other);

const mayBe = (known: Lineage | undefined, other: Lineage): boolean =>
  known === undefined || isOf(known, other) || (!isVery(known) && isOf(other, known));

const isKnownOf = (known: Lineage | undefined, other: Lineage): boolean => known !== undefined && isOf(known, other);

/** Of what an object is known not to be. */
const excludedOf = (state: Case, object: Path): readonly Lineage[] =>
  (state.facts.get(lineageCell(object).text)?.differs ?? []).filter((other) => typeof other === "string");

/** `object instanceof C`: whether what is known of the object's class is of this lineage. */
export const ofLineage = (object: Path, classes: readonly string[]): Value => ({
  kind: "equals",
  path: lineageCell(object),
  value: lineageText(classes),
  negated: false,
});

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

/** Of several implementations those that the object's class leaves possible; undefined where nothing is known of the class. */
const runsByClass = <One extends Run>(
  context: SolveContext,
  state: Case,
  path: Path,
  invocations: readonly One[],
): readonly One[] | undefined => {
  const known = lineageOf(state, path);
  const excluded = excludedOf(state, path);
  if (known === undefined && excluded.length === 0) return undefined;
  const own = invocations.map((invocation) => ({ invocation, lineage: ownLineage(context, invocation) }));
  const inherited = own.flatMap(({ lineage }) => (lineage !== undefined && isKnownOf(known, lineage) ? [lineage] : []));
  const possible = own.filter(({ lineage }) => {
    if (lineage === undefined) return true;
    if (excluded.some((other) => isOf(lineage, other))) return false;
    return mayBe(known, lineage) && !(isKnownOf(known, lineage) && lineage.length < longest(inherited));
  });
  return possible.map(({ invocation }) => invocation);
};

/** Of several implementations those that the object's class leaves possible. */
export const possibleRuns = <One extends Run>(
  context: SolveContext,
  state: Case,
  invocations: readonly One[],
): readonly One[] => {
  const [first] = invocations;
  if (!first || invocations.length < 2 || first.receiver?.kind !== "place") return invocations;
  const possible = runsByClass(context, state, first.receiver.path, invocations) ?? [];
  return possible.length === 0 ? invocations : possible;
};

/** Of functions that stand in a property those that are methods of an object's class; undefined where that is not known. */
export const runsOfClass = (
  context: SolveContext,
  state: Case,
  object: Path,
  held: readonly Target[],
): readonly Target[] | undefined => {
  const runs = held.map((target) => ({ target, receiver: place(object) }));
  const methods = runs.filter((run) => ownLineage(context, run) !== undefined);
  const possible = runsByClass(context, state, object, methods);
  const isSettled = (possible?.length ?? 0) > 0 || isVery(lineageOf(state, object) ?? "");
  return isSettled ? possible?.map(({ target }) => target) : undefined;
};

/** The case in which the object is of this lineage; undefined where that cannot be. */
const withShown = (state: Case, object: Path, shown: Lineage): Case | undefined => {
  const known = lineageOf(state, object);
  if (!mayBe(known, shown)) return undefined;
  if (excludedOf(state, object).some((other) => isOf(shown, other))) return undefined;
  if (isKnownOf(known, shown) || !isOnePlace(object)) return state;
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

/** The case in which the object is of no such lineage; undefined where that cannot be. */
const withoutShown = (state: Case, object: Path, shown: Lineage): Case | undefined => {
  const known = lineageOf(state, object);
  if (isKnownOf(known, shown)) return undefined;
  if (!mayBe(known, shown) || !isOnePlace(object)) return state;
  const facts = assumeEquality(state.facts, lineageCell(object), shown, false);
  return facts && { ...state, facts };
};

/** The case in which the object is an instance of the class (or not); undefined where that cannot be. */
export const refineInstance = (
  state: Case,
  { path, value }: Extract<Value, { kind: "equals" }>,
  isInstance: boolean,
): Case | undefined => {
  const object = parentPath(path);
  if (!object || typeof value !== "string") return state;
  return isInstance ? withShown(state, object, value) : withoutShown(state, object, value);
};

/** The caller's case in which its object is of the lineage that the callee has met; undefined where that cannot be. */
export const metInCallee = (state: Case, object: Value, { equals, differs }: Fact): Case | undefined => {
  if (object.kind !== "place") return state;
  const { path } = object;
  const met = typeof equals?.value === "string" ? withShown(state, path, equals.value) : state;
  return differs.reduce<Case | undefined>(
    (now, other) => (typeof other === "string" ? now && withoutShown(now, path, other) : now),
    met,
  );
};
