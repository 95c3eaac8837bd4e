import { holdsOf } from "../domain/balance.js";
import { isHeldHere, type Held } from "../domain/held.js";
import type { LockName, OuterLock } from "./outer-lock.js";

/** What a function has done with a lock by one of its names, and its name outside. */
interface NamedHold {
  readonly own: Held;
  readonly name: LockName;
}

/** By the path text of the lock outside. */
export const byLock = (holds: readonly NamedHold[]): ReadonlyMap<string, readonly NamedHold[]> => {
  const all = new Map<string, NamedHold[]>();
  for (const hold of holds) {
    const { text } = hold.name.path;
    const known = all.get(text);
    if (known) known.push(hold);
    else all.set(text, [hold]);
  }
  return all;
};

/**
 * How one lock is held after all that a function has done with it; undefined where it is not.
 * @param outer how its callers hold it
 */
export const heldBy = (names: readonly NamedHold[], outer: OuterLock | undefined): OuterLock | undefined => {
  const converted = names.find(({ own }) => own.converted === true)?.own;
  if (converted) return outer && { ...outer, family: converted.family };
  const owns = names.map(({ own }) => own);
  const { least, most } = holdsOf(owns, outer);
  if (most <= 0) return undefined;
  const maybe = least <= 0;
  const taken = names.findLast(({ own }) => isHeldHere(own));
  if (!taken) return outer && { ...outer, maybe };
  const { family, form, tried, span } = taken.own;
  return { ...taken.name, family, form, tried, maybe, span };
};
