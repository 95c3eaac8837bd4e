/**
 * Locks of which an acquire has shown that no caller holds them. One that waits shows it only as long as nothing else is
 * reported there. An attempt that has gone through is a condition of the case: where the lock is held, the case does not occur.
 */
import type { LockFamily } from "../contract/contract.js";

export interface Attempt {
  readonly family: LockFamily;
  /** Path texts of locks that were held here meanwhile: it is none of them, whatever callers mean by the names. */
  readonly beside: readonly string[];
}

export interface ShownFree {
  /** On all of the joined paths. */
  readonly certain: boolean;
  /** What has shown it, where that was an attempt on all of the joined paths. */
  readonly attempt: Attempt | undefined;
}

/** By path text of the lock. */
export type FreeLocks = ReadonlyMap<string, ShownFree>;

export const isShownFree = (free: FreeLocks, lock: string): boolean => free.get(lock)?.certain === true;

const joinAttempts = (one: Attempt | undefined, other: Attempt | undefined): Attempt | undefined => {
  if (one?.family !== other?.family || !one || !other) return undefined;
  const beside = one.beside.filter((lock) => other.beside.includes(lock));
  return beside.length === one.beside.length ? one : { ...one, beside };
};

const joinShown = (one: ShownFree | undefined, other: ShownFree | undefined): ShownFree => {
  if (one === other && one) return one;
  return {
    certain: one?.certain === true && other?.certain === true,
    attempt: joinAttempts(one?.attempt, other?.attempt),
  };
};

/** Shown on one of two ways only, it is possible. */
export const joinFree = (a: FreeLocks, b: FreeLocks): FreeLocks =>
  a === b ? a : new Map([...a.keys(), ...b.keys()].map((key) => [key, joinShown(a.get(key), b.get(key))]));

const attemptText = ({ family, beside }: Attempt): string => [family, ...[...beside].sort()].join("/");

export const freeText = (free: FreeLocks): string =>
  [...free]
    .map(([lock, { certain, attempt }]) => `${lock}:${String(certain)}${attempt ? `~${attemptText(attempt)}` : ""}`)
    .sort()
    .join(";");

/** The same with other names for locks; what has no name is left out. */
export const withBeside = (shown: ShownFree, nameOf: (lock: string) => string | undefined): ShownFree => {
  const { attempt } = shown;
  if (!attempt || attempt.beside.length === 0) return shown;
  return { ...shown, attempt: { ...attempt, beside: attempt.beside.flatMap((lock) => nameOf(lock) ?? []) } };
};
