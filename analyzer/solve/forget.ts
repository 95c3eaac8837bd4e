import { levelsIn, type Case, type Cell } from "../domain/case.js";
import { levelSet, levelText, type Level } from "../domain/level.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { locksText, type Held } from "../domain/held.js";
import { raisesText } from "../domain/raise.js";
import { freeText, withBeside, type FreeLocks } from "../domain/shown-free.js";
import { UNKNOWN, valueText, type Value } from "../domain/value.js";

const replaceLevel = (state: Case, level: Level, site: string): Level =>
  level.kind === "symbol" && level.symbol.includes(site) ? levelSet(levelsIn(state, level, ANY_LEVEL)) : level;

const forgetValue = (state: Case, value: Value, site: string): Value => {
  if (value.kind === "level" || value.kind === "computed")
    return { ...value, level: replaceLevel(state, value.level, site) };
  if (value.kind === "place" && value.path.root.startsWith("new:")) return value;
  return valueText(value).includes(site) ? UNKNOWN : value;
};

const forgetCell = (state: Case, { path, value, written }: Cell, site: string): Cell => ({
  path,
  value: forgetValue(state, value, site),
  ...(written ? { written: forgetValue(state, written, site) } : {}),
});

const forgetRestored = (state: Case, held: Held, site: string): Held =>
  held.restored ? { ...held, restored: replaceLevel(state, held.restored, site) } : held;

const forgetFree = (free: FreeLocks, site: string): FreeLocks =>
  new Map(
    [...free].flatMap(([key, shown]) =>
      key.includes(site) ? [] : [[key, withBeside(shown, (lock) => (lock.includes(site) ? undefined : lock))] as const],
    ),
  );

const mentions = (state: Case, site: string): boolean =>
  raisesText(state.raises).includes(site) ||
  locksText(state.locks).includes(site) ||
  state.lowered.some((level) => levelText(level).includes(site)) ||
  [...state.registers.values()].some((value) => valueText(value).includes(site)) ||
  state.memory
    .values()
    .some(({ value, written }) => [value, written ?? value].some((one) => valueText(one).includes(site))) ||
  [...state.facts.keys(), ...state.bounds.keys()].some((text) => text.includes(site)) ||
  freeText(state.free).includes(site);

/**
 * Before a node names a result again (in a loop), what the last round's result was known to be is dropped: two rounds give
 * two values. Objects keep their name: one name stands for all that are made at the node.
 */
export const forgetSite = (state: Case, id: string): Case => {
  const site = id;
  if (!mentions(state, site)) return state;
  return {
    ...state,
    level: replaceLevel(state, state.level, site),
    raises: state.raises.map((raise) => ({
      ...raise,
      saved: replaceLevel(state, raise.saved, site),
      base: replaceLevel(state, raise.base, site),
    })),
    lowered: state.lowered.map((level) => replaceLevel(state, level, site)),
    locks: new Map([...state.locks].map(([key, held]) => [key, forgetRestored(state, held, site)])),
    registers: state.registers.map((value) => forgetValue(state, value, site)),
    memory: state.memory.map((cell) => forgetCell(state, cell, site)),
    free: forgetFree(state.free, site),
    facts: state.facts.filter((_, key) => !key.includes(site)),
    bounds: new Map([...state.bounds].filter(([key]) => !key.includes(site))),
  };
};
