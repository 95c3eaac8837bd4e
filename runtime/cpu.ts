import { PASSIVE_LEVEL, type KIRQL } from "./levels.js";
import { unattachedIdentity } from "./identity.js";
import { sharedWords } from "./shared-words.js";

const identity = unattachedIdentity();

/** Most locks that are recorded; deeper ones are held all the same. */
export const RECORDS = 40;

const worker = {
  irql: PASSIVE_LEVEL as KIRQL,
  /** Identity in lock words. */
  id: identity.id,
  exactId: identity.exact,
  /**
   * Levels with something pending, bit n for level n. Read plainly on the fast path: a late sight delays a delivery,
   * it loses none.
   */
  pending: sharedWords(1),
  pendingIndex: 0,
  /**
   * References of the locks that this worker holds, waits for or is about to take (lock/records.ts). An attached worker's
   * lie in its processor's block, where a reaper finds them.
   */
  records: sharedWords(RECORDS),
  /** Place of the next one. */
  depth: 1,
  /** One word: the depth while this worker sleeps for a lock (watch/waits.ts), else 0. */
  asleep: sharedWords(1),
};

/**
 * What this worker is: its level, its identity in locks, and the word in which others ask for its attention. One
 * constant object, because modules cannot assign each other's variables; under a second name, because an exported
 * constant is read from memory even in its own module.
 */
export const cpu = worker;

type Deliver = () => void;

let deliver: Deliver = () => undefined;

/** The machine says how pending work is run; without one there is none. */
export const onPending = (routine: Deliver): void => {
  deliver = routine;
};

/** Runs what is pending above the current level. */
export const deliverPending = (): void => {
  deliver();
};

/** Lowers to `level` and runs what waited for that: the delivery point of every release and `KeLowerIrql`. */
export const lowerTo = (level: KIRQL): void => {
  worker.irql = level;
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the index is in the words; a default would lengthen each release
  if (worker.pending[worker.pendingIndex]! >>> (level + 1)) deliver();
};
