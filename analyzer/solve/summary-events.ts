import type { Case } from "../domain/case.js";
import type { Held } from "../domain/held.js";
import { ENTRY, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import type { CallEvent } from "./call-event.js";
import { lockInCaller, mapHandle, raisesLeft, type Exchange, type Exchanges } from "./lock-in-caller.js";
import { substituteLevel, type Substitution } from "./substitute.js";

/** Whether the callee gave back a lock that it had not taken, so that the level it leaves is the one it restored. */
const restoresByRelease = (held: Held): boolean =>
  held.balance < 0 && (held.form === "raise" || held.form === "forDpc");

/** The level that the callee's releases gave back: the one that it leaves, or from which it has raised again. */
const givenLevel = (substitution: Substitution, after: Case): Level => {
  const raise = substitution.callee.raises[0];
  const isBehind = raise && !sameLevel(raise.saved, levelSymbol(ENTRY));
  return isBehind ? substituteLevel(substitution, raise.saved) : after.level;
};

/** An exchange leaves the lock as it was: what comes first is asked, and what undoes it goes without saying. */
const isUndoing = (held: Held, exchange: Exchange | undefined): boolean =>
  exchange !== undefined && held.balance > 0 === (exchange === "given back first");

const lockEvent = (
  before: Case,
  after: Case,
  substitution: Substitution,
  held: Held,
  undone: Exchanges,
): CallEvent | undefined => {
  const { callee } = substitution;
  const lock = lockInCaller(before.locks, substitution, held);
  const exchange = lock && undone.get(lock.text);
  if (!lock || isUndoing(held, exchange)) return undefined;
  const { family, form } = held;
  const tries = held.maybe || held.tried;
  if (exchange === "taken first") return tries ? undefined : { kind: "internal", lock, family };
  const handle = mapHandle(substitution, held.handle);
  const told = { lock, family, form, handle, held: before.locks.get(lock.text) };
  if (held.balance > 0) {
    const behind = held.behind.flatMap((key) => {
      const given = callee.locks.get(key);
      return (given && lockInCaller(before.locks, substitution, given)) ?? [];
    });
    return { kind: "acquire", ...told, tries, behind };
  }
  const restored = restoresByRelease(held) ? givenLevel(substitution, after) : undefined;
  return { kind: "release", ...told, maybe: held.maybe, also: [], restored, value: undefined };
};

/** What the call does to level and locks, by the callee's way out. */
export const summaryEvents = (
  before: Case,
  after: Case,
  substitution: Substitution,
  undone: Exchanges,
): CallEvent[] => {
  const { callee } = substitution;
  const leaves = sameLevel(callee.level, levelSymbol(ENTRY)) ? undefined : after.level;
  const onLocks = [...callee.locks.values()].flatMap(
    (held) => lockEvent(before, after, substitution, held, undone) ?? [],
  );
  const raises = raisesLeft(substitution, undone);
  const below = raises[0]?.saved ?? callee.level;
  const isReleased = [...callee.locks.values()].some(restoresByRelease);
  const given = isReleased || sameLevel(below, levelSymbol(ENTRY)) ? undefined : givenLevel(substitution, after);
  const lowered: CallEvent[] = given ? [{ kind: "lower", from: before.level, to: given, value: undefined }] : [];
  const isRaised = leaves !== undefined && raises.some(({ lock }) => lock === undefined);
  const raised: CallEvent[] = isRaised ? [{ kind: "raise", from: given ?? before.level, to: leaves }] : [];
  return [...lowered, ...onLocks, ...raised];
};
