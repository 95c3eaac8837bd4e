import type { FunctionId, PlaceId, PropertyId, VariableId } from "../ir/operation.js";

/**
 * Where a path starts, as text:
 * `param:<i>`, `this`: what the caller passed; `rest:<i>`: the list of what it passed from there on; `var:<variable id>`: initial content of a captured or module variable;
 * `of:<function id>:<param:i or this>`: what callers that are not known pass to that function;
 * `var:<site>`: the object that module code makes there; `new:<site>`: any object made at a site; `value:<site>`: a result that is not followed; `global:<name>`: a lock of the system.
 */
export type Root = string;

/** Property names from the root; `[*]` is an unknown element, `[<path>]` the element at a symbolic index. */
export interface Path {
  readonly root: Root;
  readonly keys: readonly string[];
  /** Declaration of the last key, where symbols tell: names the lock's class across objects. */
  readonly property: PropertyId | undefined;
  /** Declaration of the property before elements at the end: the collection that they are of. */
  readonly collection?: PropertyId | undefined;
  /** Root and keys as one text; equal texts are the same place of one worker's memory. */
  readonly text: string;
}

/** The path is an object that was made at a site: `new:<site>`, or `var:<site>` for the one object of a module's site. */
export const isObjectRoot = (root: Root): boolean => root.startsWith("new:") || /^var:.*@[\d.]+:\d+$/.test(root);

/** The path is such an object, and not what lies in it. */
export const isMadeObject = ({ root, keys }: Path): boolean => keys.length === 0 && isObjectRoot(root);

/** Made or computed in the function itself: nobody else has a name for it. */
export const isOwn = (root: Root): boolean => root.startsWith("new:") || root.startsWith("value:");

export const UNKNOWN_ELEMENT = "[*]";

/** At an index that a call returned or that was computed. */
const COMPUTED_ELEMENT = "[value:";

/** Longer paths are cut, so that `node.next.next…` in a loop stays finite. */
const MAX_KEYS = 6;

const makePath = (root: Root, keys: readonly string[], property: PropertyId | undefined): Path => ({
  root,
  keys,
  property,
  text: keys.length === 0 ? root : `${root}|${keys.join("|")}`,
});

export const rootPath = (root: Root): Path => makePath(root, [], undefined);

export const childPath = (parent: Path, key: string, property?: PropertyId): Path => {
  if (parent.keys.length >= MAX_KEYS)
    return makePath(parent.root, [...parent.keys.slice(0, MAX_KEYS - 1), UNKNOWN_ELEMENT], property);
  const path = makePath(parent.root, [...parent.keys, key], property);
  const collection = isElementKey(key) ? (parent.property ?? parent.collection) : undefined;
  return collection === undefined ? path : { ...path, collection };
};

/** The path with keys of another one appended: `param:0|lock` where `param:0` is `this.#queue`. */
export const joinPath = (base: Path, keys: readonly string[], property: PropertyId | undefined): Path =>
  keys.reduce((path, key, index) => childPath(path, key, index === keys.length - 1 ? property : undefined), base);

const OUTER = "of:";

/** What the callers of a function pass as `root`, where nobody knows more. */
export const outerRoot = (function_: FunctionId, root: Root): Root => `${OUTER}${function_}:${root}`;

/** Reads a path back from its text. */
export const parsePath = (text: string, property?: PropertyId): Path => {
  const [root, ...keys] = text.split("|");
  return makePath(root ?? "", keys, property);
};

/** Path without its last key; undefined for a root. */
export const parentPath = (path: Path): Path | undefined =>
  path.keys.length === 0 ? undefined : makePath(path.root, path.keys.slice(0, -1), undefined);

/** Key under which a closure, or an object with closures, has a variable that they captured. */
export const captureKey = (variable: VariableId): string => `{${variable}}`;

export const capturedVariable = (key: string): VariableId | undefined =>
  key.startsWith("{") ? key.slice(1, -1) : undefined;

export const isElementKey = (key: string): boolean => key.startsWith("[");

/** The collection that an element is of, or an element of its elements. */
export const collectionOf = (path: Path): Path => {
  const end = path.keys.findLastIndex((key) => !isElementKey(key)) + 1;
  return makePath(path.root, path.keys.slice(0, end), path.collection);
};

/** The declaration of what a path ends in: a property, or a variable. */
export const placeIdOf = ({ root, keys, property }: Path): PlaceId | undefined => {
  if (keys.length > 0) return property;
  return root.startsWith("var:") ? root.slice("var:".length) : undefined;
};

/** Stands for `|` in a path that is part of a key; two of them in a path in a path, and so on. */
const INNER = "\u00a6";

/** Key of the element at an index of which only the place is known that it was read from. */
export const symbolicKey = ({ text }: Path): string =>
  `[${text.replaceAll(/\u00a6+/gu, (inner) => inner + INNER).replaceAll("|", INNER)}]`;

