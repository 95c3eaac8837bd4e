// Reader/writer spin locks: many readers or one writer. A waiting writer holds new readers back (no starvation of
// writers), so a worker that holds the lock shared must not take it shared again.
//
//   word 0   bit 31 writer inside | bit 30 writer waiting | bits 18..16 kind | bits 15..0 readers, or the writer's identity
//   word 1   bits 9..0 sleepers | bits 31..10 wake-ups so far; sleepers wait on it
import { cpu } from "../cpu.js";
import { KernelError } from "../errors.js";
import { DISPATCH_LEVEL, type KIRQL } from "../levels.js";
import { KIND_MASK, OWNER_MASK, READER_WRITER } from "./layout.js";
import type { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import { refuseAbove } from "./level-checks.js";
import { refuseMixedUse } from "./misuse.js";
import { SPINS, parking, pause } from "./parking.js";

export const WRITER = 1 << 31;
export const WRITER_WAITS = 1 << 30;
const SLEEP_WORD = 1;
const SLEEPERS = 0x3ff;
const WAKE_ONE = 0x400;

export type Try = (lock: EX_SPIN_LOCK, seen: number) => boolean;

export const isSwapped = (lock: EX_SPIN_LOCK, seen: number, value: number): boolean =>
  Atomics.compareExchange(lock.words, lock.index, seen, value) === seen;

export const look = (lock: EX_SPIN_LOCK, routine: string): number => {
  const seen = Atomics.load(lock.words, lock.index);
  const kind = seen & KIND_MASK;
  if (kind !== READER_WRITER && kind !== 0) refuseMixedUse(routine, READER_WRITER, seen);
  return seen;
};

export const readIn: Try = (lock, seen) =>
  (seen & (WRITER | WRITER_WAITS)) === 0 && isSwapped(lock, seen, (seen | READER_WRITER) + 1);

export const writeIn: Try = (lock, seen) =>
  (seen & (WRITER | OWNER_MASK)) === 0 && isSwapped(lock, seen, WRITER | READER_WRITER | cpu.id);

/** A writer that cannot enter says so, each time: the writer before it takes the mark away. */
export const writeInOrAsk: Try = (lock, seen) => {
  if (writeIn(lock, seen)) return true;
  if ((seen & WRITER_WAITS) === 0 && (seen & (WRITER | OWNER_MASK)) !== 0)
    isSwapped(lock, seen, seen | READER_WRITER | WRITER_WAITS);
  return false;
};

export const enter = (lock: EX_SPIN_LOCK, tryIn: Try, routine: string): void => {
  for (;;) {
    for (let spins = SPINS; spins > 0; spins--) {
      const seen = look(lock, routine);
      if (tryIn(lock, seen)) return;
      refuseSecondTime(seen, routine);
      pause();
    }
    if (sleepUnless(lock, tryIn, routine)) return;
  }
};

/** Registers as a sleeper, tries once more, and sleeps: whoever changes the lock later sees the sleeper. */
const sleepUnless = (lock: EX_SPIN_LOCK, tryIn: Try, routine: string): boolean => {
  const { words, index } = lock;
  const count = Atomics.add(words, index + SLEEP_WORD, 1) + 1;
  const seen = look(lock, routine);
  const entered = tryIn(lock, seen);
  // The try may have failed against a change only; then the state that was seen is no reason to sleep.
  if (!entered && Atomics.load(words, index) === seen) parking.sleep(words, index + SLEEP_WORD, count | 0);
  Atomics.sub(words, index + SLEEP_WORD, 1);
  return entered;
};

const wakeSleepers = (lock: EX_SPIN_LOCK): void => {
  const { words, index } = lock;
  if ((Atomics.load(words, index + SLEEP_WORD) & SLEEPERS) === 0) return;
  Atomics.add(words, index + SLEEP_WORD, WAKE_ONE);
  parking.wake(words, index + SLEEP_WORD);
};

const refuseSecondTime = (seen: number, routine: string): void => {
  if ((seen & WRITER) !== 0 && (seen & OWNER_MASK) === cpu.id && cpu.exactId)
    throw new KernelError(
      "SPIN_LOCK_RECURSION",
      `\`${routine}\` waits for a lock that this worker holds exclusively already, which would last for ever; ` +
        "release it first",
    );
};

export const refuseRelease = (routine: string, what: string): never => {
  throw new KernelError(
    "SPIN_LOCK_NOT_OWNED",
    `\`${routine}\` releases a lock that ${what}; release each acquire once, with the routine that pairs with it`,
  );
};

export const leaveShared = (lock: EX_SPIN_LOCK, routine: string): void => {
  for (;;) {
    const seen = look(lock, routine);
    if ((seen & WRITER) !== 0 || (seen & OWNER_MASK) === 0) refuseRelease(routine, "nobody holds shared");
    if (!isSwapped(lock, seen, seen - 1)) continue;
    if ((seen & OWNER_MASK) === 1) wakeSleepers(lock);
    return;
  }
};

export const leaveExclusive = (lock: EX_SPIN_LOCK, routine: string): void => {
  for (;;) {
    const seen = look(lock, routine);
    if ((seen & WRITER) === 0 || (seen & OWNER_MASK) !== cpu.id)
      refuseRelease(routine, "this worker does not hold exclusively");
    // The mark goes too: writers that still wait set it again, and readers get their chance in between.
    if (isSwapped(lock, seen, READER_WRITER)) break;
  }
  wakeSleepers(lock);
};

export const enterRaising = (lock: EX_SPIN_LOCK, tryIn: Try, routine: string): KIRQL => {
  const oldIrql = cpu.irql;
  if (oldIrql > DISPATCH_LEVEL) refuseAbove(routine, DISPATCH_LEVEL);
  enter(lock, tryIn, routine);
  cpu.irql = DISPATCH_LEVEL;
  return oldIrql;
};
