import type { Case } from "../domain/case.js";
import { ENTRY, levelSymbol, sameLevel } from "../domain/level.js";
import { HIGH_LEVEL } from "../domain/level-set.js";
import { UNKNOWN, valueText, type Value } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId, Literal } from "../ir/operation.js";
import type { Bindings } from "../solve/context.js";
import { decisiveParameters } from "./decisive-parameters.js";

const MAX_STRING = 24;

/** Values that programs use as modes: flags, names, levels. */
const isMode = (value: Literal): boolean => {
  if (typeof value === "string") return value.length <= MAX_STRING;
  return typeof value !== "number" || (Number.isInteger(value) && value >= 0 && value <= HIGH_LEVEL);
};

/** A level that was just read, and what was learned of it, is the level at which the callee is entered. */
const asEntered = (value: Extract<Value, { kind: "level" | "test" }>, caller: Case): Value | undefined =>
  sameLevel(value.level, caller.level) ? { ...value, level: levelSymbol(ENTRY) } : undefined;

const bound = (value: Value, caller: Case): Value | undefined => {
  switch (value.kind) {
    case "functions":
      return { ...value, receiver: undefined, bound: value.bound?.map(() => UNKNOWN) };
    case "literal":
      return isMode(value.value) ? value : undefined;
    case "level":
    case "test":
      return asEntered(value, caller);
    default:
      return undefined;
  }
};

/**
 * Arguments for which a function is solved by itself: functions (their receivers mean nothing inside the callee), modes,
 * and the level at the call.
 */
export const bindingsOf = (unit: FunctionUnit, args: readonly Value[], caller: Case): Bindings => {
  const bindings = new Map<number, Value>();
  for (const index of decisiveParameters(unit)) {
    const value = args[index];
    const known = value && bound(value, caller);
    if (known) bindings.set(index, known);
  }
  return bindings;
};

/** Only the functions among the bindings: what cannot be left out without losing calls. */
export const onlyFunctions = (bindings: Bindings): Bindings =>
  new Map([...bindings].filter(([, value]) => value.kind === "functions"));

export const instanceKey = (id: FunctionId, bindings: Bindings): string =>
  [id, ...[...bindings].map(([index, value]) => `${String(index)}=${valueText(value)}`)].join(" & ");
