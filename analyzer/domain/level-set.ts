/**
 * Levels possible at a point: a set, one bit per IRQL 0..15. Join is `|`, a condition is `&`.
 *
 *            {0..15}   any level
 *           /   |   \
 *      {0,1}  {0,2} ...
 *       /   \ /   \
 *     {0}   {1}  {2} ... {15}
 *        \   |   /
 *           {}         unreachable
 */
export type LevelSet = number;

export const PASSIVE_LEVEL = 0;
export const APC_LEVEL = 1;
export const DISPATCH_LEVEL = 2;
export const HIGH_LEVEL = 15;

export const NO_LEVEL: LevelSet = 0;
export const ANY_LEVEL: LevelSet = 0xffff;

export const exactly = (level: number): LevelSet => (level >= 0 && level <= HIGH_LEVEL ? 1 << level : NO_LEVEL);

/** All levels from `min` to `max`, both included. */
export const between = (min: number, max: number): LevelSet => {
  let set = NO_LEVEL;
  for (let level = Math.max(min, 0); level <= Math.min(max, HIGH_LEVEL); level += 1) set |= 1 << level;
  return set;
};

export const atLeast = (min: number): LevelSet => between(min, HIGH_LEVEL);
export const atMost = (max: number): LevelSet => between(PASSIVE_LEVEL, max);
export const complement = (set: LevelSet): LevelSet => ANY_LEVEL & ~set;
export const isSubset = (a: LevelSet, b: LevelSet): boolean => (a & ~b) === 0;

export const levelsOf = (set: LevelSet): number[] => {
  const levels: number[] = [];
  for (let level = 0; level <= HIGH_LEVEL; level += 1) if (set & (1 << level)) levels.push(level);
  return levels;
};

export const isSingleton = (set: LevelSet): boolean => set !== 0 && (set & (set - 1)) === 0;
export const lowest = (set: LevelSet): number => levelsOf(set)[0] ?? PASSIVE_LEVEL;
export const highest = (set: LevelSet): number => levelsOf(set).at(-1) ?? PASSIVE_LEVEL;

/** The levels as if each were allowed: those that are not are taken for the nearest end of what is. */
export const clamped = (set: LevelSet, allowed: LevelSet): LevelSet =>
  levelsOf(set & ~allowed).reduce(
    (met, level) => met | exactly(Math.min(Math.max(level, lowest(allowed)), highest(allowed))),
    set & allowed,
  );

const NAMES: Readonly<Record<number, string>> = {
  0: "PASSIVE_LEVEL",
  1: "APC_LEVEL",
  2: "DISPATCH_LEVEL",
  12: "SYNCH_LEVEL",
  13: "CLOCK_LEVEL",
  14: "IPI_LEVEL",
  15: "HIGH_LEVEL",
};

export const levelName = (level: number): string => NAMES[level] ?? `DIRQL ${String(level)}`;

/** For messages: `DISPATCH_LEVEL`, `PASSIVE_LEVEL..DISPATCH_LEVEL`, `PASSIVE_LEVEL or DISPATCH_LEVEL`, `any level`. */
export const describeLevels = (set: LevelSet): string => {
  if (set === ANY_LEVEL) return "any level";
  const levels = levelsOf(set);
  const first = levels[0];
  const last = levels.at(-1);
  if (first === undefined || last === undefined) return "no level";
  if (first === last) return levelName(first);
  if (levels.length > 2 && set === between(first, last)) return `${levelName(first)}..${levelName(last)}`;
  return levels.map(levelName).join(" or ");
};

/** For printed summaries: `0..2`, `0,2`, `*`. */
export const printLevels = (set: LevelSet): string => {
  if (set === ANY_LEVEL) return "*";
  const levels = levelsOf(set);
  const first = levels[0];
  const last = levels.at(-1);
  if (first === undefined || last === undefined) return "none";
  if (first === last) return String(first);
  return set === between(first, last) ? `${String(first)}..${String(last)}` : levels.join(",");
};
