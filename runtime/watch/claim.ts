// One at a time looks for dead processors and for deadlocks: what it reads of blocks that nobody else may free stays true.
import { cpu } from "../cpu.js";
import { CLAIM_WORD, FREE, PROCESSOR, RESERVED, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";

/** Says of a processor's block whether its worker has ended. */
export type IsDead = (words: Int32Array, block: number, number: number) => boolean;

/** The worker that is the processor now, not one that was it earlier or will be. `who`: its identity. */
export const claimOf = (system: KSYSTEM, who: number): number =>
  who > system.processors ? who : who | (Atomics.load(wordsOf(system), processorAt(who - 1) + PROCESSOR.workers) << 16);

/** Who died at this work leaves it to the next, who does it again from the start; so does who has freed its own block there. */
const isLeft = (system: KSYSTEM, claim: number, isDead: IsDead): boolean => {
  const who = claim & 0xffff;
  if (who > system.processors) return false;
  const words = wordsOf(system);
  const block = processorAt(who - 1);
  const state = Atomics.load(words, block + PROCESSOR.state);
  const isGone = state === FREE || state === RESERVED || claimOf(system, who) !== claim;
  return isGone || isDead(words, block, who - 1);
};

/** What `work` gives, or null where somebody else is at it. Never waits. */
export const withClaim = <Result>(system: KSYSTEM, isDead: IsDead, work: () => Result): Result | null => {
  const words = wordsOf(system);
  const own = claimOf(system, cpu.id);
  const holder = Atomics.load(words, CLAIM_WORD);
  if (holder !== 0 && !isLeft(system, holder, isDead)) return null;
  if (Atomics.compareExchange(words, CLAIM_WORD, holder, own) !== holder) return null;
  try {
    return work();
  } finally {
    // Not a store: who has freed its own block may have been followed already.
    Atomics.compareExchange(words, CLAIM_WORD, own, 0);
  }
};
