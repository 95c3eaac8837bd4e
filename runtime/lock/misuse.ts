import { KernelError } from "../errors.js";
import { nameOfIdentity } from "../identity.js";
import { AT, type Attempt } from "./attempt.js";
import { HANDED_OVER, OWNER_MASK, kindName } from "./layout.js";

/** Throws the error for an attempt that ended in misuse. */
export const refuse = (a: Attempt, routine: string): never => {
  if (a.at === AT.mixedUse) refuseMixedUse(routine, a.kind, a.seen);
  if (a.at === AT.recursion)
    throw new KernelError(
      "SPIN_LOCK_RECURSION",
      `\`${routine}\` waits for a lock that this worker holds already (${nameOfIdentity(a.me)}), which would last ` +
        "for ever; release it first, or split the function into one that takes the lock and one that needs it held",
    );
  throw new KernelError("SPIN_LOCK_NOT_OWNED", notOwned(a, routine));
};

/** `seen`: the lock word, which remembers the first use until the lock is initialised again. */
export const refuseMixedUse = (routine: string, kind: number, seen: number): never => {
  throw new KernelError(
    "SPIN_LOCK_MIXED_USE",
    `\`${routine}\` uses a lock as ${kindName(kind)} that has been used as ${kindName(seen)}; ` +
      "use one family of routines for one lock, or `KeInitializeSpinLock` before the change while nobody uses it",
  );
};

const notOwned = (a: Attempt, routine: string): string => {
  const owner = a.seen & OWNER_MASK;
  const who =
    owner === 0 ? "nobody holds" : `${owner === HANDED_OVER ? "the next waiter" : nameOfIdentity(owner)} holds`;
  return `\`${routine}\` releases a lock that ${who}, not this worker (${nameOfIdentity(a.me)}); release each acquire once, on the worker that made it`;
};
