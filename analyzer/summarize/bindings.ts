import { entryCase, type Case } from "../domain/case.js";
import { ENTRY, levelSymbol, sameLevel } from "../domain/level.js";
import { HIGH_LEVEL } from "../domain/level-set.js";
import { captureKey, childPath, parentPath, parsePath, rootPath, type Path } from "../domain/path.js";
import {
  bounded,
  literal,
  place,
  UNKNOWN,
  UNTOLD,
  sameValue,
  valueText,
  type Captured,
  type Value,
} from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import { isKeptField } from "../ir/kept-field.js";
import type { FunctionId, Literal, VariableId } from "../ir/operation.js";
import type { Bindings, Passed } from "../solve/context.js";
import { generatorAt, isStandCell } from "../solve/generators.js";
import { isLineageCell } from "../solve/lineage.js";
import { readPlace } from "../solve/memory.js";
import { STRETCH } from "../solve/stretch.js";
import { substitutePath } from "../solve/substitute.js";
import { decisiveInputs } from "./decisive-inputs.js";

const MAX_STRING = 24;

/** Values that programs use as modes: flags, names, levels. */
const isMode = (value: Literal): boolean => {
  if (typeof value === "string") return value.length <= MAX_STRING;
  return typeof value !== "number" || (Number.isInteger(value) && value >= 0 && value <= HIGH_LEVEL);
};

/** A level that was just read, and what was learned of it, is the level at which the callee is entered. */
const asEntered = (value: Extract<Value, { kind: "level" | "computed" | "test" }>, caller: Case): Value | undefined =>
  sameLevel(value.level, caller.level) ? { ...value, level: levelSymbol(ENTRY) } : undefined;

/** An element of a rest parameter may be missing; this one is a level. */
const asElement = (at: Path): Value | undefined =>
  at.root.startsWith("rest:") ? { kind: "level", level: levelSymbol(`path:${at.text}`), read: undefined } : undefined;

/** Every function on the way reads a variable by its name alone, unless the closure is of another activation. */
const isFoundByName = (variable: VariableId, value: Value, caller: Case): boolean =>
  sameValue(value, readPlace(caller, rootPath(`var:${variable}`)));

/** What a closure captured, by its name in a function that finds the closure at `at`. */
const capturedAt = (at: Path, captured: Captured | undefined, caller: Case): Captured | undefined => {
  if (captured === UNTOLD) return captured;
  const carried = [...(captured ?? [])].flatMap(([variable, value]) => {
    const path = childPath(at, captureKey(variable));
    const known = bound(value, path, caller);
    if (!known && isFoundByName(variable, value, caller)) return [];
    return [[variable, known ?? place(path)] as const];
  });
  return carried.length === 0 ? undefined : new Map(carried);
};

const bound = (value: Value, at: Path, caller: Case): Value | undefined => {
  switch (value.kind) {
    case "functions": {
      const captured = capturedAt(at, value.captured, caller);
      return bounded({ ...value, receiver: undefined, bound: value.bound?.map(() => UNKNOWN), captured });
    }
    case "literal":
      return isMode(value.value) ? value : undefined;
    case "level":
      return asEntered(value, caller) ?? asElement(at);
    case "computed":
    case "test":
      return asEntered(value, caller);
    case "generator":
      return bounded({
        ...generatorAt(parentPath(at) ?? at, value),
        captured: capturedAt(at, value.captured, caller),
      });
    default:
      return undefined;
  }
};

const knownLiteral = (value: Value | undefined): Value | undefined => (value?.kind === "literal" ? value : undefined);

/**
 * Arguments and captured variables for which a function is solved by itself: functions (their receivers mean nothing inside
 * the callee), modes, the classes of objects whose methods it calls, and the level at the call.
 */
export const bindingsOf = (
  unit: FunctionUnit,
  { args, receiver, captured, stretch }: Passed,
  caller: Case,
): Bindings => {
  const bindings = new Map<number | string, Value>();
  const passed = { caller, callee: entryCase, args, receiver, captured, site: "" };
  for (const input of decisiveInputs(unit)) {
    const path = typeof input === "number" ? rootPath(`param:${String(input)}`) : parsePath(input);
    const value = typeof input === "number" ? args[input] : substitutePath(passed, path);
    const isHidden = isLineageCell(path) || isStandCell(path) || isKeptField(path.keys.at(-1));
    const known = isHidden ? knownLiteral(value) : value && bound(value, path, caller);
    // Data in the fields of objects is as manifold as the objects.
    const isData = path.keys.length > 0 && known?.kind === "literal" && !isHidden;
    if (known && !isData) bindings.set(input, known);
  }
  if (stretch !== undefined) bindings.set(STRETCH, literal(stretch));
  return bindings;
};

/** Only the functions among the bindings, which cannot be left out without losing calls, and which part of a generator is run. */
export const onlyFunctions = (bindings: Bindings): Bindings =>
  new Map([...bindings].filter(([key, value]) => value.kind === "functions" || key === STRETCH));

/** Which part of a generator is run: there are few, and none stands for another. */
export const onlyStretch = (bindings: Bindings): Bindings => new Map([...bindings].filter(([key]) => key === STRETCH));

export const instanceKey = (id: FunctionId, bindings: Bindings): string =>
  [id, ...[...bindings].map(([index, value]) => `${String(index)}=${valueText(value)}`)].join(" & ");
