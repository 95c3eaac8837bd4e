import type { ARENA, KernelChoice } from "../kernel/arena.js";
import type { KSYSTEM } from "../machine/system.js";

/** Words of shared memory that a stress run uses, as 32-bit indexes. The locks have cache lines of their own. */
export const AT_WORD = {
  lock: 0,
  /** Second lock: where readers and writers meet. */
  second: 16,
  /** 1 while a worker is inside. */
  inside: 32,
  /** Two counters that are only equal outside a section. */
  first: 48,
  last: 64,
  /** Workers that stand ready; all start together. */
  ready: 80,
  /** A distributed lock with flags for two processors. */
  distributed: 96,
} as const;

export const STRESS_BYTES = 144 * 4;

/** The locks under stress; the broken one, and the ordinary one held long, show that the checks bite. */
export type Family =
  | "ordinary"
  | "ordinary, held long"
  | "at-dpc-level"
  | "try"
  | "queued"
  | "strictly queued"
  | "reader-writer"
  | "distributed"
  | "broken";

export interface StressJob {
  readonly arena: ARENA;
  /** Both kernels share one lock where the workers of a run have different ones. */
  readonly kernel: KernelChoice;
  readonly family: Family;
  readonly workers: number;
  readonly acquisitions: number;
  /** The workers are its processors. */
  readonly system?: KSYSTEM | undefined;
}

export interface StressResult {
  /** Sections in which another worker was seen. */
  readonly overlaps: number;
  /** Entries before a worker that had queued before this one asked. */
  readonly outOfTurn: number;
  /** Entries of which that can be told. */
  readonly judged: number;
  readonly milliseconds: number;
}
