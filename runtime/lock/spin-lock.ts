import type { WasmKernel } from "../kernel/kernel.generated.js";
import { memoryOf } from "../kernel/memories.js";
import { nonPagedWords } from "../storage.js";
import { LOCK_BYTES, QUEUED, QUEUED_STRICT, type LockKind } from "./layout.js";

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
  /** The WebAssembly kernel that works on the buffer, or null for the JavaScript one. @internal */
  readonly wasm: WasmKernel | null;
  /** How records name the lock: its address, and the memory's tag in the two lowest bits. @internal */
  readonly reference: number;
  /** How often this object took the lock; only the verifier counts. @internal */
  taken = 0;
  /** As what the queued routines use it. @internal */
  readonly queuedKind: LockKind;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the lock does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0, options: SpinLockOptions = {}) {
    this.words = nonPagedWords("KSPIN_LOCK", LOCK_BYTES, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    this.index = byteOffset >>> 2;
    const { base, kernel, tag } = memoryOf(buffer);
    this.wasm = kernel;
    this.reference = (base + byteOffset) | tag;
    this.queuedKind = options.policy === "strict" ? QUEUED_STRICT : QUEUED;
  }
}
