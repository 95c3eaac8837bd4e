import type { Contract, LockEffect } from "../contract/contract.js";
import { entryCase, type Case } from "../domain/case.js";
import { acquireLock, releaseLock, type Held } from "../domain/held.js";
import { ENTRY, levelSet, levelSymbol, type Level } from "../domain/level.js";
import { exactly } from "../domain/level-set.js";
import { pushRaise } from "../domain/raise.js";
import { areOneForSome, type Path } from "../domain/path.js";
import type { Span } from "../ir/span.js";
import { refineLiteral } from "../solve/contract-conditions.js";
import { ownValueAt } from "../solve/contract-path.js";
import { levelOfValue } from "../solve/memory.js";
import { withoutLock } from "../domain/without.js";

interface Declared {
  readonly contract: Contract;
  /** The way out as the body leaves it, mistakes and all. */
  readonly body: Case;
  /** Where what the tags promise beyond that comes from. */
  readonly span: Span;
}

type StatedLock = LockEffect & { readonly operation: "acquire" | "release" };

const isStatedLock = (effect: LockEffect): effect is StatedLock =>
  effect.when?.kind !== "return" && (effect.operation === "acquire" || effect.operation === "release");

const lockAt = (state: Case, { lock }: LockEffect): Path | undefined => {
  const value = lock && ownValueAt({ ...entryCase, constants: state.constants }, lock);
  return value?.kind === "place" ? value.path : undefined;
};

const leftAt = (state: Case, contract: Contract): Level | undefined => {
  if (contract.level.kind === "same") return levelSymbol(ENTRY);
  if (contract.level.kind !== "restore") return undefined;
  return levelOfValue(ownValueAt({ ...entryCase, constants: state.constants }, contract.level.from));
};

/** A lock of no tag that the body has taken: where callers pass the same one for the tag's, it is taken as the tag says. */
const takenForIt = (body: Case, { locks }: Contract, path: Path): Held | undefined => {
  const stated = new Set(locks.map((effect) => lockAt(body, effect)?.text));
  return [...body.locks.values()].find(
    (held) => held.balance > 0 && !stated.has(held.path.text) && areOneForSome(held.path, path),
  );
};

const doLock = (state: Case, { contract, body, span }: Declared, effect: StatedLock): Case => {
  const path = lockAt(state, effect);
  const sign = effect.operation === "acquire" ? 1 : -1;
  if (!path || (state.locks.get(path.text)?.balance ?? 0) * sign > 0) return state;
  const restored = sign < 0 && contract.level.kind === "restore" ? leftAt(state, contract) : undefined;
  const { family, form } = (sign > 0 ? takenForIt(body, contract, path) : undefined) ?? effect;
  const change = { path, family, form, handle: undefined, span, restored };
  return { ...state, locks: (sign > 0 ? acquireLock : releaseLock)(state.locks, change) };
};

/** For callers that pass what a tag does not speak of nothing is taken. What is given back for them all the same, they are asked. */
const undoLock = (state: Case, effect: StatedLock): Case => {
  const path = lockAt(state, effect);
  const isTaken = path !== undefined && (state.locks.get(path.text)?.balance ?? 0) > 0;
  return isTaken && effect.operation === "acquire" ? withoutLock(state, path.text) : state;
};

/** The lock as taken or given back, where the body did neither; by itself for callers that pass what the tag asks for. */
const withLock = (state: Case, declared: Declared, effect: StatedLock): Case[] => {
  const { when } = effect;
  if (when?.kind !== "argument") return [doLock(state, declared, effect)];
  const value = ownValueAt(state, when.path);
  const [met, unmet] = [when.equals, !when.equals].map((equal) => refineLiteral(state, value, when.value, equal));
  return [...(met ? [doLock(met, declared, effect)] : []), ...(unmet ? [undoLock(unmet, effect)] : [])];
};

const raisedTo = (state: Case, contract: Contract, to: number, span: Span): Case => {
  const level = levelSet(exactly(to));
  if (state.raises.length > 0) return { ...state, level };
  const taken = contract.locks.find((effect) => effect.operation === "acquire");
  const saved = levelSymbol(ENTRY);
  const lock = taken && lockAt(state, taken)?.text;
  return {
    ...state,
    level,
    lowered: [],
    raises: pushRaise(state.raises, { saved, base: saved, lock, span, text: contract.name }),
  };
};

/** What the body has given back restores the level that the tags name. */
const restoring = (state: Case, level: Level): Case => ({
  ...state,
  locks: new Map([...state.locks].map(([key, held]) => [key, held.restored ? { ...held, restored: level } : held])),
});

const withLevel = (state: Case, contract: Contract, span: Span): Case => {
  const { level: effect, statesExit, cases = [] } = contract;
  if (statesExit === false || cases.some(({ level }) => level !== undefined)) return state;
  if (effect.kind === "raise")
    return typeof effect.to === "number" ? raisedTo(state, contract, effect.to, span) : state;
  const level = state.raises.length === 0 ? leftAt(state, contract) : undefined;
  if (!level) return state;
  if (effect.kind === "same") return { ...state, level, lowered: [] };
  const isRelease = contract.locks.some(({ operation }) => operation === "release");
  return isRelease ? { ...restoring(state, level), level, lowered: [] } : { ...state, level, lowered: [level] };
};

/**
 * A normal way out as the function's tags say it is: where the body does not keep them, that is reported in the function,
 * and its callers go on with what it promised. One for each way in which the conditions of the tags may come out.
 */
export const asDeclared = (state: Case, declared: Declared): readonly Case[] =>
  declared.contract.locks
    .filter(isStatedLock)
    .reduce<Case[]>(
      (cases, effect) => cases.flatMap((now) => withLock(now, declared, effect)),
      [withLevel(state, declared.contract, declared.span)],
    );
