import type { LevelSet } from "../domain/level-set.js";
import type { CallEdge } from "./call-edges.js";
import type { OwnEntries, RootEntry } from "./root-entry.js";

/** At which levels an instance is entered, and why. */
export interface Entry {
  readonly levels: LevelSet;
  readonly roots: readonly RootEntry[];
  /** Edges over which it is called. Where its own roots settle the level they add nothing to it. */
  readonly calls: readonly CallEdge[];
  readonly own: OwnEntries;
}

export const NOT_ENTERED: Entry = { levels: 0, roots: [], calls: [], own: { entries: [], settles: false } };

export type Entries = ReadonlyMap<string, Entry>;
