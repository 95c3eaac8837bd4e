import type { Literal, PropertyKey, Register } from "../ir/operation.js";
import type { Case } from "../domain/case.js";
import { levelSet, levelSymbol, type Level } from "../domain/level.js";
import { exactly, HIGH_LEVEL, isSingleton, lowest } from "../domain/level-set.js";
import {
  capturedVariable,
  childPath,
  isElementKey,
  isHiddenKey,
  isLiteralKey,
  parentPath,
  rootPath,
  symbolicKey,
  UNKNOWN_ELEMENT,
  type Path,
} from "../domain/path.js";
import { place, UNKNOWN, valueText, type Value } from "../domain/value.js";

export const readRegister = (state: Case, register: Register | undefined): Value =>
  register === undefined ? UNKNOWN : (state.registers.get(register) ?? UNKNOWN);

export const writeRegister = (state: Case, register: Register, value: Value): Case => ({
  ...state,
  registers: state.registers.set(register, value),
});

export const readPlace = (state: Case, path: Path): Value =>
  state.memory.get(path.text)?.value ?? state.constants.get(path.text) ?? place(path);

/** Whether a write to an element may also have hit another one: of the same collection, unless both are told apart. */
const mayBeHit = (other: Path, written: Path): boolean => {
  const end = written.keys.length - 1;
  const key = other.keys[end];
  const last = written.keys[end];
  if (other.root !== written.root || other.keys.length !== written.keys.length) return false;
  if (key === undefined || last === undefined || key === last || !isElementKey(key)) return false;
  if (isLiteralKey(key) && isLiteralKey(last)) return false;
  return other.keys.every((one, index) => index === end || one === written.keys[index]);
};

const withOthersHit = (memory: Case["memory"], written: Path): Case["memory"] =>
  isElementKey(written.keys.at(-1) ?? "")
    ? memory.map((cell) => (mayBeHit(cell.path, written) ? { path: cell.path, value: UNKNOWN } : cell))
    : memory;

/** What is written to a fresh object says nothing if it is not known: nothing else was known of the object before. */
const saysNothing = (state: Case, path: Path, value: Value): boolean =>
  path.root.startsWith("new:") &&
  !state.memory.has(path.text) &&
  !isElementKey(path.keys.at(-1) ?? "") &&
  isOpaque(value);

/** Neither a literal, a level, a function, nor a place that has a name. */
export const isOpaque = (value: Value): boolean =>
  value.kind === "unknown" || (value.kind === "place" && value.path.root.startsWith("value:"));

/** Large tables of data: what does not fit is as unknown as what comes from elsewhere. */
const MAX_CELLS = 1000;

/** No further place can be written: what is left out is not known to have changed, which is told of. */
export const isFull = ({ memory }: Case): boolean => memory.size >= MAX_CELLS;

export const writePlace = (state: Case, path: Path, value: Value): Case => {
  if (saysNothing(state, path, value)) return state;
  if (isFull(state) && !state.memory.has(path.text)) return state;
  const memory = withOthersHit(state.memory, path);
  const written = path.keys.at(-1) === UNKNOWN_ELEMENT ? UNKNOWN : value;
  return { ...state, memory: memory.set(path.text, { path, value: written }) };
};

/** The case in which an object holds what another one is known to hold as well. */
export const copyMembers = (state: Case, to: Value, from: Value): Case => {
  if (to.kind !== "place" || from.kind !== "place") return state;
  return state.memory.values().reduce((now, { path, value }) => {
    const key = path.keys.at(-1);
    const isMember = key !== undefined && !isHiddenKey(key) && parentPath(path)?.text === from.path.text;
    return isMember ? writePlace(now, childPath(to.path, key, path.property), value) : now;
  }, state);
};

const keyOfPlace = (index: Value): string => (index.kind === "place" ? symbolicKey(index.path) : UNKNOWN_ELEMENT);

const literalKey = (value: Literal): string =>
  typeof value === "number" || /^(?:0|[1-9]\d*)$/.test(String(value)) ? `[${String(value)}]` : String(value);

const keyText = (state: Case, key: PropertyKey): string => {
  if (key.kind === "name") return literalKey(key.name);
  const index = readRegister(state, key.index);
  return elementKey(index);
};

/** Key of the element at an index. */
export const elementKey = (index: Value): string =>
  index.kind === "literal" ? literalKey(index.value) : keyOfPlace(index);

/** Where a `Map` keeps what belongs to a key. */
export const entryPath = (map: Value, key: Value): Path | undefined => {
  if (map.kind !== "place") return undefined;
  const isName = key.kind === "literal" && (typeof key.value === "string" || typeof key.value === "number");
  return childPath(map.path, isName ? `[${JSON.stringify(key.value)}]` : keyOfPlace(key));
};

/** The object that a value denotes. A function or class is one, too: its static members live there. */
const objectPath = (object: Value): Path | undefined => {
  if (object.kind === "place") return object.path;
  const [target, ...others] = object.kind === "functions" ? object.targets : [];
  return target?.kind === "function" && others.length === 0 ? rootPath(`var:${target.id}`) : undefined;
};

/** Path of a property of the object that a value denotes; undefined where the object is not known. */
export const propertyPath = (state: Case, object: Value, key: PropertyKey): Path | undefined => {
  const path = objectPath(object);
  return path && childPath(path, keyText(state, key), key.kind === "name" ? key.property : undefined);
};

/** What a closure captured, or the closures among the members of an object, which were made with it. */
const captureIn = (state: Case, object: Value, key: PropertyKey): Value | undefined => {
  const variable = key.kind === "name" ? capturedVariable(key.name) : undefined;
  if (variable === undefined) return undefined;
  if (object.kind === "functions") return object.captured?.get(variable);
  if (object.kind !== "place") return undefined;
  for (const { path, value } of state.memory.values())
    if (value.kind === "functions" && parentPath(path)?.text === object.path.text) {
      const held = value.captured?.get(variable);
      if (held) return held;
    }
  return undefined;
};

export const readProperty = (state: Case, object: Value, key: PropertyKey): Value => {
  const captured = captureIn(state, object, key);
  if (captured) return captured;
  const path = propertyPath(state, object, key);
  return path ? readPlace(state, path) : UNKNOWN;
};

/** What an object holds under a key that is known. */
export const readElement = (state: Case, object: Value, key: Literal): Value => {
  const path = objectPath(object);
  return path ? readPlace(state, childPath(path, literalKey(key))) : UNKNOWN;
};

export const readKeys = (state: Case, object: Value, keys: readonly string[]): Value =>
  keys.reduce<Value>((value, name) => readProperty(state, value, { kind: "name", name }), object);

const levelOfLiteral = (value: Literal): Level | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= HIGH_LEVEL
    ? levelSet(exactly(value))
    : undefined;

/** Known where the level is that it is computed from; otherwise some level that keeps its identity. */
const computedLevel = (value: Extract<Value, { kind: "computed" }>): Level | undefined => {
  const { level, results } = value;
  if (level.kind === "set" && isSingleton(level.set)) return levelOfLiteral(results[lowest(level.set)]);
  return levelSymbol(`path:value:(${valueText(value).replaceAll("|", ".")})`);
};

/** The level that a value holds, if it can be one. */
export const levelOfValue = (value: Value): Level | undefined => {
  if (value.kind === "level") return value.level;
  if (value.kind === "place") return levelSymbol(`path:${value.path.text}`);
  if (value.kind === "computed") return computedLevel(value);
  return value.kind === "literal" ? levelOfLiteral(value.value) : undefined;
};
