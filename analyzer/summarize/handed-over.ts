/**
 * What a function leaves to its callers to undo: locks that it has taken, and raises of IRQL. Without a contract, a function
 * that does so on every normal way out, or on those that its result or a place that it writes tells apart, is meant to (`enter`,
 * `tryLock`), and its callers go on from there. Anything else is a mistake in the function, and its callers go on as if it were
 * not there.
 */
import type { Contract } from "../contract/contract.js";
import { isAtSomeLevelOf, type Case } from "../domain/case.js";
import { mayBeGivenAs } from "../domain/held.js";
import { isVague, mayMean } from "../domain/path.js";
import { placesOf } from "../domain/raise.js";
import type { Exit } from "../domain/summary.js";
import { areApartByResult, isApartByPlace } from "../domain/told-apart.js";
import { UNKNOWN } from "../domain/value.js";
import { withoutLock, withoutRaise } from "../domain/without.js";
import { callsAt } from "../ir/calls-at.js";
import type { FunctionUnit } from "../ir/graph.js";
import { isModuleCode } from "../ir/module-code.js";
import { sameSpan, type Span } from "../ir/span.js";
import { contractPath, ownValueAt } from "../solve/contract-path.js";
import { isInLoop } from "../solve/loops.js";

/** A lock or a raise that is still to be undone at a way out. */
export interface Leftover {
  /** The same for the same thing on two ways out: `lock <path>`, `raise <n>` for the n-th plain raise from outside. */
  readonly key: string;
  readonly kind: "lock" | "raise";
  /** The acquire or raise, one for each of the joined paths; inside a callee, the call. */
  readonly spans: readonly Span[];
  /** That it is still to be undone is no mistake. */
  readonly entrusted: boolean;
}

const lockKey = (path: string): string => `lock ${path}`;
const raiseKey = (count: number): string => `raise ${String(count)}`;

export const leftovers = (state: Case): readonly Leftover[] => {
  const locks = [...state.locks.values()].filter(({ balance }) => balance > 0);
  const raises = state.raises.filter(({ lock }) => lock === undefined);
  return [
    ...locks.map(({ path, span, again }): Leftover => ({
      key: lockKey(path.text),
      kind: "lock",
      spans: [span],
      entrusted: again,
    })),
    ...raises.map((raise, index): Leftover => {
      const spans = placesOf(raise).map(({ span }) => span);
      return { key: raiseKey(index), kind: "raise", spans, entrusted: raise.entrusted === true };
    }),
  ];
};

const has = (state: Case, key: string): boolean => leftovers(state).some((one) => one.key === key);

/** A lock that was taken at the same place: the function leaves with one held, whichever it chose. */
const hasChosenOther = (state: Case, { kind, spans }: Leftover): boolean =>
  kind === "lock" &&
  leftovers(state).some(
    (other) => other.kind === "lock" && other.spans.some((one) => spans.some((span) => sameSpan(one, span))),
  );

/**
 * Given back by another name, or of another lock: callers know. Not what was given back before it was taken, nor where ways that
 * do not take it, at the same level, give as much back.
 */
const mayBeGivenBack = (returns: readonly Case[], state: Case, { kind, key }: Leftover): boolean => {
  if (kind !== "lock") return false;
  const { locks } = state;
  const taken = locks.get(key.slice("lock ".length));
  const others = returns.filter((other) => !has(other, key) && isAtSomeLevelOf(state, other));
  return [...locks.values()].some(
    (given) =>
      mayBeGivenAs(taken, given) &&
      taken?.behind.includes(given.path.text) !== true &&
      others.every((other) => (other.locks.get(given.path.text)?.balance ?? 0) >= 0),
  );
};

/** The function itself has taken the lock on this way and given it back: what it leaves on others is a release that is missing. */
const isGivenBackHere = ({ free }: Case, { key, kind }: Leftover): boolean =>
  kind === "lock" && free.has(key.slice("lock ".length));

