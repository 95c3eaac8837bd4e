import { boundsOf, takeLevel, type Case } from "../domain/case.js";
import { levelSymbol, sameLevel, type Level, type LevelSymbol } from "../domain/level.js";
import { complement, isSingleton } from "../domain/level-set.js";

/** The numbers that branches leave to a level. */
const takenOf = (state: Case, level: Level): number =>
  level.kind === "set" ? level.set : boundsOf(state, level.symbol).taken;

/** Whether a level that is restored is the one that was saved, by name or by number. */
export const isSaved = (state: Case, saved: Level, restored: Level): boolean =>
  sameLevel(saved, restored) ||
  (isSingleton(takenOf(state, restored)) && takenOf(state, saved) === takenOf(state, restored));

const split = (state: Case, symbol: LevelSymbol, set: number): Case[] =>
  [set, complement(set)].flatMap((one) => takeLevel(state, levelSymbol(symbol), one) ?? []);

/**
 * Where one of several raises is undone by a number that none is known to have saved, the cases in which one has, and those in
 * which none has: which of them is undone depends on it. Under a single raise nothing does.
 */
export const apartBySaved = (state: Case, restored: Level | undefined): readonly Case[] => {
  if (restored?.kind !== "set" || !isSingleton(restored.set) || state.raises.length < 2) return [state];
  if (state.raises.some(({ saved }) => sameLevel(saved, restored))) return [state];
  const symbols = new Set(state.raises.flatMap(({ saved }) => (saved.kind === "symbol" ? [saved.symbol] : [])));
  return [...symbols].reduce<readonly Case[]>(
    (cases, symbol) => cases.flatMap((one) => split(one, symbol, restored.set)),
    [state],
  );
};
