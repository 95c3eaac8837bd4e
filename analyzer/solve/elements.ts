import { elementsOf } from "../ir/elements.js";
import type { Graph, GraphNode } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { CallOperation, Operation, Target } from "../ir/operation.js";
import type { Case } from "../domain/case.js";
import {
  childPath,
  collectionOf,
  isElementKey,
  placeIdOf,
  rootPath,
  symbolicKey,
  UNKNOWN_ELEMENT,
  type Path,
} from "../domain/path.js";
import { joinValues } from "../domain/join-values.js";
import { place, type Value } from "../domain/value.js";
import type { AskedFacts, SolveContext } from "./context.js";
import { readPlace, readRegister } from "./memory.js";
import { siteOf } from "./object-made.js";

type Functions = Extract<Value, { kind: "functions" }>;

/** Functions that were put into the collection on this path. */
const putHere = (state: Case, { text }: Path): Functions | undefined => {
  const held = state.memory
    .filter(({ path, value }) => value.kind === "functions" && path.text.startsWith(`${text}|[`))
    .values()
    .map(({ value }) => value);
  const [first, ...others] = held;
  const joined = first && others.reduce<Value>(joinValues, first);
  return joined?.kind === "functions" ? joined : undefined;
};

/** Any of the functions that a collection holds, where something is known of them. */
const functionsIn = (program: AskedFacts, state: Case, collection: Path): Functions | undefined => {
  const here = putHere(state, collection);
  const id = placeIdOf(collection);
  const anywhere = (id === undefined ? undefined : program.propertyFunctions.get(elementsOf(id))) ?? [];
  const others = anywhere.filter(
    (one) => !here?.targets.some((known) => known.kind === "function" && known.id === one),
  );
  const targets = [...(here?.targets ?? []), ...others.map((one): Target => ({ kind: "function", id: one }))];
  return targets.length === 0 ? undefined : { kind: "functions", receiver: undefined, ...here, targets };
};

/** The value that is called: an element of a collection is any function in it. */
export const calledValue = (program: AskedFacts, state: Case, value: Value): Value => {
  const isElement = value.kind === "place" && isElementKey(value.path.keys.at(-1) ?? "");
  return isElement ? (functionsIn(program, state, collectionOf(value.path)) ?? value) : value;
};

const FOR_EACH = /^(?:Readonly)?(Array|Map|Set)\.forEach$/;

/** Its elements have names of their own: none of them is any of the others. */
const isWrittenDown = (state: Case, list: Path): boolean => {
  const first = childPath(list, "[0]");
  const held = readPlace(state, first);
  return held.kind !== "place" || held.path.text !== first.text;
};

const nodesOf = ofEach(
  ({ nodes }: Graph): ReadonlyMap<Operation, GraphNode> => new Map(nodes.map((node) => [node.operation, node])),
);

/** Names what is one in each round of a callback. */
const roundOf = (context: SolveContext, operation: CallOperation): Path => {
  const node = nodesOf(context.unit.graph).get(operation);
  return rootPath(node ? `value:${siteOf(context, node)}` : "value:round");
};

/**
 * What `forEach` and its like give to their callback: one of the functions that a collection holds; to that of `forEach` any other
 * element, as a loop would.
 */
export const elementPassed = (
  context: SolveContext,
  state: Case,
  { name }: Extract<Target, { kind: "callbacks" }>,
  operation: CallOperation,
): readonly Value[] => {
  const collection = readRegister(state, operation.receiver);
  if (collection.kind !== "place") return [];
  const element = place(childPath(collection.path, UNKNOWN_ELEMENT));
  const called = calledValue(context.program, state, element);
  if (called !== element) return [called];
  const kind = FOR_EACH.exec(name)?.[1];
  if (kind === undefined || isWrittenDown(state, collection.path)) return [];
  const any = place(childPath(collection.path, symbolicKey(roundOf(context, operation))));
  return kind === "Set" ? [any, any] : [any];
};
