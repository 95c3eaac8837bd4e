import {
  boundedPropertyText,
  boundsOf,
  gatheredText,
  levelsIn,
  propertyText,
  sameData,
  truthIn,
  type Case,
  type Cell,
} from "./case.js";
import { joinFacts } from "./fact.js";
import { joinLocks, locksText } from "./held.js";
import { sameLevel, type Level, type LevelBounds } from "./level.js";
import { ANY_LEVEL } from "./level-set.js";
import { joinLowered, joinRaises, raisesText } from "./raise.js";
import type { Path } from "./path.js";
import { ANY } from "./stretch.js";
import { isOfReturned } from "./returned-object.js";
import { joinFree } from "./shown-free.js";
import { joinResults, joinValues, NO } from "./join-values.js";
import { literal, place, sameValue, UNKNOWN, type Value } from "./value.js";

/**
 * Property simulation (ESP: Das, Lerner, Seigle, PLDI 2002): a state is a small set of cases. Cases with equal level, locks
 * and level bounds merge and keep what agrees; cases that differ in the bounds of one symbol only merge without loss.
 */
export const MAX_CASES = 24;

/** Two questions about the level that are answered alike in their cases are that answer. */
const joinAnswers = (a: Case, one: Value, b: Case, other: Value): Value => {
  const truth = sameValue(one, other) ? undefined : truthIn(a, one);
  if (truth === undefined || truthIn(b, other) !== truth) return joinValues(one, other);
  return one.kind === "literal" ? one : literal(truth);
};

const joinRegisters = (a: Case, b: Case): Case["registers"] =>
  a.registers.merge(b.registers, {
    both: (one, other) => joinAnswers(a, one, b, other),
    first: "drop",
    second: "drop",
  });

const isFresh = ({ root }: Path): boolean => root.startsWith("new:") || root.startsWith("value:");

/** The levels that were written, where nothing else was. */
const joinWritten = (one: Value, other: Value): Value | undefined => {
  const written = joinValues(one, other);
  return written.kind === "level" ? written : undefined;
};

const withValue = (cell: Cell, value: Value, written: Value | undefined): Cell => {
  const isAsBefore = value === cell.value && written === cell.written;
  return isAsBefore ? cell : { path: cell.path, value, ...(written ? { written } : {}) };
};

/** What branches have told of the first content of a place. */
const toldOf = ({ facts }: Case, path: Path): Value => {
  const fact = facts.get(path.text);
  if (fact?.truthy === false) return NO;
  return fact?.equals ? literal(fact.equals.value) : UNKNOWN;
};

/** A place that only one side has changed still holds its first content on the other, of which something may be told. */
export const withUnchanged = (cell: Cell, told: Value = UNKNOWN): Cell => {
  if (isFresh(cell.path)) return cell;
  const written = cell.written ?? cell.value;
  const first = place(cell.path);
  const content = sameValue(cell.value, first) || told.kind === "unknown" ? first : told;
  return withValue(cell, joinValues(cell.value, content), joinWritten(written, written));
};

export const joinCells = (one: Cell, other: Cell, join: (one: Value, other: Value) => Value): Cell => {
  const isChanged = one.written === undefined && other.written === undefined;
  const written = isChanged ? undefined : joinWritten(one.written ?? one.value, other.written ?? other.value);
  return withValue(one, join(one.value, other.value), written);
};

const joinMemory = (a: Case, b: Case): Case["memory"] =>
  a.memory.merge(b.memory, {
    both: (one, other) =>
      joinCells(one, other, (value, second) =>
        isOfReturned(one.path) ? joinResults(value, second) : joinAnswers(a, value, b, second),
      ),
    first: (cell) => withUnchanged(cell, toldOf(b, cell.path)),
    second: (cell) => withUnchanged(cell, toldOf(a, cell.path)),
  });

const joinResult = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a && b ? joinResults(a, b) : (a ?? b);

const joinBounds = (a: Case, b: Case): Map<string, LevelBounds> => {
  const joined = new Map<string, LevelBounds>();
  for (const symbol of a.bounds.keys()) {
    if (!b.bounds.has(symbol)) continue;
    const one = boundsOf(a, symbol);
    const other = boundsOf(b, symbol);
    joined.set(symbol, { taken: one.taken | other.taken, assumed: one.assumed | other.assumed });
  }
  return joined;
};

const shorterTrail = (a: Case, b: Case): Case => ((b.trail?.length ?? 0) < (a.trail?.length ?? 0) ? b : a);

const joinLevel = (a: Case, b: Case): Level =>
  sameLevel(a.level, b.level)
    ? a.level
    : { kind: "set", set: levelsIn(a, a.level, ANY_LEVEL) | levelsIn(b, b.level, ANY_LEVEL) };

const joinRounds = (a: Case["rounds"], b: Case["rounds"]): Case["rounds"] =>
  a === b ? a : new Map([...a].filter(([counter, round]) => b.get(counter) === round));

/** Least case above both. */
export const joinCases = (a: Case, b: Case): Case => ({
  constants: a.constants,
  supposed: a.supposed && b.supposed,
  suspended: a.suspended && b.suspended,
  stretch: a.stretch === b.stretch ? a.stretch : ANY,
  level: joinLevel(a, b),
  origin: a.origin,
  bounds: joinBounds(a, b),
  locks: joinLocks(a.locks, b.locks),
  free: joinFree(a.free, b.free),
  raises: joinRaises(a.raises, b.raises),
  lowered: joinLowered(a.lowered, b.lowered),
  registers: joinRegisters(a, b),
  memory: joinMemory(a, b),
  facts: joinFacts(a.facts, b.facts),
  result: joinResult(a.result, b.result),
  telling: a.telling,
  rounds: joinRounds(a.rounds, b.rounds),
  trail: shorterTrail(a, b).trail,
});

