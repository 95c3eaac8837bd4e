import { nonPagedWords } from "../storage.js";
import { LOCK_BYTES } from "./layout.js";

/**
 * A spin lock: 64 bytes of shared, non-paged memory that the caller provides (layout: `runtime/README.md`). It travels
 * to another worker as `buffer` and `byteOffset`; every worker makes its own object over the same bytes. Zeroed
 * memory is an initialised lock. The first acquire makes a lock ordinary or queued until `KeInitializeSpinLock`.
 */
export class KSPIN_LOCK {
  /** Bytes of storage for one lock. */
  static readonly BYTES: number = LOCK_BYTES;
  declare private readonly nominal: "KSPIN_LOCK";
  readonly BYTES: number = LOCK_BYTES;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  /** The buffer as words, for the lock routines. @internal */
  readonly words: Int32Array<SharedArrayBuffer>;
  /** Index of the lock word. @internal */
  readonly index: number;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the lock does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.words = nonPagedWords("KSPIN_LOCK", LOCK_BYTES, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    this.index = byteOffset >>> 2;
  }
}
