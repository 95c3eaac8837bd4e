import type { WasmKernel } from "../kernel/kernel.generated.js";
import { memoryOf } from "../kernel/memories.js";
import { nonPagedWords } from "../storage.js";

/** What locks of all families are: a place in shared memory, the kernel that works there, and a name in records. */
export class LockObject {
  /** @internal */
  static readonly TYPE: string = "KSPIN_LOCK";
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  /** Bytes of storage of this lock. */
  readonly BYTES: number;
  /** The buffer as words, for the lock routines. @internal */
  readonly words: Int32Array<SharedArrayBuffer>;
  /** Index of the lock word. @internal */
  readonly index: number;
  /** The WebAssembly kernel that works on the buffer, or null for the JavaScript one. @internal */
  readonly wasm: WasmKernel | null;
  /** How records name the lock: its address, and the memory's tag in the two lowest bits. @internal */
  readonly reference: number;
  /** Number of this object's next acquisition; only the verifier counts. @internal */
  taken = 0;

  constructor(type: string, bytes: number, buffer: SharedArrayBuffer, byteOffset: number) {
    this.words = nonPagedWords(type, bytes, buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    this.BYTES = bytes;
    this.index = byteOffset >>> 2;
    const { base, kernel, tag } = memoryOf(buffer);
    this.wasm = kernel;
    this.reference = (base + byteOffset) | tag;
  }
}
