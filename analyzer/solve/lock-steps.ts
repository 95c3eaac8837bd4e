import type { LockFamily } from "../contract/contract.js";
import {
  acquireLock,
  isHeldByOther,
  isHeldHere,
  mayTakeAgain,
  releaseLock,
  type Held,
  type LockStep,
} from "../domain/held.js";
import type { Case } from "../domain/case.js";
import { isShownFree, type ShownFree } from "../domain/shown-free.js";
import { attemptOf } from "./attempts.js";
import { bufferOfView } from "./lock-view.js";
import { isRelative, isVague, mayMean, parsePath, type Path } from "../domain/path.js";

/** Where one of the names does not tell which lock it is. What a caller passes may be a lock that the caller holds. */
const mayBeOne = (given: Path, held: Path): boolean =>
  mayMean(given, held) || (!isRelative(given) && mayMean(held, given));

/**
 * The lock that a release means. One that is named by a call or an index computed anew, or made anew for the same memory, and is
 * not held by that name, is a lock held that it may be: `lockFor(key)` twice. Of several it is the one taken last that such a
 * release gives back.
 */
export const lockMeant = (state: Case, path: Path, release: Pick<Held, "family" | "form">): Path => {
  const held = [...state.locks.values()].filter(isHeldHere);
  if (held.some((one) => one.path.text === path.text)) return path;
  const buffer = bufferOfView(state, path);
  const isView = (other: Path): boolean => buffer !== undefined && bufferOfView(state, other) === buffer;
  const candidates = held.filter((other) => mayBeOne(path, other.path) || isView(other.path));
  const [one, ...others] = candidates;
  if (one && others.length === 0) return one.path;
  return candidates.findLast(({ family, form }) => family === release.family && form === release.form)?.path ?? path;
};

const shownBy = (state: Case, taken: LockStep): ShownFree => {
  const before = state.free.get(taken.path.text);
  const isFirst = before === undefined && taken.tried === true;
  return { certain: true, attempt: isFirst ? attemptOf(state, taken) : before?.attempt };
};

/** The case after an acquire. That it went through shows that no caller holds the lock. */
export const takeLock = (state: Case, taken: LockStep): Case => {
  const { text } = taken.path;
  const locks = acquireLock(state.locks, taken);
  return state.locks.has(text)
    ? { ...state, locks }
    : { ...state, locks, free: new Map(state.free).set(text, shownBy(state, taken)) };
};

/** One more of the locks that the function has taken under names that do not tell them apart. */
const isOneOfMany = ({ free }: Case, path: Path): boolean =>
  isVague(path) && [...free.keys()].some((key) => mayMean(path, parsePath(key)));

/** Given back for the caller already, and not taken since. */
const isGivenTwice = (before: Held, path: Path, family: LockFamily): boolean =>
  before.balance < 0 && (isVague(path) || !mayTakeAgain(before.family, family));

/** Whether a release is of a lock that is not held, as the function itself has shown. */
export const isUnheld = ({ locks, free }: Case, path: Path, family: LockFamily): boolean => {
  const before = locks.get(path.text);
  return before ? isGivenTwice(before, path, family) && !isHeldByOther(locks, before) : isShownFree(free, path.text);
};

/** The case after a release. One of a lock that is not held is reported, and changes nothing. */
export const giveLock = (state: Case, given: LockStep): Case => {
  if (isUnheld(state, given.path, given.family)) return state;
  if (!state.locks.has(given.path.text) && isOneOfMany(state, given.path)) return state;
  const { text } = given.path;
  const free = state.locks.has(text) ? undefined : state.free.get(text);
  const locks = releaseLock(state.locks, given);
  const after = locks.get(text);
  if (free === undefined || !after) return { ...state, locks };
  return { ...state, locks: new Map(locks).set(text, { ...after, maybe: true }) };
};
