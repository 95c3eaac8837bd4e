import type { WasmKernel } from "../kernel/kernel.generated.js";
import { memoryOf } from "../kernel/memories.js";
import { nonPagedWords } from "../storage.js";
import { FLAGS_WORD, LOCK_BYTES, READER_WRITER, READER_WRITER_DISTRIBUTED } from "./layout.js";

export interface ExSpinLockOptions {
  /**
   * The lock is distributed: processors 0 to `processors` - 1 read by a flag of their own, on a line of 64 bytes of its own, so
   * that readers do not disturb each other; writers look at all flags. 1 to 255; all workers must choose the same.
   */
  readonly processors?: number | undefined;
}

const requireProcessors = (processors: number): void => {
  if (!Number.isInteger(processors) || processors < 0 || processors > 255)
    throw new RangeError(
      `\`EX_SPIN_LOCK\` can have flags for up to 255 processors, got ${String(processors)}; pass as many as the system has`,
    );
};

const requireSame = (before: number, processors: number): void => {
  if (before !== 0 && before !== processors)
    throw new RangeError(
      `\`EX_SPIN_LOCK\` gets ${String(processors)} processors for a lock that has flags for ${String(before)}; ` +
        "all workers must pass the same number",
    );
};

/**
 * A reader/writer spin lock: 64 bytes of shared, non-paged memory. Many workers may hold it shared, or one exclusive.
 * It travels to another worker as `buffer` and `byteOffset`. Zeroed memory is an initialised lock.
 */
export class EX_SPIN_LOCK {
  /** Bytes of storage for one lock that is not distributed. */
  static readonly BYTES: number = LOCK_BYTES;
  /** Bytes of storage for one with flags for so many processors. */
  static readonly bytesFor = (processors: number): number => LOCK_BYTES * (1 + processors);
  declare private readonly nominal: "EX_SPIN_LOCK";
  readonly BYTES: number;
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
  /** How many processors have a flag. @internal */
  readonly flags: number;
  /** As what the lock is used. @internal */
  readonly kind: number;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the lock does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0, { processors = 0 }: ExSpinLockOptions = {}) {
    requireProcessors(processors);
    this.BYTES = EX_SPIN_LOCK.bytesFor(processors);
    this.words = nonPagedWords("EX_SPIN_LOCK", this.BYTES, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    this.index = byteOffset >>> 2;
    const { base, kernel, tag } = memoryOf(buffer);
    this.wasm = kernel;
    this.reference = (base + byteOffset) | tag;
    this.flags = processors;
    this.kind = processors === 0 ? READER_WRITER : READER_WRITER_DISTRIBUTED;
    if (processors > 0)
      requireSame(Atomics.compareExchange(this.words, this.index + FLAGS_WORD, 0, processors), processors);
  }
}