/** The place that a symbolic key names; undefined for other keys. */
export const indexOfKey = (key: string): Path | undefined => {
  if (!isElementKey(key) || isLiteralKey(key) || key === UNKNOWN_ELEMENT) return undefined;
  const [root = "", ...keys] = key.slice(1, -1).split(/(?<!\u00a6)\u00a6(?!\u00a6)/u);
  return makePath(
    root,
    keys.map((inner) => inner.replaceAll(/\u00a6\u00a6+/gu, (deeper) => deeper.slice(1))),
    undefined,
  );
};

/** An element that is named by a number or a string: two different ones are two elements. */
export const isLiteralKey = (key: string): boolean => /^\[(?:\d+|"[^"]*")\]$/.test(key);

/** Whether the path names one place for certain: no unknown or symbolic element. */
export const isDefinite = (path: Path): boolean => !path.keys.some((key) => isElementKey(key) && !isLiteralKey(key));

/** Another element each time: in each round of a loop, or of unknown index. */
export const isAnyElement = (key: string): boolean => key === UNKNOWN_ELEMENT || key.startsWith(COMPUTED_ELEMENT);

/** Hidden properties say what an object is, or where a generator stands; no code of the program names them. */
export const isHiddenKey = (key: string | undefined): boolean => key?.startsWith("<") === true;

/** Every use of the path in one run of its function means one place: no unknown element. */
export const isOnePlace = (path: Path): boolean => !path.keys.includes(UNKNOWN_ELEMENT);

/** What a call returned, or what an object was given, that is not followed. */
const isComputed = ({ root, keys }: Path): boolean =>
  root.startsWith("value:") || (root.startsWith("new:") && keys.length > 0);

/** Does not say for certain which place it is: computed, or an element at an index that is. */
export const isVague = (path: Path): boolean => isComputed(path) || path.keys.some(isAnyElement);

/** Callers have a name for it: it is not made in the function, nor an element at a place that only the function knows. */
export const isNamedOutside = ({ root, keys }: Path): boolean =>
  !isOwn(root) && !keys.some((key) => key.startsWith(COMPUTED_ELEMENT));

/** The same as callers may name it: an element at a place that only the function knows is any element. */
export const fromOutside = (path: Path): Path => {
  const keys = path.keys.map((key) => (key.startsWith(COMPUTED_ELEMENT) ? UNKNOWN_ELEMENT : key));
  return { ...path, ...makePath(path.root, keys, path.property) };
};

const mayBeKey = (a: string, b: string | undefined): boolean =>
  a === b || (isElementKey(a) && b !== undefined && isElementKey(b) && !(isLiteralKey(a) && isLiteralKey(b)));

/** Elements of one collection that are not told apart. */
const mayBeSameElement = (a: Path, b: Path): boolean =>
  a.root === b.root && a.keys.length === b.keys.length && a.keys.every((key, index) => mayBeKey(key, b.keys[index]));

/** Whether a vague path may mean the other one. */
export const mayMean = (vague: Path, other: Path): boolean =>
  isVague(vague) && (isComputed(vague) || mayBeSameElement(vague, other));

export const isBareParameter = (path: Path): boolean => path.keys.length === 0 && path.root.startsWith("param:");

/** Whether a caller decides what the path means. */
export const isRelative = (path: Path): boolean =>
  path.root === "this" || path.root.startsWith("param:") || path.root.startsWith("rest:");

/** Whether callers decide what one of the two means, and so whether it is the other. */
export const areOneForSome = (one: Path, other: Path): boolean => isRelative(one) || isRelative(other);

/** Index of the argument that an element of a rest parameter is; undefined where the index is not known. */
export const restArgument = ({ root, keys }: Path): number | undefined => {
  const index = /^\[(\d+)\]$/.exec(keys[0] ?? "")?.[1];
  return root.startsWith("rest:") && index !== undefined
    ? Number(root.slice("rest:".length)) + Number(index)
    : undefined;
};

/** `…/name@12` is a variable, `…#Pool.constructor@12` a class. */
const variableName = (root: Root): string =>
  /(?:^|[/#])([^/#@]+?)(?:\.constructor)?@[\d.]+$/.exec(root)?.[1] ?? "a variable";

const describeRoot = (text: Root, parameterName: (index: number) => string): string => {
  const root = text.startsWith(OUTER) ? (/(?:this|(?:param|rest):\d+)$/.exec(text)?.[0] ?? text) : text;
  if (root === "this") return "this";
  const parameter = /^(?:param|rest):(\d+)$/.exec(root)?.[1];
  if (parameter !== undefined) return parameterName(Number(parameter));
  if (root.startsWith("var:")) return variableName(root);
  if (root.startsWith("global:")) return `the ${root.slice("global:".length)} lock`;
  return "a new object";
};

/** For messages: `this.#lock`, `buckets[…].lock`, `buckets[0].lock`. */
export const describePath = (path: Path, parameterName: (index: number) => string): string => {
  const root = describeRoot(path.root, parameterName);
  const nameOf = (key: string): string => {
    const variable = capturedVariable(key);
    return variable === undefined ? key : variableName(variable);
  };
  const keyText = (key: string): string => (isLiteralKey(key) ? key : isElementKey(key) ? "[…]" : `.${nameOf(key)}`);
  return [root, ...path.keys.map(keyText)].join("");
};
