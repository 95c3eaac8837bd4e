// Guards of spin locks: `using guard = new SpinLockGuard(lock)` releases at the end of the block, on every way out. Each keeps
// the level that it saved, so it cannot restore another lock's. A guard is disposed of once, on the worker that made it.
import type { KIRQL } from "../levels.js";
import {
  KeAcquireSpinLock,
  KeAcquireSpinLockAtDpcLevel,
  KeReleaseSpinLock,
  KeReleaseSpinLockFromDpcLevel,
} from "../lock/ordinary.js";
import type { KSPIN_LOCK } from "../lock/spin-lock.js";

/** Holds an ordinary spin lock, with the level at DISPATCH_LEVEL. */
export class SpinLockGuard {
  readonly lock: KSPIN_LOCK;
  private readonly oldIrql: KIRQL;

  /**
   * As `KeAcquireSpinLock`.
   * @irqlRequiresMax DISPATCH_LEVEL
   * @irqlRaises DISPATCH_LEVEL
   * @irqlSaves this.oldIrql
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: KSPIN_LOCK) {
    this.lock = SpinLock;
    this.oldIrql = KeAcquireSpinLock(SpinLock);
  }

  /**
   * As `KeReleaseSpinLock`, with the level from before.
   * @irqlRequires DISPATCH_LEVEL
   * @irqlRestores this.oldIrql
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    KeReleaseSpinLock(this.lock, this.oldIrql);
  }
}

/** Holds an ordinary spin lock where the level is DISPATCH_LEVEL or above already. */
export class SpinLockAtDpcLevelGuard {
  readonly lock: KSPIN_LOCK;

  /**
   * As `KeAcquireSpinLockAtDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: KSPIN_LOCK) {
    this.lock = SpinLock;
    KeAcquireSpinLockAtDpcLevel(SpinLock);
  }

  /**
   * As `KeReleaseSpinLockFromDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    KeReleaseSpinLockFromDpcLevel(this.lock);
  }
}
