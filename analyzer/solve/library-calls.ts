import type { Case } from "../domain/case.js";
import { levelOfValue } from "./memory.js";
import { isLiteralKey, parentPath } from "../domain/path.js";
import { joinValues } from "../domain/join-values.js";
import { truthiness, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import { compareValues, negate } from "./compare.js";
import { compute, numbers, PURE_FUNCTIONS, type Computation } from "./computed.js";
import { copyMembers, entryPath, readElement, readPlace, readRegister, writePlace } from "./memory.js";
import { refineTruth } from "./refine.js";

/** One way in which a library function comes back. */
export interface LibraryOutcome {
  readonly state: Case;
  readonly result: Value;
}

interface LibraryCall {
  readonly state: Case;
  readonly operation: CallOperation;
  readonly receiver: Value;
  readonly args: readonly Value[];
  /** Stands for what is not followed. */
  readonly fresh: Value;
}

type Effect = (call: LibraryCall) => readonly LibraryOutcome[] | undefined;

const entry = ({ receiver }: LibraryCall, key: Value | undefined): ReturnType<typeof entryPath> =>
  key && entryPath(receiver, key);

/** `map.get(key)` reads the key's entry. */
const getEntry: Effect = (call) => {
  const path = entry(call, call.args[0]);
  return path && [{ state: call.state, result: readPlace(call.state, path) }];
};

const setEntry: Effect = (call) => {
  const path = entry(call, call.args[0]);
  const value = call.args[1];
  return path && value && [{ state: writePlace(call.state, path, value), result: call.receiver }];
};

/** A result that has the same elements. */
const sameElements: Effect = ({ state, receiver }) => [{ state, result: receiver }];

/** A result that is one of the elements. */
const oneElement: Effect = (call) => {
  const path = entry(call, call.fresh);
  return path && [{ state: call.state, result: readPlace(call.state, path) }];
};

/** `Object.assign(to, ...from)`. */
const assign: Effect = ({ state, args: [to, ...sources] }) =>
  to && [{ state: sources.reduce((now, from) => copyMembers(now, to, from), state), result: to }];

const functionsUnder = ({ memory }: Case, object: Value | undefined): Value[] =>
  object?.kind !== "place"
    ? []
    : [...memory.values()].flatMap(({ path, value }) =>
        value.kind === "functions" && parentPath(path)?.text === object.path.text ? [value] : [],
      );

/** The functions with which a collection is made are elements of it. */
const madeWith =
  (given: (state: Case, list: Value | undefined) => readonly Value[]): Effect =>
  (call) => {
    const { state, receiver, args } = call;
    const path = entry(call, call.fresh);
    const [first, ...others] = given(state, args[0]);
    return path && first && [{ state: writePlace(state, path, others.reduce(joinValues, first)), result: receiver }];
  };

interface Pair {
  readonly key: Value;
  readonly value: Value;
}

/** A map is made with pairs. */
const pairsIn = (state: Case, list: Value | undefined): Pair[] =>
  list?.kind !== "place"
    ? []
    : [...state.memory.values()].flatMap(({ path, value }) =>
        parentPath(path)?.text === list.path.text
          ? [{ key: readElement(state, value, 0), value: readElement(state, value, 1) }]
          : [],
      );

/** The functions with which a map is made, each under its key. */
const madeWithPairs: Effect = ({ state, receiver, args, fresh }) => {
  const pairs = pairsIn(state, args[0]).filter(({ value }) => value.kind === "functions");
  const [first, ...others] = pairs.map(({ value }) => value);
  const any = entryPath(receiver, fresh);
  if (!first || !any) return undefined;
  const named = pairs.flatMap(({ key, value }) => {
    const path = entryPath(receiver, key);
    return path && isLiteralKey(path.keys.at(-1) ?? "") ? [{ path, value }] : [];
  });
  const made = writePlace(state, any, others.reduce(joinValues, first));
  // A new map has nothing else that these might hit.
  const memory = named.reduce((now, cell) => now.set(cell.path.text, cell), made.memory);
  return [{ state: { ...made, memory }, result: receiver }];
};

/** The ways on which a value is truthy and falsy. */
const byTruth = (state: Case, value: Value, results: readonly [whenTrue: Value, whenFalse: Value]): LibraryOutcome[] =>
  [true, false].flatMap((truth, index) => {
    const refined = refineTruth(state, value, truth);
    const result = results[index];
    return refined && result ? [{ state: refined, result }] : [];
  });

const toBoolean: Effect = ({ state, args: [value], operation: { span } }) =>
  value && value.kind !== "unknown" ? [{ state, result: negate(negate(value, span), span) }] : undefined;

/** A function that only computes something from its arguments. */
const pure =
  (computation: Computation): Effect =>
  ({ state, args, operation: { span } }) => {
    const result = args.length > 0 ? compute(computation, args, span) : undefined;
    return result && [{ state, result }];
  };

const either =
  (first: Effect, second: Effect): Effect =>
  (call) =>
    first(call) ?? second(call);

/** `Math.max(level, DISPATCH_LEVEL)` is either, which a comparison of the two tells. */
const extreme =
  (operator: ">=" | "<="): Effect =>
  ({ state, args, operation: { dst, span } }) => {
    const [left, right] = args;
    if (!left || !right || args.length !== 2 || ![left, right].some(({ kind }) => kind === "level")) return undefined;
    if (!levelOfValue(left) || !levelOfValue(right)) return undefined;
    const comparison = { kind: "compare", dst, operator, left: dst, right: dst, span } as const;
    const test = compareValues(comparison, left, right);
    return test.kind === "test" || truthiness(test) !== undefined ? byTruth(state, test, [left, right]) : undefined;
  };

const MAPS = ["Map", "ReadonlyMap", "WeakMap"];
const LISTS = ["Array", "ReadonlyArray"];
const ITERABLES = [...LISTS, "Set", "ReadonlySet", "Map", "ReadonlyMap"];

const methods = (types: readonly string[], names: readonly string[], effect: Effect): (readonly [string, Effect])[] =>
  types.flatMap((type) => names.map((name) => [`${type}.${name}`, effect] as const));

const MADE: ReadonlyMap<string, Effect> = new Map([
  ["Set", madeWith(functionsUnder)],
  ["Map", madeWithPairs],
  ["WeakMap", madeWithPairs],
]);

const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ...methods(MAPS, ["get"], getEntry),
  ...methods(MAPS, ["set"], setEntry),
  ...methods(ITERABLES, ["values", "entries"], sameElements),
  ...methods(LISTS, ["slice", "toReversed", "toSorted"], sameElements),
  ...methods(LISTS, ["at", "pop", "shift"], oneElement),
  ...[...PURE_FUNCTIONS].map(([name, computation]) => [name, pure(computation)] as const),
  ["Boolean", toBoolean],
  ["Object.assign", assign],
  ["Math.max", either(extreme(">="), pure(numbers(Math.max)))],
  ["Math.min", either(extreme("<="), pure(numbers(Math.min)))],
]);

/** What is known of a call of the language's own functions; undefined where it is one like any other. */
export const libraryOutcomes = (
  state: Case,
  operation: CallOperation,
  fresh: Value,
): readonly LibraryOutcome[] | undefined => {
  const [target] = operation.targets;
  const effect = target?.kind === "external" ? (operation.isNew ? MADE : EFFECTS).get(target.name) : undefined;
  if (!effect || operation.args.some(({ spread }) => spread)) return undefined;
  const args = operation.args.map(({ register }) => readRegister(state, register));
  return effect({ state, operation, receiver: readRegister(state, operation.receiver), args, fresh });
};
