import type { Case } from "../domain/case.js";
import { isTakenOtherwise, type Held } from "../domain/held.js";
import { ENTRY, levelSymbol, sameLevel, type Level } from "../domain/level.js";
import type { Path } from "../domain/path.js";
import type { CallEvent } from "./call-event.js";
import {
  givenAs,
  isLedBy,
  lockInCaller,
  mapHandle,
  raisesLeft,
  type Exchange,
  type Exchanges,
} from "./lock-in-caller.js";
import { substituteLevel, type Substitution } from "./substitute.js";

/** An exchange leaves the lock as it was: what comes first is asked, and what undoes it goes without saying. */
const isUndoing = (held: Held, exchange: Exchange | undefined): boolean =>
  exchange !== undefined && held.balance > 0 === (exchange === "given back first");

type Undone = Extract<CallEvent, { kind: "internal" }>["undone"];

/** The callee gives back by another name what it took as `taken`: what that acquire saved is not compared there. */
const undoneInside = (before: Case, substitution: Substitution, taken: Held, lock: Path): Undone => {
  const { callee } = substitution;
  const given = givenAs(before.locks, substitution, lock.text);
  const own = callee.raises.filter((one) => one.lock === taken.path.text);
  const led = own.find((one) => given && isLedBy(callee, one, given));
  const raise = led ?? own.at(-1);
  if (!given?.restored || !raise) return undefined;
  const inCaller = (level: Level): Level => substituteLevel(substitution, level);
  const inner = callee.raises.slice(callee.raises.indexOf(raise) + 1).find((one) => !own.includes(one))?.saved;
  return {
    raise: {
      ...raise,
      saved: inCaller(raise.saved),
      base: inCaller(led ? led.saved : raise.base),
      lock: lock.text,
    },
    inner: inner && inCaller(inner),
    restored: inCaller(given.restored),
  };
};

const lockEvent = (before: Case, substitution: Substitution, held: Held, undone: Exchanges): CallEvent | undefined => {
  const { callee } = substitution;
  const lock = lockInCaller(before.locks, substitution, held);
  const exchange = lock && undone.get(lock.text);
  // Both the release and the acquire are judged inside.
  if (!lock || isUndoing(held, exchange) || isTakenOtherwise(held)) return undefined;
  const { family, form } = held;
  const tries = held.maybe || held.tried;
  if (exchange === "taken first") {
    const undone = undoneInside(before, substitution, held, lock);
    return tries ? undefined : { kind: "internal", lock, family, undone };
  }
  const handle = mapHandle(substitution, held.handle);
  const told = { lock, family, form, handle, held: before.locks.get(lock.text) };
  if (held.converted === true) return { kind: "convert", ...told };
  if (held.balance > 0) {
    const behind = held.behind.flatMap((key) => {
      const given = callee.locks.get(key);
      return (given && lockInCaller(before.locks, substitution, given)) ?? [];
    });
    return { kind: "acquire", ...told, tries, behind };
  }
  const restored = held.restored && substituteLevel(substitution, held.restored);
  return { kind: "release", ...told, maybe: held.maybe, also: [], restored, value: undefined };
};

/** The callee's lowerings of what its callers have raised, one after the other. */
const lowerings = (before: Case, substitution: Substitution): CallEvent[] => {
  const { lowered } = substitution.callee;
  const levels = lowered.map((level) => substituteLevel(substitution, level));
  return levels.flatMap((to, index): CallEvent[] => {
    const inside = lowered[index];
    const told = { kind: "lower", to, value: undefined, isSettledInside: inside?.kind === "set" } as const;
    const first = { ...told, from: levels[index - 1] ?? before.level };
    return inside?.again === true ? [first, { ...told, from: to, again: true }] : [first];
  });
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
  const onLocks = [...callee.locks.values()].flatMap((held) => lockEvent(before, substitution, held, undone) ?? []);
  const lowered = lowerings(before, substitution);
  const raise = raisesLeft(substitution, undone).findLast(({ lock }) => lock === undefined);
  const from = raise && substituteLevel(substitution, raise.saved);
  const raised: CallEvent[] = leaves && from ? [{ kind: "raise", from, to: leaves }] : [];
  return [...lowered, ...onLocks, ...raised];
};
