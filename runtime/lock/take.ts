// The uncontended way in and out of a lock: one compare-and-exchange each. Everything else is a machine of steps
// (attempt.ts). Plain reads are enough here: a stale word only makes the exchange fail.
import * as worker from "../cpu.js";
import * as layout from "./layout.js";
import { acquireSlowly, releaseSlowly } from "./run-attempt.js";
import type { KSPIN_LOCK } from "./spin-lock.js";

// The engine reads an imported binding from memory each time (about 1 ns) but folds a constant of the module itself.
const { cpu } = worker;
const { HEAD_WORD, KICK, KIND_MASK, OWNER_MASK, QUEUED, STATE_MASK, TAIL_SHIFT } = layout;
type LockKind = layout.LockKind;

/** Free, used as this kind before, nobody waits: take it. */
export const take = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const { words, index } = lock;
  const seen = words[index] ?? 0;
  if (
    (seen & STATE_MASK) !== kind ||
    seen >>> TAIL_SHIFT !== words[index + HEAD_WORD] ||
    Atomics.compareExchange(words, index, seen, seen | cpu.id) !== seen
  )
    acquireSlowly(lock, kind, routine);
};

/** Ours and nobody to wake: free it. The exchange is the owner check, at no further cost. */
export const giveUp = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const { words, index } = lock;
  const seen = words[index] ?? 0;
  if (
    (seen & (OWNER_MASK | KIND_MASK | KICK)) !== (kind | cpu.id) ||
    (kind === QUEUED && seen >>> TAIL_SHIFT !== words[index + HEAD_WORD]) ||
    Atomics.compareExchange(words, index, seen, seen & ~OWNER_MASK) !== seen
  )
    releaseSlowly(lock, kind, routine);
};
