import type { Case } from "../domain/case.js";
import { sameLevel } from "../domain/level.js";
import { heldByHandle, type Held, type HeldLocks } from "../domain/held.js";
import { parsePath, type Path } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import { lockOfHandle } from "./lock-effects.js";
import { lockMeant } from "./lock-steps.js";
import { substitutePath, type Substitution } from "./substitute.js";

/** The caller's name of a handle that the callee names. */
export const mapHandle = (substitution: Substitution, handle: string | undefined): string | undefined => {
  if (handle === undefined) return undefined;
  const value = substitutePath(substitution, parsePath(handle));
  return value.kind === "place" ? value.path.text : undefined;
};

/** The caller's name of a lock that the callee took or gave back; of one that it knew by its handle, what that handle took. */
export const lockInCaller = (locks: HeldLocks, substitution: Substitution, held: Held): Path | undefined => {
  const handle = mapHandle(substitution, held.handle);
  if (held.handle !== undefined && held.path.text === lockOfHandle(held.handle).text)
    return handle === undefined ? undefined : (heldByHandle(locks, handle)?.path ?? lockOfHandle(handle));
  const value = substitutePath(substitution, held.path);
  if (value.kind !== "place") return undefined;
  return held.balance < 0 ? lockMeant({ ...substitution.caller, locks }, value.path, held) : value.path;
};

/** A tag's effect is of no family that is known: it says what is done, and not how. */
const isSaid = ({ family }: Held): boolean => family === "other";

/** What the body does to a lock by one name, and a tag says of it by another, is done once. */
export const withoutRepeats = (substitution: Substitution): Case => {
  const { callee, caller } = substitution;
  const held = [...callee.locks.values()];
  if (!held.some(isSaid) || held.every(isSaid)) return callee;
  const effectOf = (one: Held): string => {
    const text = lockInCaller(caller.locks, substitution, one)?.text ?? "";
    return `${one.balance < 0 ? "gives back" : "takes"} ${text}`;
  };
  const done = new Set(held.filter((one) => !isSaid(one)).map(effectOf));
  return { ...callee, locks: new Map([...callee.locks].filter(([, one]) => !isSaid(one) || !done.has(effectOf(one)))) };
};

/** What happens to a lock that the callee knows by two names: it takes it by one and gives it back by the other. */
export type Exchange = "taken first" | "given back first";

/** By the caller's name of the lock. */
export type Exchanges = ReadonlyMap<string, Exchange>;

/** What the callee has done, by the caller's name of the lock. */
export const namesInCaller = (locks: HeldLocks, substitution: Substitution): ReadonlyMap<string, readonly Held[]> => {
  const byName = new Map<string, Held[]>();
  for (const held of substitution.callee.locks.values()) {
    const text = lockInCaller(locks, substitution, held)?.text;
    if (text !== undefined) byName.set(text, [...(byName.get(text) ?? []), held]);
  }
  return byName;
};

export const sumOf = (names: readonly Held[]): number => names.reduce((sum, { balance }) => sum + balance, 0);

export const exchanges = (locks: HeldLocks, substitution: Substitution): Exchanges => {
  const isGivenFirst = (names: readonly Held[]): boolean =>
    names.some(({ behind }) => names.some(({ path, balance }) => balance < 0 && behind.includes(path.text)));
  return new Map(
    [...namesInCaller(locks, substitution)]
      .filter(([, names]) => names.length > 1 && sumOf(names) === 0)
      .map(([text, names]) => [text, isGivenFirst(names) ? "given back first" : "taken first"]),
  );
};

/** The lock that the callee gives back and that its caller calls so. */
export const givenAs = (locks: HeldLocks, substitution: Substitution, text: string): Held | undefined =>
  [...substitution.callee.locks.values()].find(
    (held) => held.balance < 0 && lockInCaller(locks, substitution, held)?.text === text,
  );

/** Whether a raise leads elsewhere because of this release, and no other. */
export const isLedBy = (callee: Case, { saved, base }: Raise, given: Held): boolean => {
  const leadsThere = ({ balance, restored }: Held): boolean =>
    balance < 0 && restored !== undefined && sameLevel(restored, base);
  const leading = [...callee.locks.values()].filter(leadsThere);
  return !sameLevel(saved, base) && leading.length === 1 && leading[0] === given;
};

/**
 * Raises that the callee leaves to its caller; with a lock that it gives back by another name it undoes its raise as well, and
 * those around that one stay as they are.
 */
export const raisesLeft = (substitution: Substitution, undone: Exchanges): readonly Raise[] => {
  const { callee, caller } = substitution;
  const nameOf = ({ lock }: Raise): string => mapHandle(substitution, lock) ?? "";
  const isGone = (raise: Raise): boolean => undone.get(nameOf(raise)) === "taken first";
  const gone = callee.raises.findIndex(isGone);
  const lock = callee.raises[gone];
  const given = lock && givenAs(caller.locks, substitution, nameOf(lock));
  return callee.raises.flatMap((raise, index) => {
    if (isGone(raise)) return [];
    return [given && index < gone && isLedBy(callee, raise, given) ? { ...raise, base: raise.saved } : raise];
  });
};
