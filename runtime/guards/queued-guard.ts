// Guards of queued spin locks. Each has a queue handle of its own, which nobody else can use.
import {
  KeAcquireInStackQueuedSpinLock,
  KeAcquireInStackQueuedSpinLockAtDpcLevel,
  KeReleaseInStackQueuedSpinLock,
  KeReleaseInStackQueuedSpinLockFromDpcLevel,
} from "../lock/queued.js";
import { KLOCK_QUEUE_HANDLE } from "../lock/queue-handle.js";
import type { KSPIN_LOCK } from "../lock/spin-lock.js";

let storage: SharedArrayBuffer | undefined;

/** A handle's bytes are reserved and hold nothing, so all handles of guards may have the same. */
export const ownHandle = (): KLOCK_QUEUE_HANDLE =>
  new KLOCK_QUEUE_HANDLE((storage ??= new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES)));

/** Holds a queued spin lock, with the level at DISPATCH_LEVEL. */
export class InStackQueuedSpinLockGuard {
  readonly lock: KSPIN_LOCK;
  private readonly handle = ownHandle();

  /**
   * As `KeAcquireInStackQueuedSpinLock`.
   * @irqlRequiresMax DISPATCH_LEVEL
   * @irqlRaises DISPATCH_LEVEL
   * @irqlSaves this.handle
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: KSPIN_LOCK) {
    this.lock = SpinLock;
    KeAcquireInStackQueuedSpinLock(SpinLock, this.handle);
  }

  /**
   * As `KeReleaseInStackQueuedSpinLock`.
   * @irqlRequires DISPATCH_LEVEL
   * @irqlRestores this.handle
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    KeReleaseInStackQueuedSpinLock(this.handle);
  }
}

/** Holds a queued spin lock where the level is DISPATCH_LEVEL or above already. */
export class InStackQueuedSpinLockAtDpcLevelGuard {
  readonly lock: KSPIN_LOCK;
  private readonly handle = ownHandle();

  /**
   * As `KeAcquireInStackQueuedSpinLockAtDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @acquiresLock SpinLock
   */
  constructor(SpinLock: KSPIN_LOCK) {
    this.lock = SpinLock;
    KeAcquireInStackQueuedSpinLockAtDpcLevel(SpinLock, this.handle);
  }

  /**
   * As `KeReleaseInStackQueuedSpinLockFromDpcLevel`.
   * @irqlRequiresMin DISPATCH_LEVEL
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRequiresSame
   * @releasesLock this.lock
   */
  [Symbol.dispose](): void {
    KeReleaseInStackQueuedSpinLockFromDpcLevel(this.handle);
  }
}
