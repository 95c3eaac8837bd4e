import { isAtSomeLevelOf, type Case } from "../domain/case.js";
import { contradict } from "../domain/fact.js";
import type { Held } from "../domain/held.js";
import { parsePath, type Path } from "../domain/path.js";
import type { Exit } from "../domain/summary.js";
import { areApartByResult } from "../domain/told-apart.js";
import { sameValue } from "../domain/value.js";
import { namesInCaller, sumOf } from "./lock-in-caller.js";
import type { Substitution } from "./substitute.js";

/** A lock that a way out leaves taken, and that others do not. */
export interface LeftPartly {
  /** The caller's name of it. */
  readonly lock: Path;
  readonly held: Held;
}

/** Whether a caller may know which of the two ways out it has: by the result, by what it passed, or by what was written. */
const areToldApart = (one: Case, other: Case): boolean =>
  areApartByResult(one, other) ||
  !one.memory.isSame(other.memory, (a, b) => sameValue(a.value, b.value)) ||
  [...one.facts].some(([key, fact]) => {
    const known = other.facts.get(key);
    return known !== undefined && contradict(fact, known);
  });

const isGivenBack = (names: readonly Held[] | undefined): boolean =>
  names !== undefined && names.length > 1 && sumOf(names) === 0;

/**
 * By its ways out, the locks that a callee leaves taken on some of them only: on others a callback gives them back, by another
 * name. Nobody is meant to release such a lock, which is reported at the call; the caller goes on as if it had not been taken.
 * @param ways ways out that are possible in the caller's case, with what their names stand for
 */
export const leftPartly = (ways: ReadonlyMap<Exit, Substitution>): ReadonlyMap<Exit, readonly LeftPartly[]> => {
  const returns = [...ways].filter(([{ how }]) => how === "return");
  if (!returns.some(([{ state }]) => state.locks.size > 1)) return new Map();
  const named = returns.map(([exit, substitution]) => ({
    exit,
    names: namesInCaller(substitution.caller.locks, substitution),
  }));
  const isUndoneElsewhere = (exit: Exit, lock: string): boolean =>
    named.some(
      (other) =>
        isGivenBack(other.names.get(lock)) &&
        isAtSomeLevelOf(exit.state, other.exit.state) &&
        !areToldApart(exit.state, other.exit.state),
    );
  return new Map(
    named.map(({ exit, names }) => [
      exit,
      [...names].flatMap(([lock, all]) =>
        sumOf(all) > 0 && isUndoneElsewhere(exit, lock)
          ? all.flatMap((held) => (held.balance > 0 ? [{ lock: parsePath(lock), held }] : []))
          : [],
      ),
    ]),
  );
};
