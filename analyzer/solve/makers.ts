import { entryCase, type Case } from "../domain/case.js";
import type { Summary } from "../domain/summary.js";
import { place, type Captured, type Value } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";

/** Longer functions do more than make something. */
const MAX_NODES = 100;

/** A function that makes a function of what it is given: `locked(lock, work)`. */
export const isMaker = ({ graph: { nodes }, isAsync, isGenerator }: FunctionUnit): boolean =>
  !isAsync &&
  !isGenerator &&
  nodes.length <= MAX_NODES &&
  nodes.some(({ operation }) => operation.kind === "closure" && operation.target.kind === "function") &&
  nodes.some(({ operation }) => operation.kind === "return");

/** What a maker gives back, and nothing else that it does. */
export const summaryOfMaker = (exits: readonly Case[]): Summary => ({
  exits: exits.map(({ result }) => ({
    how: "return",
    state: { ...entryCase, result: result?.kind === "functions" ? result : undefined },
  })),
});

/** What a constructor puts into fields of the object that it is called for, and nothing else that it does. */
export const summaryOfConstructor = (exits: readonly Case[]): Summary => ({
  exits: exits.map(({ memory }) => ({
    how: "return",
    state: { ...entryCase, memory: memory.filter(({ path }) => path.root === "this") },
  })),
});

/** The variable that holds what is not followed. */
const holderOf = ({ memory }: Case, value: Value): Value | undefined => {
  if (value.kind !== "place" || !value.path.root.startsWith("value:")) return value;
  const holder = memory
    .values()
    .find(
      (cell) => cell.path.keys.length === 0 && cell.value.kind === "place" && cell.value.path.text === value.path.text,
    );
  return holder && place(holder.path);
};

const namedAll = (state: Case, captured: Captured): Captured | undefined => {
  const named = [...captured].map(([variable, value]) => [variable, byName(state, value)] as const);
  return named.every((entry): entry is readonly [(typeof entry)[0], Value] => entry[1] !== undefined)
    ? new Map(named)
    : undefined;
};

/** The same value with all that it captured by names that mean something outside of the module's code; undefined where one has none. */
export const byName = (state: Case, value: Value): Value | undefined => {
  if (value.kind !== "functions") return holderOf(state, value);
  if (!value.captured) return value;
  const captured = namedAll(state, value.captured);
  return captured && { ...value, captured };
};
