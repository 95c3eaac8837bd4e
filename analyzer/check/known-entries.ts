import type { Case } from "../domain/case.js";
import { boundsOf } from "../domain/case.js";
import { ENTRY } from "../domain/level.js";
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
}

type Counts = (root: RootEntry) => boolean;

const isKnown: Counts = ({ reason }) => reason.kind !== "unknown callers" && reason.kind !== "public";
const isOneLevel: Counts = (root) => isKnown(root) && !(root.reason.kind === "role" && root.reason.role.isRange);

/** The entry levels that are possible in a case. Levels that only meet a need that was reported before show nothing more. */
export const enteredLevels = (state: Case, entry: LevelSet): LevelSet => {
  const { taken, assumed } = boundsOf(state, ENTRY);
  return taken & assumed & entry;
};

/**
 * A level that was saved or computed elsewhere, or is supposed since something was reported: its numbers are what it may be,
 * and nothing shows that it is.
 */
export const isVague = ({ level, origin, supposed }: Case): boolean => {
  if (supposed) return true;
  if (level.kind === "symbol") return level.symbol !== ENTRY;
  if (isSingleton(level.set)) return false;
  return level.set === ANY_LEVEL || origin.kind === "lower" || origin.kind === "release";
};

const shownBy = (program: SettledProgram, edge: CallEdge, caller: LevelSet): LevelSet => {
  const levels = levelsOver(edge, entryOf(program, edge.caller).levels);
  if (levels === NO_LEVEL || edge.kind === "escapes") return NO_LEVEL;
  if (edge.kind === "later" || edge.at !== undefined) return levels;
  if (edge.state.level.kind === "symbol" && edge.state.level.symbol === ENTRY) return enteredLevels(edge.state, caller);
  return isVague(edge.state) ? NO_LEVEL : levels;
};

const ownLevels = ({ own, roots: all }: Entry, counts: Counts): LevelSet => {
  let levels = NO_LEVEL;
  for (const root of own.settles ? own.entries : all) if (counts(root)) levels |= root.levels;
  return levels;
};

/** A least fixpoint from what is known by itself along the calls; what settles its own entry learns nothing from its callers. */
const solve = (program: SettledProgram, counts: Counts): ReadonlyMap<string, LevelSet> => {
  const calls = callsByCaller(program);
  const known = new Map<string, LevelSet>();
  for (const one of program.instances) known.set(one.key, ownLevels(entryOf(program, one), counts));
  const pending = new Set(calls.keys());
  for (const key of pending) {
    pending.delete(key);
    for (const edge of calls.get(key) ?? []) {
      const { callee } = edge;
      const before = known.get(callee.key);
      if (before === undefined || entryOf(program, callee).own.settles) continue;
      const levels = before | shownBy(program, edge, known.get(key) ?? NO_LEVEL);
      if (levels === before) continue;
      known.set(callee.key, levels);
      pending.add(callee.key);
    }
  }
  return known;
};

const UNKNOWN: KnownEntry = { levels: NO_LEVEL, withRanges: NO_LEVEL };

const knownEntries = fromVersionBefore(
  "known entries",
  (program, before: ReadonlyMap<string, KnownEntry> | undefined) => {
    const [own, ranges] = [solve(program, isOneLevel), solve(program, isKnown)];
    const entryOfKey = (key: string): KnownEntry => {
      const levels = own.get(key) ?? NO_LEVEL;
      const withRanges = ranges.get(key) ?? NO_LEVEL;
      const last = before?.get(key);
      return last?.levels === levels && last.withRanges === withRanges ? last : { levels, withRanges };
    };
    const entries = new Map<string, KnownEntry>();
    for (const { key } of program.instances) entries.set(key, entryOfKey(key));
    return entries;
  },
);

const KNOWN_ENTRY = question<KnownEntry>("known-entries: known entry", {
  answer: (whole, key) => knownEntries(whole).get(key) ?? UNKNOWN,
  byObject: true,
});

export const knownEntryOf = (program: SettledProgram, instance: SolvedInstance): KnownEntry =>
  ask(program, KNOWN_ENTRY, instance.key);
