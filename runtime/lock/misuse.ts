import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { KernelError, type RuntimeErrorCode } from "../errors.js";
import { nameOfIdentity } from "../identity.js";
import * as EXIT from "../kernel/exit.js";
import { DEADLOCK, HANDED_OVER, OVERDUE, OWNER_MASK, STATUS_WORD, kindName } from "./layout.js";

/** A lock as words of shared memory. */
interface LockedWords {
  readonly words: Int32Array;
  readonly index: number;
}

const errorOf = (exit: number, lock: LockedWords, kind: number, routine: string): KernelError => {
  const seen = Atomics.load(lock.words, lock.index);
  switch (exit) {
    case EXIT.mixedUse:
      return new KernelError(
        "SPIN_LOCK_MIXED_USE",
        `\`${routine}\` uses a lock as ${kindName(kind)} that has been used as ${kindName(seen)}; ` +
          "keep to one family of routines, or call `KeInitializeSpinLock` in between",
      );
    case EXIT.recursion:
      return new KernelError(
        "SPIN_LOCK_RECURSION",
        `\`${routine}\` waits for a lock that this worker holds already (${nameOfIdentity(cpu.id)}); ` +
          "release it first, or split off a function that needs it held",
      );
    case EXIT.abandoned:
      return abandoned(lock, routine);
    default:
      return new KernelError("SPIN_LOCK_NOT_OWNED", notOwned(seen, routine));
  }
};

/** Throws the error for a kernel's exit that is none of success. Nothing was changed. */
export const refuse = (exit: number, lock: LockedWords, kind: number, routine: string): never => {
  throw takeBuild().refused(errorOf(exit, lock, kind, routine), { routine, lock });
};

const notOwned = (seen: number, routine: string): string => {
  const owner = seen & OWNER_MASK;
  const who =
    owner === 0 ? "nobody holds" : `${owner === HANDED_OVER ? "the next waiter" : nameOfIdentity(owner)} holds`;
  return `\`${routine}\` releases a lock that ${who}, not this worker (${nameOfIdentity(cpu.id)}); release each acquire once, where it was made`;
};

/** Why this worker gave up a lock for which it waited, for the error that its acquire then throws. */
export interface Verdict {
  readonly reason: string;
  readonly cause?: unknown;
}

let verdict: Verdict | null = null;

export const giveReason = (found: Verdict): void => {
  verdict = found;
};

/** A code, what became of the lock, and what the worker did that is named in it. */
type Reason = readonly [code: RuntimeErrorCode, fate: string, what: string];

const DIED: Reason = ["SPIN_LOCK_ABANDONED", "abandoned", "ended with it, or in its queue"];

const REASONS: Readonly<Record<number, Reason>> = {
  [DEADLOCK]: ["SPIN_LOCK_DEADLOCK", "given up", "found a deadlock"],
  [OVERDUE]: ["SPIN_LOCK_TIMEOUT", "given up", "waited longer than its `failAfter`"],
};

const abandoned = ({ words, index }: LockedWords, routine: string): KernelError => {
  const status = Atomics.load(words, index + STATUS_WORD);
  const [code, fate, what] = REASONS[status & ~OWNER_MASK] ?? DIED;
  const who = nameOfIdentity(status & OWNER_MASK);
  const own = verdict;
  verdict = null;
  const reason =
    own?.reason ?? `got the lock at byte ${String(index * 4)} of its buffer, which was ${fate}: ${who} ${what}`;
  return new KernelError(
    code,
    `\`${routine}\` ${reason}; repair what it protects, then \`KeInitializeSpinLock\``,
    own ?? undefined,
  );
};
