import type { LockFamily, LockForm } from "../contract/contract.js";
import type { Path } from "../domain/path.js";
import type { Span } from "../ir/span.js";

/** A lock that is held, by its name outside of all functions. */
export interface OuterLock {
  readonly path: Path;
  readonly family: LockFamily;
  readonly form: LockForm;
  /** Name of the KLOCK_QUEUE_HANDLE that it was taken with, outside of all functions. */
  readonly handle: string | undefined;
  /** Taken by a try-acquire. */
  readonly tried?: boolean;
  /** Held on some ways only. */
  readonly maybe: boolean;
  /** Its acquire; for a lock that a role or contract says is held, that. */
  readonly span: Span;
}

export type OuterLocks = ReadonlyMap<string, OuterLock>;

/** A lock, and the handle that it was taken with, by their names outside of all functions. */
export type LockName = Pick<OuterLock, "path" | "handle">;

const outerLockText = (lock: OuterLock): string =>
  `${lock.path.text}/${lock.family}/${lock.form}/${lock.handle ?? ""}${lock.maybe ? "?" : ""}`;

/** Equal for sets in which the same locks are held alike. */
export const locksText = (locks: OuterLocks): string => [...locks.values()].map(outerLockText).sort().join(";");

/** What is held on one of two ways: what both do not hold surely is held on some ways only. */
export const joinLocks = (a: OuterLocks, b: OuterLocks): OuterLocks => {
  const joined = new Map<string, OuterLock>();
  for (const [key, lock] of [...a, ...b]) {
    const [one, other] = [a.get(key), b.get(key)];
    joined.set(key, { ...(one ?? lock), maybe: !one || !other || one.maybe || other.maybe });
  }
  return joined;
};
