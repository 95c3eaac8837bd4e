// Guards of reader/writer spin locks that are held exclusively.
import type { KIRQL } from "../levels.js";
import type { EX_SPIN_LOCK } from "../lock/ex-spin-lock.js";
import {
  ExAcquireSpinLockExclusive,
  ExAcquireSpinLockExclusiveAtDpcLevel,
  ExReleaseSpinLockExclusive,
  ExReleaseSpinLockExclusiveFromDpcLevel,
} from "../lock/reader-writer.js";

/** Holds a reader/writer spin lock exclusively, with the level at DISPATCH_LEVEL. */
export class SpinLockExclusiveGuard {
  readonly lock: EX_SPIN_LOCK;
  private readonly oldIrql: KIRQL;

  /**
   * As `ExAcquireSpinLockExclusive`.
   * @irqlRequiresMax DISPATCH_LEVEL
   * @irqlRaises DISPATCH_LEVEL
   * @irqlSaves this.oldIrql
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: EX_SPIN_LOCK) {
    this.lock = SpinLock;
    this.oldIrql = ExAcquireSpinLockExclusive(SpinLock);
  }

  /**
   * As `ExReleaseSpinLockExclusive`, with the level from before.
   * @irqlRequires DISPATCH_LEVEL
   * @irqlRestores this.oldIrql
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    ExReleaseSpinLockExclusive(this.lock, this.oldIrql);
  }
}

/** Holds a reader/writer spin lock exclusively where the level is DISPATCH_LEVEL or above already. */
export class SpinLockExclusiveAtDpcLevelGuard {
  readonly lock: EX_SPIN_LOCK;

  /**
   * As `ExAcquireSpinLockExclusiveAtDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: EX_SPIN_LOCK) {
    this.lock = SpinLock;
    ExAcquireSpinLockExclusiveAtDpcLevel(SpinLock);
  }

  /**
   * As `ExReleaseSpinLockExclusiveFromDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    ExReleaseSpinLockExclusiveFromDpcLevel(this.lock);
  }
}
