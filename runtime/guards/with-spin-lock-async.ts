// A section under a spin lock for a thread that must not spin for long: a browser's window, or a worker with a busy event loop. It looks
// again and again and has no place in line. A place would be a trap: who stands behind it may hold a lock for which this thread
// spins, and then its event loop never comes to give the place up.
import { cpu } from "../cpu.js";
import { host } from "../kernel/host.js";
import { APC_LEVEL, DISPATCH_LEVEL } from "../levels.js";
import { ORDINARY } from "../lock/layout.js";
import { refuseAbove } from "../lock/level-checks.js";
import { LockObject } from "../lock/lock-object.js";
import { KeReleaseSpinLock, KeTestSpinLock } from "../lock/ordinary.js";
import type { KSPIN_LOCK } from "../lock/spin-lock.js";
import { tryToTake } from "../lock/take.js";
import { waitInEventLoop } from "../machine/event-loop.js";
import { optionsOf, requireObject } from "../refuse.js";
import { sharedWords } from "../shared-words.js";
import { refusePromise, type NotPromise } from "./refuse-promise.js";

export interface AsyncSectionOptions {
  /** An `AbortSignal`: once it is aborted, and before the section runs, the call ends with its reason. */
  readonly signal?: { throwIfAborted(): void } | undefined;
}

/** From one look to the next. Milliseconds. */
const REST = 1;

const nobodyNotifies = sharedWords(1);

/** Looks for as long as a waiter spins before it sleeps, about 4 microseconds. */
const takeSoon = (lock: KSPIN_LOCK): boolean => {
  for (let looks = 0; looks < host.spins; looks++) {
    // Under the name of the routine that pairs with the release.
    if (KeTestSpinLock(lock) && tryToTake(lock, ORDINARY, "KeAcquireSpinLock")) return true;
    host.pause();
  }
  return tryToTake(lock, ORDINARY, "KeAcquireSpinLock");
};

/**
 * Runs `section` at DISPATCH_LEVEL with the lock held, here and now where the lock is free, else once it was found free in a later turn
 * of the event loop; releases the lock and restores the level before anything else runs. Gives what `section` returns, which must not
 * wait. Spins 4 microseconds at most, then looks each millisecond. Not promised: any order, or an end, while others want the lock
 * without a break. IRQL: <= APC_LEVEL; unchanged.
 * @irqlRequiresMax APC_LEVEL
 * @irqlRequiresSame
 * @requiresLockNotHeld SpinLock
 * @returns a promise that rejects with KernelError as `withSpinLock`, with what `section` throws, or with the reason of `signal`.
 */
export const withSpinLockAsync = async <T>(
  SpinLock: KSPIN_LOCK,
  section: () => NotPromise<T>,
  options: AsyncSectionOptions = {},
): Promise<NotPromise<T>> => {
  if (cpu.irql > APC_LEVEL) refuseAbove("withSpinLockAsync", APC_LEVEL);
  requireObject("withSpinLockAsync", SpinLock, LockObject);
  const { signal } = optionsOf(options);
  signal?.throwIfAborted();
  while (!takeSoon(SpinLock)) {
    await waitInEventLoop(nobodyNotifies, 0, 0, REST);
    signal?.throwIfAborted();
  }
  const oldIrql = cpu.irql;
  cpu.irql = DISPATCH_LEVEL;
  try {
    return refusePromise("withSpinLockAsync", section());
  } finally {
    KeReleaseSpinLock(SpinLock, oldIrql);
  }
};
