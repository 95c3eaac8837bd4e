// Guards of reader/writer spin locks that are held shared.
import type { KIRQL } from "../levels.js";
import type { EX_SPIN_LOCK } from "../lock/ex-spin-lock.js";
import {
  ExAcquireSpinLockShared,
  ExAcquireSpinLockSharedAtDpcLevel,
  ExReleaseSpinLockShared,
  ExReleaseSpinLockSharedFromDpcLevel,
} from "../lock/reader-writer.js";

/** Holds a reader/writer spin lock shared, with the level at DISPATCH_LEVEL. */
export class SpinLockSharedGuard {
  readonly lock: EX_SPIN_LOCK;
  private readonly oldIrql: KIRQL;

  /**
   * As `ExAcquireSpinLockShared`.
   * @irqlRequiresMax DISPATCH_LEVEL
   * @irqlRaises DISPATCH_LEVEL
   * @irqlSaves this.oldIrql
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: EX_SPIN_LOCK) {
    this.lock = SpinLock;
    this.oldIrql = ExAcquireSpinLockShared(SpinLock);
  }

  /**
   * As `ExReleaseSpinLockShared`, with the level from before.
   * @irqlRequires DISPATCH_LEVEL
   * @irqlRestores this.oldIrql
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    ExReleaseSpinLockShared(this.lock, this.oldIrql);
  }
}

/** Holds a reader/writer spin lock shared where the level is DISPATCH_LEVEL or above already. */
export class SpinLockSharedAtDpcLevelGuard {
  readonly lock: EX_SPIN_LOCK;

  /**
   * As `ExAcquireSpinLockSharedAtDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: EX_SPIN_LOCK) {
    this.lock = SpinLock;
    ExAcquireSpinLockSharedAtDpcLevel(SpinLock);
  }

  /**
   * As `ExReleaseSpinLockSharedFromDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    ExReleaseSpinLockSharedFromDpcLevel(this.lock);
  }
}
