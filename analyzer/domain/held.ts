import type { LockFamily, LockForm } from "../contract/contract.js";
import type { Span } from "../ir/span.js";
import type { Path } from "./path.js";

/** A lock's balance since the function was entered: taken here (`+`), or given back for the caller (`-`). */
export interface Held {
  readonly path: Path;
  readonly family: LockFamily;
  readonly form: LockForm;
  readonly balance: number;
  /** Path text of the KLOCK_QUEUE_HANDLE, for queued locks. */
  readonly handle: string | undefined;
  /** On some of the joined paths only. */
  readonly maybe: boolean;
  /** Taken by a routine that does not wait for it; not compared. */
  readonly tries?: boolean | undefined;
  /** The first acquire or release; not compared. */
  readonly span: Span;
}

export type HeldLocks = ReadonlyMap<string, Held>;

const MAX_BALANCE = 2;

const heldText = (held: Held): string =>
  `${held.balance > 0 ? "+" : "-"}${String(Math.abs(held.balance))}${held.path.text}/${held.family}/${held.form}/${held.handle ?? ""}${held.maybe ? "?" : ""}`;

export const locksText = (locks: HeldLocks): string => [...locks.values()].map(heldText).sort().join(";");

const put = (locks: HeldLocks, held: Held): HeldLocks => {
  const next = new Map(locks);
  if (held.balance === 0) next.delete(held.path.text);
  else next.set(held.path.text, { ...held, balance: Math.max(-MAX_BALANCE, Math.min(MAX_BALANCE, held.balance)) });
  return next;
};

export const acquireLock = (locks: HeldLocks, taken: Omit<Held, "balance" | "maybe">): HeldLocks => {
  const before = locks.get(taken.path.text);
  return put(locks, { ...taken, maybe: before?.maybe ?? false, balance: (before?.balance ?? 0) + 1 });
};

export const releaseLock = (locks: HeldLocks, given: Omit<Held, "balance" | "maybe">): HeldLocks => {
  const before = locks.get(given.path.text);
  return put(locks, { ...given, maybe: before?.maybe ?? false, balance: (before?.balance ?? 0) - 1 });
};

/** A lock held for reading becomes one held for writing. */
export const convertLock = (locks: HeldLocks, taken: Omit<Held, "balance" | "maybe">): HeldLocks => {
  const before = locks.get(taken.path.text);
  return before && before.balance > 0 ? put(locks, { ...before, family: taken.family }) : locks;
};

/** The lock that was taken with this handle. */
export const heldByHandle = (locks: HeldLocks, handle: string): Held | undefined =>
  [...locks.values()].find((held) => held.handle === handle && held.balance > 0);

const maybeHeld = (held: Held): Held => ({ ...held, maybe: true });

/** Of two ways in which a lock may be held one is kept, the same in whatever order they come. */
const keptOf = (one: Held, other: Held): Held =>
  heldText(maybeHeld(one)) <= heldText(maybeHeld(other)) ? maybeHeld(one) : maybeHeld(other);

/** Join of two different lock states: what both hold stays certain, the rest becomes `maybe`. */
export const joinLocks = (a: HeldLocks, b: HeldLocks): HeldLocks => {
  const joined = new Map<string, Held>();
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const one = a.get(key);
    const other = b.get(key);
    const held = one ?? other;
    if (!held) continue;
    if (!one || !other) joined.set(key, maybeHeld(held));
    else joined.set(key, heldText(one) === heldText(other) ? one : keptOf(one, other));
  }
  return joined;
};
