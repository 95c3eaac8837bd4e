// One at a time looks for dead processors and for deadlocks: what it reads of blocks that nobody else may free stays true.
import { cpu } from "../cpu.js";
import { CLAIM_WORD, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";

/** Says of a processor's block whether its worker has ended. */
export type IsDead = (words: Int32Array, block: number, number: number) => boolean;

const take = (system: KSYSTEM, isDead: IsDead): boolean => {
  const words = wordsOf(system);
  const holder = Atomics.compareExchange(words, CLAIM_WORD, 0, cpu.id);
  if (holder === 0) return true;
  // Who died at this work leaves it to the next, who does it again from the start.
  const left = holder <= system.processors && isDead(words, processorAt(holder - 1), holder - 1);
  return left && Atomics.compareExchange(words, CLAIM_WORD, holder, cpu.id) === holder;
};

/** What `work` gives, or null where somebody else is at it. Never waits. */
export const withClaim = <Result>(system: KSYSTEM, isDead: IsDead, work: () => Result): Result | null => {
  if (!take(system, isDead)) return null;
  try {
    return work();
  } finally {
    Atomics.store(wordsOf(system), CLAIM_WORD, 0);
  }
};
