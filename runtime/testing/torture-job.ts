import type { ARENA, KernelChoice } from "../kernel/arena.js";
import type { KSYSTEM } from "../machine/system.js";

/** Most processors of a tortured machine: a distributed lock has a line for each. */
export const MOST_PROCESSORS = 32;
/** Lines of 64 bytes for each round: its locks, and the counters that a lock protects. */
export const LINE = { spin: 0, spinCounters: 1, readerWriterCounters: 2, readerWriter: 3 } as const;
export const ROUND_LINES = LINE.readerWriter + 1 + MOST_PROCESSORS;

/** Rounds of which the memory is used in turn. */
export const ROUNDS = 16;
/** Bytes of the words that the workers and the driver share, behind the rounds. */
export const SHARED_AT = ROUNDS * ROUND_LINES * 64;
export const SHARED_WORDS = 1024;

/** Words behind `SHARED_AT`: first the common ones, then some for each worker's place. */
export const COMMON = { round: 0, faults: 1 } as const;
const PLACE_AT = 16;
const PLACE_WORDS = 8;
/** `round`: in which the worker works, plus 1. `done`: passes and errors so far. `failed`: round + 1 in which it got an error. */
export const OF_PLACE = { round: 0, done: 1, failed: 2, began: 4, ended: 6 } as const;
/** Times in a second view of the same memory, as 64-bit numbers: index `(word + SHARED_AT / 4) / 2`. */
export const placeWord = (place: number): number => PLACE_AT + place * PLACE_WORDS;

export type TortureLock = "real" | "broken";

export interface TortureJob {
  readonly system: KSYSTEM;
  readonly arena: ARENA;
  /** -1: no processor, so that nobody watches it. */
  readonly number: number;
  readonly place: number;
  readonly kernel: KernelChoice;
  readonly lock: TortureLock;
  readonly seed: number;
}
