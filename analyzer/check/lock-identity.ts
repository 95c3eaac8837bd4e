import type { LockFamily } from "../contract/contract.js";
import { isAnyElement, isElementKey, type Path } from "../domain/path.js";
import { isCapturedThis } from "../ir/captured-this.js";
import type { OuterLock, OuterLocks } from "./outer-lock.js";
import { collectionText, maybeSame } from "./lock-names.js";

/**
 * Whether two locks, by their names outside of all functions, are one. `maybe`: the same field of objects that are not told
 * apart, or elements of one collection; `open`: nothing tells.
 */
export type Sameness = "same" | "maybe" | "open" | "different";

/** A variable of the program, an object that module code makes, or a lock of the system: one place, known to all. */
export const isKnownPlace = ({ root }: Path): boolean =>
  (root.startsWith("var:") && !isCapturedThis(root)) || root.startsWith("global:");

/** What an unknown call returned, or a bare argument of unknown callers: it may be any lock. */
const isOpenPlace = (path: Path): boolean =>
  path.root.startsWith("value:") || (path.root.startsWith("of:") && path.keys.length === 0);

const isSameField = (a: Path, b: Path): boolean =>
  a.property !== undefined && b.property !== undefined ? a.property === b.property : a.keys.at(-1) === b.keys.at(-1);

export const sameness = (a: Path, b: Path): Sameness => {
  if (a.text === b.text) return a.keys.some(isAnyElement) ? "maybe" : "same";
  if (isOpenPlace(a) || isOpenPlace(b)) return "open";
  if (collectionText(a) === collectionText(b)) return maybeSame(a, b) ? "maybe" : "different";
  if (a.keys.length === 0 || b.keys.length === 0 || !isSameField(a, b)) return "different";
  // Of two collections of objects, both may hold one object.
  const areApart = [a, b].every((path) => isKnownPlace(path) && !path.keys.slice(0, -1).some(isElementKey));
  return areApart || [a, b].some((path) => path.root.startsWith("new:")) ? "different" : "maybe";
};

/** The lock of an interrupt is that of no KSPIN_LOCK, whatever their names are; which kind a contract means is not known. */
const areApart = (a: LockFamily, b: LockFamily): boolean =>
  a !== "other" && b !== "other" && (a === "interrupt") !== (b === "interrupt");

type Used = Pick<OuterLock, "path" | "family">;

/** The same for locks of which it is known by what routines they are taken. */
export const samenessOf = (a: Used, b: Used): Sameness =>
  areApart(a.family, b.family) ? "different" : sameness(a.path, b.path);

/** How a lock stands at a point; `other`: a lock is held that may be this one; `open`: one of which nothing is known. */
export type Standing = "held" | "maybe" | "other" | "open" | "free";

const ofLock = (lock: OuterLock): Standing => (lock.maybe ? "maybe" : "held");

/** Whether a lock, named by itself or by the handle that it was taken with, is among those that are held. */
export const standingOf = (wanted: Path, locks: OuterLocks): Standing => {
  const held = locks.get(wanted.text) ?? [...locks.values()].find(({ handle }) => handle === wanted.text);
  if (held) return ofLock(held);
  const likeness = [...locks.values()].map(({ path }) => sameness(wanted, path));
  return likeness.includes("maybe") ? "other" : likeness.includes("open") ? "open" : "free";
};
