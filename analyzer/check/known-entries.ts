import { boundsOf, isFeasible, type Case } from "../domain/case.js";
import { ENTRY, isReadLevel, type Level } from "../domain/level.js";
import { ANY_LEVEL, isSingleton, NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import { levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { Entry } from "../summarize/entry.js";
import type { RootEntry } from "../summarize/root-entry.js";
import { ask, callsByCaller, entryOf, fromVersionBefore, type SettledProgram, question } from "./settled-program.js";

/**
 * Entry levels that something shows: a contract, a role, module code, a call from where the level is known. Callers that are
 * not known show nothing.
 */
export interface KnownEntry {
  /** Without what only the range of a role (`IO_COMPLETION_ROUTINE`) makes possible. */
  readonly levels: LevelSet;
  readonly withRanges: LevelSet;
  /** All that are possible, shown or not, where no need counts as met because it was reported. */
  readonly possible: LevelSet;
}

const UNKNOWN: KnownEntry = { levels: NO_LEVEL, withRanges: NO_LEVEL, possible: NO_LEVEL };

const isKnown = ({ reason }: RootEntry): boolean => reason.kind !== "unknown callers" && reason.kind !== "public";
const isRange = ({ reason }: RootEntry): boolean => reason.kind === "role" && reason.role.isRange;

/** The entry levels that are possible in a case. Levels that only meet a need that was reported before show nothing more. */
export const enteredLevels = (state: Case, entry: LevelSet): LevelSet => {
  const { taken, assumed } = boundsOf(state, ENTRY);
  return taken & assumed & entry;
};

/** The numbers that a level may stand for in a case, where no need counts as met because it was reported: any, if none met it. */
const levelsUnmet = (state: Case, level: Level, entry: LevelSet): LevelSet => {
  if (level.kind === "set") return state.supposed ? ANY_LEVEL : level.set;
  const { taken, assumed } = boundsOf(state, level.symbol);
  const levels = level.symbol === ENTRY ? taken & entry : taken;
  return (levels & assumed) === NO_LEVEL ? ANY_LEVEL : levels;
};

/**
 * A level that was saved or computed elsewhere, or is supposed since something was reported: its numbers are what it may be,
 * and nothing shows that it is.
 */
export const isVague = (state: Case): boolean => {
  const { level, origin, supposed } = state;
  if (supposed) return true;
  if (level.kind === "symbol" && !isReadLevel(level.symbol)) return level.symbol !== ENTRY;
  const set = level.kind === "set" ? level.set : boundsOf(state, level.symbol).taken;
  return !isSingleton(set) && (set === ANY_LEVEL || origin.kind === "lower" || origin.kind === "release");
};

const shownBy = (program: SettledProgram, edge: CallEdge, caller: LevelSet): LevelSet => {
  const levels = levelsOver(edge, entryOf(program, edge.caller).levels);
  if (levels === NO_LEVEL || edge.kind === "escapes") return NO_LEVEL;
  if (edge.kind === "later" || edge.at !== undefined) return levels;
  if (edge.state.level.kind === "symbol" && edge.state.level.symbol === ENTRY) return enteredLevels(edge.state, caller);
  return isVague(edge.state) ? NO_LEVEL : levels;
};

const reachedOver = (edge: CallEdge, caller: LevelSet): LevelSet => {
  const { kind, at, state } = edge;
  if (kind === "later" || kind === "escapes" || at !== undefined) return levelsOver(edge, caller);
  return isFeasible(state, caller) ? levelsUnmet(state, state.level, caller) : NO_LEVEL;
};

const ownEntry = ({ own, roots: all, levels: entered }: Entry): KnownEntry => {
  let [levels, withRanges] = [NO_LEVEL, NO_LEVEL];
  for (const root of own.settles ? own.entries : all) {
    if (!isKnown(root)) continue;
    withRanges |= root.levels;
    if (!isRange(root)) levels |= root.levels;
  }
  const possible = own.settles ? entered : all.reduce((set, root) => set | root.levels, NO_LEVEL);
  return { levels, withRanges, possible };
};

const sameEntry = (one: KnownEntry, other: KnownEntry): boolean =>
  one.levels === other.levels && one.withRanges === other.withRanges && one.possible === other.possible;

/** A least fixpoint from what is known by itself along the calls; what settles its own entry learns nothing from its callers. */
const solve = (program: SettledProgram): ReadonlyMap<string, KnownEntry> => {
  const calls = callsByCaller(program);
  const known = new Map<string, KnownEntry>();
  for (const one of program.instances) known.set(one.key, ownEntry(entryOf(program, one)));
  const pending = new Set(calls.keys());
  for (const key of pending) {
    pending.delete(key);
    const caller = known.get(key) ?? UNKNOWN;
    for (const edge of calls.get(key) ?? []) {
      const { callee } = edge;
      const before = known.get(callee.key);
      if (before === undefined || entryOf(program, callee).own.settles) continue;
      const now: KnownEntry = {
        levels: before.levels | shownBy(program, edge, caller.levels),
        withRanges: before.withRanges | shownBy(program, edge, caller.withRanges),
        possible: before.possible | reachedOver(edge, caller.possible),
      };
      if (sameEntry(now, before)) continue;
      known.set(callee.key, now);
      pending.add(callee.key);
    }
  }
  return known;
};

const knownEntries = fromVersionBefore(
  "known entries",
  (program, before: ReadonlyMap<string, KnownEntry> | undefined): ReadonlyMap<string, KnownEntry> => {
    const entries = new Map<string, KnownEntry>();
    for (const [key, entry] of solve(program)) {
      const last = before?.get(key);
      entries.set(key, last && sameEntry(last, entry) ? last : entry);
    }
    return entries;
  },
);

const KNOWN_ENTRY = question<KnownEntry>("known-entries: known entry", {
  answer: (whole, key) => knownEntries(whole).get(key) ?? UNKNOWN,
  byObject: true,
});

export const knownEntryOf = (program: SettledProgram, instance: SolvedInstance): KnownEntry =>
  ask(program, KNOWN_ENTRY, instance.key);

/** The numbers that a level may stand for: what counts as known only since something was reported before is not known here. */
export const levelsBeforeNeeds = (
  program: SettledProgram,
  { instance, state, level }: { readonly instance: SolvedInstance; readonly state: Case; readonly level: Level },
): LevelSet => levelsUnmet(state, level, knownEntryOf(program, instance).possible);
