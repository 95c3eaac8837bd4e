import { ofEach } from "../ir/of-each.js";
import type { Register } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { factsText, sameFact, type Facts } from "./fact.js";
import { lockSpansText, locksText, type HeldLocks } from "./held.js";
import { ENTRY, levelText, type Level, type LevelBounds, type LevelSymbol } from "./level.js";
import { ANY_LEVEL, complement, type LevelSet } from "./level-set.js";
import type { Path } from "./path.js";
import { PersistentMap } from "./persistent-map.js";
import { loweredAgainText, loweredText, raisePlacesText, raisesText, type Lowered, type Raise } from "./raise.js";
import { freeText, type FreeLocks } from "./shown-free.js";
import { START } from "./stretch.js";
import { answerAmong, sameValue, valueText, type Value } from "./value.js";

/** How the level came to be what it is: the last operation that changed it, and inside a callee its own. Not compared. */
export type LevelOrigin =
  | { readonly kind: "enter" }
  | {
      readonly kind: "raise" | "lower" | "acquire" | "release" | "call" | "join";
      readonly span: Span;
      /** The routine, as written. */
      readonly text: string;
      readonly inner: LevelOrigin | undefined;
    };

/** Branches taken since the level last changed, latest first. Not compared. */
export interface Trail {
  readonly span: Span;
  readonly node: number;
  readonly taken: boolean;
  readonly before: Trail | undefined;
  readonly length: number;
}

export interface Cell {
  readonly path: Path;
  readonly value: Value;
  /** The level that it was written on some of the joined ways: on the others it holds what it held at first, which callers know. */
  readonly written?: Value | undefined;
}

/** One way the state can be at a point: level and locks (what cases are told apart by) with what is known along with them. */
export interface Case {
  /** What places of module code hold for good; the same in all cases. */
  readonly constants: { get(key: string): Value | undefined };
  /**
   * The level counts as known only because a need that it may not meet was reported. Kept apart from cases in which it is
   * known: what they show would be lost.
   */
  readonly supposed: boolean;
  /** An `await` lies behind: the caller of the async function is not there any more. */
  readonly suspended: boolean;
  /** The stretch that a generator is in, where it is run for one of them (`domain/stretch.ts`); at its end the one that comes next. */
  readonly stretch: number;
  readonly level: Level;
  readonly origin: LevelOrigin;
  readonly bounds: ReadonlyMap<LevelSymbol, LevelBounds>;
  readonly locks: HeldLocks;
  readonly free: FreeLocks;
  /** Raises since entry that are not undone yet, innermost last. */
  readonly raises: readonly Raise[];
  /** Levels to which raises were undone that callers had made, first to last. */
  readonly lowered: readonly Lowered[];
  readonly registers: PersistentMap<Value>;
  /** Places whose content has changed since entry. */
  readonly memory: PersistentMap<Cell>;
  readonly facts: Facts;
  readonly result: Value | undefined;
  /** Registers whose content, where it is a place, keeps cases apart; the same in all cases of a function. */
  readonly telling: ReadonlySet<Register>;
  /** Rounds of loops that are kept apart, by the registers that count them, and where generators stand, by their names. */
  readonly rounds: ReadonlyMap<string, number>;
  readonly trail: Trail | undefined;
}

const OPEN: LevelBounds = { taken: ANY_LEVEL, assumed: ANY_LEVEL };

export const boundsOf = (state: Case, symbol: LevelSymbol): LevelBounds => state.bounds.get(symbol) ?? OPEN;

export const entryCase: Case = {
  constants: new Map(),
  supposed: false,
  suspended: false,
  stretch: START,
  level: { kind: "symbol", symbol: ENTRY },
  origin: { kind: "enter" },
  bounds: new Map(),
  locks: new Map(),
  free: new Map(),
  raises: [],
  lowered: [],
  registers: new PersistentMap(),
  memory: new PersistentMap(),
  facts: new PersistentMap(),
  result: undefined,
  telling: new Set(),
  rounds: new Map(),
  trail: undefined,
};

/** Whether the case can occur in a function that is entered at these levels. */
export const isFeasible = (state: Case, entry: LevelSet): boolean => (boundsOf(state, ENTRY).taken & entry) !== 0;

/** Both can occur in one function that is entered at some level. */
export const isAtSomeLevelOf = (one: Case, other: Case): boolean =>
  (boundsOf(one, ENTRY).taken & boundsOf(other, ENTRY).taken) !== 0;

/**
 * The numbers that a level stands for, in a function entered at `entry`. Where a need that was reported before excludes them
 * all, the need counts as met.
 */
export const levelsIn = (state: Case, level: Level, entry: LevelSet): LevelSet => {
  if (level.kind === "set") return level.set;
  const bounds = boundsOf(state, level.symbol);
  const possible = level.symbol === ENTRY ? bounds.taken & entry : bounds.taken;
  return (possible & bounds.assumed) !== 0 ? possible & bounds.assumed : possible === 0 ? 0 : bounds.assumed;
};

/** Whether it is true in the case, where what branches have shown of the levels decides that. */
export const truthIn = (state: Case, value: Value): boolean | undefined => {
  if (value.kind === "literal" && typeof value.value === "boolean") return value.value;
  if (value.kind === "maybe") return truthIn(state, value.test) === value.answer ? value.answer : undefined;
  if (value.kind !== "test") return undefined;
  const levels = value.level.kind === "set" ? value.level.set : boundsOf(state, value.level.symbol).taken;
  return answerAmong(levels, value);
};

