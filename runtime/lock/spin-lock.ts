import { LOCK_BYTES, QUEUED, QUEUED_STRICT, type LockKind } from "./layout.js";
import { optionsOf, requireOneOf } from "../refuse.js";
import { LockObject } from "./lock-object.js";

/**
 * In which order a queued lock serves: `bounded`, in order of arrival while the head of the queue is awake (one that
 * sleeps may be passed until it has woken); `strict`, in order of arrival always, at the price of a thread switch for each
 * hand-over to a sleeper. All workers must choose the same for one lock.
 */
export type QueuePolicy = "bounded" | "strict";

export interface SpinLockOptions {
  /** Default `bounded`. Ordinary use of the lock knows no policy. */
  readonly policy?: QueuePolicy | undefined;
}

/**
 * A spin lock: 64 bytes of shared, non-paged memory that the caller provides (layout: `runtime/README.md`). It travels
 * to another worker as `buffer` and `byteOffset`; every worker makes its own object over the same bytes. Zeroed
 * memory is an initialised lock. The first acquire makes a lock ordinary or queued until `KeInitializeSpinLock`.
 */
export class KSPIN_LOCK extends LockObject {
  /** Bytes of storage for one lock. */
  static readonly BYTES: number = LOCK_BYTES;
  declare private readonly nominal: "KSPIN_LOCK";
  /** As what the queued routines use it. @internal */
  readonly queuedKind: LockKind;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4, the lock does not fit, or there is no such policy.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0, options: SpinLockOptions = {}) {
    super(KSPIN_LOCK.TYPE, LOCK_BYTES, buffer, byteOffset);
    const { policy = "bounded" } = optionsOf(options);
    requireOneOf("`KSPIN_LOCK` needs the policy", policy, ["bounded", "strict"]);
    this.queuedKind = policy === "strict" ? QUEUED_STRICT : QUEUED;
  }
}