const areToldApart = (returns: readonly Case[], left: Leftover): boolean => {
  const { key } = left;
  const without = returns.filter((state) => !has(state, key) && !hasChosenOther(state, left));
  const holding = returns.filter((state) => has(state, key));
  return holding.every((one) =>
    without.every(
      (other) => areApartByResult(one, other) || (!isGivenBackHere(other, left) && isApartByPlace(one, other)),
    ),
  );
};

/** The call stands in a loop. */
const isInRounds = ({ graph }: FunctionUnit, { spans }: Leftover): boolean =>
  callsAt(graph, spans).some(({ id }) => isInLoop(graph, id));

/** Locks of a collection that a loop takes, and none gives back here: where none is taken, it has none. */
const isGathered = (unit: FunctionUnit, returns: readonly Case[], left: Leftover): boolean => {
  const lock = left.key.slice("lock ".length);
  const all = returns.flatMap(({ locks }) => [...locks.values()]);
  const taken = all.find(({ path }) => path.text === lock)?.path;
  if (!taken || !isVague(taken) || !isInRounds(unit, left)) return false;
  return !all.some(({ balance, path }) => balance <= 0 && (path.text === lock || mayMean(path, taken)));
};

/** Whether the function leaves its callers the lock to release. */
export const handsOver = (handed: ReadonlySet<string>, lock: string): boolean => handed.has(lockKey(lock));

/** Whether the contract says something of this, so that the body does not decide about it. */
export const isStated = ({ locks, statesExit, saves }: Contract, kind: Leftover["kind"]): boolean => {
  if (kind === "raise") return statesExit === true || saves !== undefined;
  return locks.length > 0 && locks.every(({ lock }) => lock !== undefined && contractPath(lock) !== undefined);
};

/** A level that is saved is there to be restored later. */
const saysRaise = ({ level, statesExit, saves, cases = [] }: Contract): boolean =>
  level.kind === "raise" ||
  (statesExit !== true && saves !== undefined) ||
  cases.some((one) => one.level?.kind === "raise");

const isPromised = (state: Case, contract: Contract, { key, kind }: Leftover): boolean => {
  if (kind === "raise") return saysRaise(contract);
  return contract.locks.some(({ operation, lock }) => {
    const value = lock && operation !== "release" ? ownValueAt(state, lock) : UNKNOWN;
    return value.kind === "place" && key === lockKey(value.path.text);
  });
};

/** What the function hands over, by key: what its contract says, else what its ways out show. Roles and module code hand over nothing. */
export const handedOver = (
  unit: FunctionUnit,
  contract: Contract | undefined,
  exits: readonly Exit[],
): ReadonlySet<string> => {
  if (isModuleCode(unit) || unit.roles.length > 0) return new Set();
  const returns = exits.flatMap(({ how, state }) => (how === "return" ? [state] : []));
  const found = returns.flatMap((state) =>
    leftovers(state).filter((one) =>
      contract && isStated(contract, one.kind)
        ? isPromised(state, contract, one)
        : isGathered(unit, returns, one) || areToldApart(returns, one) || mayBeGivenBack(returns, state, one),
    ),
  );
  return new Set(found.map(({ key }) => key));
};

/** The index of the raise among all, from its place among the plain ones. */
const indexOf = ({ raises }: Case, key: string): number => {
  const plain = raises.flatMap(({ lock }, index) => (lock === undefined ? [index] : []));
  return plain.find((_, count) => key === raiseKey(count)) ?? -1;
};

/** A way out without what the function must not leave behind: innermost first. */
export const mended = (state: Case, handed: ReadonlySet<string>): Case =>
  leftovers(state)
    .filter(({ key }) => !handed.has(key))
    .reduceRight(
      (now, { key, kind }) =>
        kind === "lock" ? withoutLock(now, key.slice("lock ".length)) : withoutRaise(now, indexOf(now, key)),
      state,
    );
