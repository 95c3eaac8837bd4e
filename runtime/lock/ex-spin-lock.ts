import type { WasmKernel } from "../kernel/kernel.generated.js";
import { memoryOf } from "../kernel/memories.js";
import { nonPagedWords } from "../storage.js";
import { LOCK_BYTES } from "./layout.js";

/**
 * A reader/writer spin lock: 64 bytes of shared, non-paged memory. Many workers may hold it shared, or one exclusive.
 * It travels to another worker as `buffer` and `byteOffset`. Zeroed memory is an initialised lock.
 */
export class EX_SPIN_LOCK {
  /** Bytes of storage for one lock. */
  static readonly BYTES: number = LOCK_BYTES;
  declare private readonly nominal: "EX_SPIN_LOCK";
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

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the lock does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.words = nonPagedWords("EX_SPIN_LOCK", LOCK_BYTES, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    this.index = byteOffset >>> 2;
    const { base, kernel, tag } = memoryOf(buffer);
    this.wasm = kernel;
    this.reference = (base + byteOffset) | tag;
  }
}
