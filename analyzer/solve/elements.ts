import { elementsOf } from "../ir/elements.js";
import type { Target } from "../ir/operation.js";
import type { Case } from "../domain/case.js";
import { childPath, collectionOf, isElementKey, placeIdOf, type Path } from "../domain/path.js";
import { joinValues } from "../domain/join-values.js";
import { place, type Value } from "../domain/value.js";
import type { AskedFacts } from "./context.js";

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

/** What `forEach` and its like give to their callback, where it is one of the functions that a collection holds. */
export const elementPassed = (program: AskedFacts, state: Case, collection: Value | undefined): readonly Value[] => {
  if (collection?.kind !== "place") return [];
  const element = place(childPath(collection.path, "[*]"));
  const called = calledValue(program, state, element);
  return called === element ? [] : [called];
};
