import type { KIRQL } from "../levels.js";
import { nonPagedWords } from "../storage.js";
import { LOCK_BYTES } from "./layout.js";
import type { KSPIN_LOCK } from "./spin-lock.js";

/**
 * Handle of one acquisition of a queued spin lock: it remembers the lock and the level to restore. It serves one worker
 * and one acquisition at a time. Its storage must be non-paged like the lock's; the 64 bytes are reserved (the
 * order of waiters is kept in the lock itself, so that handle and lock may lie in different buffers).
 */
export class KLOCK_QUEUE_HANDLE {
  /** Bytes of storage for one handle. */
  static readonly BYTES: number = LOCK_BYTES;
  declare private readonly nominal: "KLOCK_QUEUE_HANDLE";
  readonly BYTES: number = LOCK_BYTES;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  /** The lock that this handle holds, null while it holds none. @internal */
  lock: KSPIN_LOCK | null = null;
  /** The level to restore; -1 where the acquire did not raise. @internal */
  oldIrql: KIRQL = -1;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the handle does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    nonPagedWords("KLOCK_QUEUE_HANDLE", LOCK_BYTES, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
  }
}
