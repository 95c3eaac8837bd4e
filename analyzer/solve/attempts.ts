/** What attempts to take a lock show: where it is held, none goes through. */
import type { LockFamily } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { keepsOut, type Held, type LockStep } from "../domain/held.js";
import { areOneForSome, isOnePlace, isVague, parsePath, type Path } from "../domain/path.js";
import { withBeside, type Attempt } from "../domain/shown-free.js";
import { substitutePath, type Substitution } from "./substitute.js";

const isHeldSurely = ({ balance, maybe, again, path }: Held): boolean =>
  balance > 0 && !maybe && !again && isOnePlace(path);

/** Whether an attempt to take the lock fails for certain: the function itself holds it, and nobody can hold it twice. */
export const isTriedInVain = ({ locks }: Case, path: Path, family: LockFamily): boolean => {
  const held = locks.get(path.text);
  return held !== undefined && isHeldSurely(held) && keepsOut(held.family, family);
};

/** Locks that are held here and that callers may mean by the name as well. */
const heldBeside = ({ locks }: Case, path: Path, family: LockFamily): string[] =>
  [...locks.values()].flatMap((held) =>
    isHeldSurely(held) && keepsOut(held.family, family) && areOneForSome(held.path, path) ? [held.path.text] : [],
  );

/** It may have been given back for the caller before, by another name. */
const mayBeLent = ({ locks }: Case, path: Path): boolean =>
  [...locks.values()].some(({ balance, path: given }) => balance < 0 && (isVague(given) || areOneForSome(given, path)));

const showsNothing = (state: Case, path: Path): boolean => state.suspended || isVague(path) || mayBeLent(state, path);

/** What an attempt that has gone through shows of the function's callers. */
export const attemptOf = (state: Case, { path, family }: Pick<LockStep, "path" | "family">): Attempt | undefined =>
  showsNothing(state, path) ? undefined : { family, beside: heldBeside(state, path, family) };

const placeInCaller = (substitution: Substitution, text: string): Path | undefined => {
  const value = substitutePath(substitution, parsePath(text));
  return value.kind === "place" ? value.path : undefined;
};

/** A way out on which an attempt has gone through that, as the caller calls, cannot. */
export const isWayInVain = (substitution: Substitution): boolean =>
  [...substitution.callee.free].some(([text, { attempt }]) => {
    const lock = attempt && placeInCaller(substitution, text);
    if (!lock || isVague(lock)) return false;
    return (
      isTriedInVain(substitution.caller, lock, attempt.family) ||
      attempt.beside.some((other) => placeInCaller(substitution, other)?.text === lock.text)
    );
  });

const attemptInCaller = (state: Case, path: Path, attempt: Attempt): Attempt | undefined => {
  const own = attemptOf(state, { path, family: attempt.family });
  return own && { ...own, beside: [...new Set([...own.beside, ...attempt.beside])] };
};

/** What acquires in the callee have shown of locks of which the caller knew nothing. */
export const applyFree = (state: Case, substitution: Substitution): Case => {
  const shown = [...substitution.callee.free].flatMap(([text, how]) => {
    const path = placeInCaller(substitution, text);
    if (!path || state.locks.has(path.text) || state.free.has(path.text)) return [];
    const named = withBeside(how, (lock) => placeInCaller(substitution, lock)?.text);
    const attempt = named.attempt && attemptInCaller(state, path, named.attempt);
    return [[path.text, { ...named, attempt }] as const];
  });
  return shown.length === 0 ? state : { ...state, free: new Map([...state.free, ...shown]) };
};