/** The one symbol in which the bounds differ; undefined where none or several do. */
const onlyDifferingSymbol = (a: Case, b: Case): string | undefined => {
  const differing = [...new Set([...a.bounds.keys(), ...b.bounds.keys()])].filter((symbol) => {
    const one = boundsOf(a, symbol);
    const other = boundsOf(b, symbol);
    return one.taken !== other.taken || one.assumed !== other.assumed;
  });
  return differing.length === 1 ? differing[0] : undefined;
};

/** A loss-free merge: all data agree and one symbol's bounds differ in one way. */
const mergeExactly = (a: Case, b: Case): Case | undefined => {
  const symbol = onlyDifferingSymbol(a, b);
  if (symbol === undefined || propertyText(a) !== propertyText(b) || !sameData(a, b)) return undefined;
  const one = boundsOf(a, symbol);
  const other = boundsOf(b, symbol);
  const bounds = { taken: one.taken | other.taken, assumed: one.assumed | other.assumed };
  if (one.taken !== other.taken && one.assumed !== other.assumed) return undefined;
  const gathered = {
    locks: joinLocks(a.locks, b.locks),
    free: joinFree(a.free, b.free),
    raises: joinRaises(a.raises, b.raises),
    lowered: joinLowered(a.lowered, b.lowered),
  };
  return { ...a, ...gathered, trail: shorterTrail(a, b).trail, bounds: new Map(a.bounds).set(symbol, bounds) };
};

const mergePair = (a: Case, b: Case): Case | undefined =>
  boundedPropertyText(a) === boundedPropertyText(b) ? joinCases(a, b) : mergeExactly(a, b);

export interface CaseSet {
  readonly cases: readonly Case[];
  /** How often cases had to be collapsed because there were too many. */
  readonly collapsed: number;
}

export const EMPTY: CaseSet = { cases: [], collapsed: 0 };

/** Whether a join has left its first case as it was: what did not change is the same object in both. */
const saysTheSame = (joined: Case, first: Case): boolean =>
  joined.registers === first.registers &&
  joined.memory === first.memory &&
  joined.facts === first.facts &&
  joined.result === first.result &&
  boundedPropertyText(joined) === boundedPropertyText(first) &&
  gatheredText(joined) === gatheredText(first);

const absorb = (cases: readonly Case[], incoming: Case): readonly Case[] => {
  for (const [index, present] of cases.entries()) {
    const merged = mergePair(present, incoming);
    if (!merged) continue;
    if (saysTheSame(merged, present)) return cases;
    return absorb([...cases.slice(0, index), ...cases.slice(index + 1)], merged);
  }
  return [...cases, incoming];
};

/** Two sets of levels become one that is larger; a level that only callers know becomes any. */
const lossOfLevel = (a: Level, b: Level): number => {
  if (sameLevel(a, b)) return 0;
  return a.kind === "set" && b.kind === "set" ? 2 : 6;
};

/** What is lost where two cases become one, the worst first: names of things, locks, raises, the level, how it came about. */
const lossOf = (a: Case, b: Case): number =>
  (a.registers.isSame(b.registers, sameValue) ? 0 : 16) +
  (locksText(a.locks) === locksText(b.locks) ? 0 : 8) +
  (raisesText(a.raises) === raisesText(b.raises) ? 0 : 4) +
  lossOfLevel(a.level, b.level) +
  (propertyText(a) === propertyText(b) ? 0 : 1);

/** The pair of which the least is lost; of several the first. */
const closestPair = (cases: readonly Case[]): readonly [Case, Case] | undefined => {
  let closest: readonly [Case, Case] | undefined;
  let least = Infinity;
  for (const [index, one] of cases.entries()) {
    for (const other of cases.slice(index + 1)) {
      const loss = lossOf(one, other);
      if (loss < least) [closest, least] = [[one, other], loss];
    }
  }
  return closest;
};

const collapse = (cases: readonly Case[]): readonly Case[] => {
  const closest = closestPair(cases);
  if (!closest) return cases;
  const [first, partner] = closest;
  return absorb(
    cases.filter((other) => other !== first && other !== partner),
    joinCases(first, partner),
  );
};

/** Whether a case says all that the incoming one says; most are told by level and locks alone. */
const isAbove = (present: Case, incoming: Case): boolean =>
  sameLevel(joinLevel(present, incoming), present.level) &&
  joinLocks(present.locks, incoming.locks) === present.locks &&
  saysTheSame(joinCases(present, incoming), present);

const isCovered = (cases: readonly Case[], incoming: Case): boolean =>
  cases.some((present) => isAbove(present, incoming));

/**
 * Adds a case; the result is the same object where nothing changed. What was collapsed into another case before is not
 * taken up again: a loop would bring it back for ever.
 */
export const addCase = (set: CaseSet, incoming: Case): CaseSet => {
  if (set.collapsed > 0 && isCovered(set.cases, incoming)) return set;
  let cases = absorb(set.cases, incoming);
  let collapsed = set.collapsed;
  while (cases.length > MAX_CASES) {
    cases = collapse(cases);
    collapsed += 1;
  }
  return cases === set.cases ? set : { cases, collapsed };
};
