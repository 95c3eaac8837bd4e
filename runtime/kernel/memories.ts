// The shared memories that this worker knows: which kernel works on each, and how records name locks in it.
import type { WasmKernel } from "./kernel.generated.js";

/** The two lowest bits of a reference: in which kind of memory the lock lies. Offsets are multiples of 4. */
export const TAG = { arena: 1, system: 2, elsewhere: 3 } as const;

interface KnownMemory {
  /** Null for the JavaScript kernel. */
  readonly kernel: WasmKernel | null;
  readonly tag: number;
}

const elsewhere: KnownMemory = { kernel: null, tag: TAG.elsewhere };

const memories = new WeakMap<SharedArrayBuffer, KnownMemory>();

export const registerMemory = (buffer: SharedArrayBuffer, memory: KnownMemory): void => {
  memories.set(buffer, memory);
};

export const isRegistered = (buffer: SharedArrayBuffer): boolean => memories.has(buffer);

export const memoryOf = (buffer: SharedArrayBuffer): KnownMemory => memories.get(buffer) ?? elsewhere;
