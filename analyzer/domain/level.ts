import type { LevelSet } from "./level-set.js";

/**
 * A level that is not known as a number but keeps its identity: `entry` (the level at which the function was entered),
 * `path:<path text>` (a saved level that came in from outside), `at:<site>` (read at a site where several were possible).
 */
export type LevelSymbol = string;

export const ENTRY: LevelSymbol = "entry";

/** The level at a point, or a value that holds one: a set of numbers, or a symbol whose possible levels the case knows. */
export type Level =
  { readonly kind: "set"; readonly set: LevelSet } | { readonly kind: "symbol"; readonly symbol: LevelSymbol };

export const levelSet = (set: LevelSet): Level => ({ kind: "set", set });
export const levelSymbol = (symbol: LevelSymbol): Level => ({ kind: "symbol", symbol });

/** One of several that were possible where it was read: which one is not known, and that it is one of them is. */
export const isReadLevel = (symbol: LevelSymbol): boolean => symbol.startsWith("at:");

export const sameLevel = (a: Level, b: Level): boolean =>
  a.kind === "set" ? b.kind === "set" && a.set === b.set : b.kind === "symbol" && a.symbol === b.symbol;

export const levelText = (level: Level): string => (level.kind === "set" ? `=${String(level.set)}` : level.symbol);

/**
 * What is known of a symbol on a path: `taken` from branches (outside it the path does not run), `assumed` from needs that
 * were checked on the way (outside it something was reported already, and the analysis goes on as if it had been met).
 */
export interface LevelBounds {
  readonly taken: LevelSet;
  readonly assumed: LevelSet;
}
