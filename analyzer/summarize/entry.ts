import type { LevelSet } from "../domain/level-set.js";
import type { CallEdge } from "./call-edges.js";
import type { RootEntry } from "./root-entry.js";

/** At which levels an instance is entered, and why. */
export interface Entry {
  readonly levels: LevelSet;
  readonly roots: readonly RootEntry[];
  /** Edges over which it is called. Where its own roots settle the level they add nothing to it. */
  readonly calls: readonly CallEdge[];
}

export type Entries = ReadonlyMap<string, Entry>;