/** Entry levels with which the way to this case breaks no need. */
export const levelsMeetingNeeds = (state: Case): LevelSet => {
  const { taken, assumed } = boundsOf(state, ENTRY);
  return complement(taken) | assumed;
};

const withBounds = (state: Case, symbol: LevelSymbol, bounds: LevelBounds): Case => ({
  ...state,
  bounds: new Map(state.bounds).set(symbol, bounds),
});

/**
 * The case with the level known to be in `set` because a branch was taken; undefined where that cannot be. A branch that
 * a need counted as met would exclude is looked at all the same, without the supposition.
 */
export const takeLevel = (state: Case, level: Level, set: LevelSet): Case | undefined => {
  if (level.kind === "set") return (level.set & set) === 0 ? undefined : state;
  const bounds = boundsOf(state, level.symbol);
  if ((bounds.taken & set) === 0) return undefined;
  const taken = bounds.taken & set;
  return withBounds(state, level.symbol, {
    taken,
    assumed: (taken & bounds.assumed) === 0 ? ANY_LEVEL : bounds.assumed,
  });
};

/** The case as if the level were in `set`: a need that was checked here. */
export const assumeLevel = (state: Case, level: Level, set: LevelSet): Case => {
  if (level.kind === "set") return state;
  const bounds = boundsOf(state, level.symbol);
  return withBounds(state, level.symbol, {
    ...bounds,
    assumed: (bounds.assumed & set) === 0 ? set : bounds.assumed & set,
  });
};

const isOpen = ({ taken, assumed }: LevelBounds): boolean => taken === ANY_LEVEL && assumed === ANY_LEVEL;

/** A bound that says nothing is none. */
export const boundsText = (state: Case): string =>
  [...state.bounds]
    .filter(([, bounds]) => !isOpen(bounds))
    .map(([symbol, bounds]) => `${symbol}:${String(bounds.taken)}/${String(bounds.assumed)}`)
    .sort()
    .join(";");

const roundsText = ({ rounds }: Case): string => (rounds.size === 0 ? "" : `#${[...rounds].join(";")}`);

const chosenText = (value: Value | undefined): string => {
  if (value?.kind === "place" && !value.path.root.startsWith("value:")) return `#${value.path.text}`;
  return value?.kind === "literal" && typeof value.value === "number" ? `#${String(value.value)}` : "#";
};

/** Which places a new object holds: a lock and its saved level, handed over as one. */
const fieldsText = (memory: Case["memory"], root: string): string =>
  [...memory]
    .flatMap(([text, { path, value }]) =>
      path.root === root && value.kind === "place" ? [text, chosenText(value)] : [],
    )
    .join("");

/** Which of several places, or indices, the registers hold that tell, themselves or in an object. */
const tellingText = ({ telling, registers, memory }: Case): string =>
  [...telling]
    .map((register) => {
      const value = registers.get(register) ?? memory.get(register)?.value;
      const root = value?.kind === "place" ? value.path.root : "";
      return `${chosenText(value)}${root.startsWith("new:") ? fieldsText(memory, root) : ""}`;
    })
    .join("");

/** Which of several objects is returned: their fields tell the caller what was done. */
const resultText = ({ result }: Case): string =>
  result?.kind === "place" && result.path.keys.length === 0 && result.path.root.startsWith("new:")
    ? `#returns ${result.path.root}`
    : "";

/** What cases are told apart by: level, locks, and raises that are open or were undone. Cases are compared often: each text is made once. */
export const propertyText = ofEach(
  (state: Case) =>
    `${levelText(state.level)}#${locksText(state.locks)}#${raisesText(state.raises)}#${loweredText(state.lowered)}${state.suspended ? "#await" : ""}${state.stretch === START ? "" : `#stretch ${String(state.stretch)}`}${state.supposed ? "#supposed" : ""}${roundsText(state)}${tellingText(state)}${resultText(state)}`,
);

/** The same, and what is known of the levels. */
export const boundedPropertyText = ofEach((state: Case) => `${propertyText(state)}#${boundsText(state)}`);

const entriesText = (entries: Iterable<readonly [string, Value]>): string =>
  [...entries]
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .sort()
    .join(";");

/** All of a case but level, locks and bounds. */
const dataText = ofEach((state: Case) =>
  [
    entriesText(state.registers),
    entriesText([...state.memory].map(([key, cell]) => [key, cell.value] as const)),
    entriesText([...state.memory].flatMap(([key, { written }]) => (written ? [[key, written] as const] : []))),
    factsText(state.facts),
    state.result ? valueText(state.result) : "",
  ].join("#"),
);

const sameOrNone = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameValue(a, b));

const sameCell = (a: Cell, b: Cell): boolean => sameValue(a.value, b.value) && sameOrNone(a.written, b.written);

/** Whether all but level, locks and bounds agree. */
export const sameData = (a: Case, b: Case): boolean =>
  a.registers.isSame(b.registers, sameValue) &&
  a.memory.isSame(b.memory, sameCell) &&
  a.facts.isSame(b.facts, sameFact) &&
  sameOrNone(a.result, b.result);

/** What cases gather when they merge: from where locks and raises come, which callers' raises are undone again, and of which locks it is known that no caller holds them. */
export const gatheredText = ofEach((state: Case) =>
  [
    freeText(state.free),
    lockSpansText(state.locks),
    raisePlacesText(state.raises),
    loweredAgainText(state.lowered),
  ].join(";"),
);

export const caseText = (state: Case): string =>
  `${boundedPropertyText(state)}#${dataText(state)}#${gatheredText(state)}`;
