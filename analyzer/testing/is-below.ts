import { boundsOf, levelsIn, truthIn, type Case } from "../domain/case.js";
import type { Fact } from "../domain/fact.js";
import { NO } from "../domain/join-values.js";
import { sameLevel } from "../domain/level.js";
import { ANY_LEVEL, isSubset } from "../domain/level-set.js";
import type { Path } from "../domain/path.js";
import { answerOf, literal, literalsOf, place, sameValue, type Value } from "../domain/value.js";

/** Whether all that `a` may be, `b` may be as well: the order that `joinCases` is the join of. */
const isBelowValue = (a: Value, b: Value): boolean => {
  if (b.kind === "unknown" || sameValue(a, b)) return true;
  if (b.kind === "literal" && typeof b.value === "boolean") return answerOf(a) === b.value;
  if (a.kind === "level" && b.kind === "level")
    return b.level.kind === "set" && isSubset(a.level.kind === "set" ? a.level.set : ANY_LEVEL, b.level.set);
  if (b.kind === "maybe") return sameValue(a, b.test) || answerOf(a) === b.answer;
  const [own, others] = [literalsOf(a), literalsOf(b)];
  if (own && others) return own.every((value) => others.some((other) => Object.is(value, other)));
  if (a.kind !== "functions" || b.kind !== "functions") return false;
  const targets = new Set(b.targets.map((target) => JSON.stringify(target)));
  return a.targets.every((target) => targets.has(JSON.stringify(target)));
};

/** The same, where what branches have shown of the level in its case may decide it. */
const isBelowIn = (a: Case, value: Value, b: Value): boolean => {
  const truth = truthIn(a, value);
  return isBelowValue(value, b) || (truth !== undefined && isBelowValue(literal(truth), b));
};

const isBelowFact = (a: Fact | undefined, b: Fact): boolean => {
  if (!a) return false;
  const excluded = (value: unknown): boolean =>
    a.equals ? a.equals.value !== value : a.differs.some((one) => one === value);
  return (
    (b.truthy === undefined || a.truthy === b.truthy) &&
    (b.equals === undefined || (a.equals !== undefined && a.equals.value === b.equals.value)) &&
    b.differs.every(excluded)
  );
};

const isBelowLevel = (a: Case, b: Case): boolean =>
  sameLevel(a.level, b.level) || (b.level.kind === "set" && isSubset(levelsIn(a, a.level, ANY_LEVEL), b.level.set));

const isBelowBounds = (a: Case, b: Case): boolean =>
  [...b.bounds.keys()].every((symbol) => isSubset(boundsOf(a, symbol).taken, boundsOf(b, symbol).taken));

const isBelowLocks = (a: Case, b: Case): boolean =>
  [...new Set([...a.locks.keys(), ...b.locks.keys()])].every((key) => {
    const held = b.locks.get(key);
    return held !== undefined && (held.maybe || a.locks.get(key)?.balance === held.balance);
  });

const isFresh = (root: string): boolean => root.startsWith("new:") || root.startsWith("value:");

/** What a place is known to hold that is not written. */
const firstContent = ({ facts }: Case, path: Path): Value => {
  const fact = facts.get(path.text);
  if (fact?.equals) return literal(fact.equals.value);
  return fact?.truthy === false ? NO : place(path);
};

/** What is not written still holds what it held at first; a new object's place holds nothing before. */
const isBelowMemory = (a: Case, b: Case): boolean =>
  b.memory.values().every((cell) => {
    const own = a.memory.get(cell.path.text);
    if (!own && isFresh(cell.path.root)) return true;
    const isWritten = !own || !cell.written || isBelowIn(a, own.written ?? own.value, cell.written);
    const held = own ? [own.value] : [place(cell.path), firstContent(a, cell.path)];
    return isWritten && held.some((value) => isBelowIn(a, value, cell.value));
  }) && a.memory.keys().every((key) => b.memory.has(key));

export const isBelow = (a: Case, b: Case): boolean =>
  isBelowLevel(a, b) &&
  isBelowBounds(a, b) &&
  isBelowLocks(a, b) &&
  isBelowMemory(a, b) &&
  [...b.registers].every(([register, value]) => {
    const own = a.registers.get(register);
    return own !== undefined && isBelowIn(a, own, value);
  }) &&
  [...b.facts].every(([key, fact]) => isBelowFact(a.facts.get(key), fact)) &&
  (a.result === undefined || (b.result !== undefined && isBelowIn(a, a.result, b.result)));

/** Whether some of the cases lies above: what the whole set tells then holds of `one`. */
export const covers = (cases: readonly Case[], one: Case): boolean => cases.some((other) => isBelow(one, other));
