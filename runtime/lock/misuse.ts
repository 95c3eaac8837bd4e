import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { KernelError } from "../errors.js";
import { nameOfIdentity } from "../identity.js";
import { EXIT } from "../kernel/exit.js";
import { HANDED_OVER, OWNER_MASK, STATUS_WORD, kindName } from "./layout.js";

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
          "use one family of routines for one lock, or `KeInitializeSpinLock` before the change while nobody uses it",
      );
    case EXIT.recursion:
      return new KernelError(
        "SPIN_LOCK_RECURSION",
        `\`${routine}\` waits for a lock that this worker holds already (${nameOfIdentity(cpu.id)}), which would last ` +
          "for ever; release it first, or split the function into one that takes the lock and one that needs it held",
      );
    case EXIT.abandoned:
      return new KernelError("SPIN_LOCK_ABANDONED", abandoned(lock, routine));
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
  return `\`${routine}\` releases a lock that ${who}, not this worker (${nameOfIdentity(cpu.id)}); release each acquire once, on the worker that made it`;
};

const abandoned = ({ words, index }: LockedWords, routine: string): string => {
  const who = nameOfIdentity(Atomics.load(words, index + STATUS_WORD));
  return (
    `\`${routine}\` got the lock at byte ${String(index * 4)} of its buffer, which was abandoned: ${who} ended while it ` +
    "held the lock or waited for it; what the lock protects may be half changed: repair it, then `KeInitializeSpinLock`"
  );
};
