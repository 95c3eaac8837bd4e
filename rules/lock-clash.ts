import { isKnownPlace } from "../analyzer/check/lock-identity.js";
import { collectionText, maybeSame } from "../analyzer/check/lock-names.js";
import type { AcquirePoint, LockUse } from "../analyzer/check/lock-uses.js";
import type { LockFamily } from "../analyzer/contract/contract.js";
import { isDefinite } from "../analyzer/domain/path.js";
import type { PropertyId } from "../analyzer/ir/operation.js";

/** What a lock is used as: reading and writing are one kind. */
const KINDS: Readonly<Record<LockFamily, string | undefined>> = {
  ordinary: "an ordinary spin lock",
  queued: "a queued spin lock",
  "reader-writer-shared": "a reader/writer spin lock",
  "reader-writer-exclusive": "a reader/writer spin lock",
  interrupt: "an interrupt spin lock",
  cancel: "the cancel spin lock",
  ndis: "an NDIS spin lock",
  "ndis-rw-read": "an NDIS read/write lock",
  "ndis-rw-write": "an NDIS read/write lock",
  wdf: "a framework spin lock",
  vpb: "the VPB spin lock",
  other: undefined,
};

export interface Acquire extends AcquirePoint {
  readonly kind: string;
}

export interface Use extends LockUse {
  readonly kind: string;
}

/** What a lock of this family is used as; undefined where the routine does not tell. */
export const lockKind = (family: LockFamily): string | undefined => KINDS[family];

/** Uses of one lock, or of one collection of locks, by name. A lock that callers bring is only itself inside its function. */
export const byName = (use: Use): string | undefined => {
  if (use.lock.root.startsWith("value:unknown")) return undefined;
  return use.open ? `${use.instance.unit.id} ${collectionText(use.lock)}` : collectionText(use.lock);
};

export const byProperty = (use: Use): string | undefined => use.property;

/** Elements of one collection may be objects of different classes: fields that are declared apart are different locks. */
const otherField = (a: Use, b: Use): boolean =>
  !(isDefinite(a.lock) && isDefinite(b.lock)) &&
  a.property !== undefined &&
  b.property !== undefined &&
  a.property !== b.property;

/** One virtual call runs the method of one class: what another class's method takes on that way is another object's. */
const otherObject = (a: Use, b: Use): boolean =>
  [...a.ran].some(([site, callee]) => b.ran.has(site) && b.ran.get(site) !== callee && isVirtual(a, b));

/** The lock is a field of the object that the call was made on, not something handed to it. */
const isVirtual = (a: Use, b: Use): boolean => a.property !== undefined && b.property !== undefined;

/** No object is of both classes: neither extends the other. */
const otherClass = ({ owners: a }: Use, { owners: b }: Use): boolean => {
  const [one, other] = [a[0], b[0]];
  return one !== undefined && other !== undefined && !a.includes(other) && !b.includes(one);
};

/** Objects that are apart, each with a lock of its own in the field. */
const otherOwner = (a: Use, b: Use, own: ReadonlySet<PropertyId>): boolean =>
  a.property !== undefined && a.property === b.property && own.has(a.property) && otherClass(a, b);

/** Of one name, two uses of two kinds that may be of one lock. */
export const clash =
  (own: ReadonlySet<PropertyId>): Clash =>
  (a, b) =>
    a.kind !== b.kind &&
    maybeSame(a.lock, b.lock) &&
    !otherField(a, b) &&
    !otherObject(a, b) &&
    !(otherOwner(a, b, own) && !isDefinite(a.lock));

/** Found in a variable of the program, however it was reached; not one that a caller brings or that an unknown call returned. */
const isKnown = (use: Use): boolean => !use.open && isKnownPlace(use.lock);

/** What an unknown call returned is not taken for an object that the program knows; what a caller brings may be it. */
const mayMeet = (a: Use, b: Use): boolean => a.open || b.open || !(isKnown(a) || isKnown(b));

/** Of one property, any two locks of objects that are not told apart may be the same. */
export const mayClash =
  (own: ReadonlySet<PropertyId>): Clash =>
  (a, b) =>
    a.kind !== b.kind && mayMeet(a, b) && !otherObject(a, b) && !otherOwner(a, b, own);

export type Clash = (a: Use, b: Use) => boolean;
