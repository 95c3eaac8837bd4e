import { levelsIn, takeLevel, type Case } from "../domain/case.js";
import { ANY_LEVEL, exactly, levelsOf, type LevelSet } from "../domain/level-set.js";
import { UNKNOWN, valueText, type Value } from "../domain/value.js";
import { resultAt, type ByLevel } from "./computed.js";
import { isOpaque, readElement } from "./memory.js";

/** One of the things that a table may have at an index, with the case in which it is that. */
export interface Entry {
  readonly state: Case;
  readonly value: Value;
}

/** What lies there, where it is known. */
const contentAt = (state: Case, table: Value, index: ByLevel, level: number): Value => {
  const content = readElement(state, table, resultAt(index, level));
  return content.kind === "place" || isOpaque(content) ? UNKNOWN : content;
};

/** `handlers[KeGetCurrentIrql()]`: for each level what the table has there; nothing where none of it is known. */
export const entriesByLevel = (state: Case, table: Value, index: ByLevel): readonly Entry[] => {
  const groups = new Map<string, { readonly value: Value; readonly set: LevelSet }>();
  for (const level of levelsOf(levelsIn(state, index.level, ANY_LEVEL))) {
    const value = contentAt(state, table, index, level);
    const text = valueText(value);
    groups.set(text, { value, set: (groups.get(text)?.set ?? 0) | exactly(level) });
  }
  const entries = [...groups.values()];
  if (entries.every(({ value }) => value.kind === "unknown")) return [];
  return entries.flatMap(({ value, set }) => {
    const taken = takeLevel(state, index.level, set);
    return taken ? [{ state: taken, value }] : [];
  });
};
