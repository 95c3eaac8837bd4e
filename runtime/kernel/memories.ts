// The shared memories that this worker knows: which kernel works on each, and how records name locks in it.
import type { WasmKernel } from "./kernel.generated.js";

/** The two lowest bits of a reference: in which kind of memory the lock lies. Offsets are multiples of 4. */
export const TAG = { arena: 1, system: 2, elsewhere: 3 } as const;

interface KnownMemory {
  /** Null for the JavaScript kernel. */
  readonly kernel: WasmKernel | null;
  readonly tag: number;
  /** Address of the first byte in records: the memories that a system lists lie one behind the other. */
  readonly base: number;
}

const elsewhere: KnownMemory = { kernel: null, tag: TAG.elsewhere, base: 0 };

const memories = new WeakMap<SharedArrayBuffer, KnownMemory>();

let listed = false;

export const registerMemory = (buffer: SharedArrayBuffer, memory: Omit<KnownMemory, "base">): void => {
  memories.set(buffer, { ...memory, base: 0 });
};

/** The tag of an arena that no system lists: once one lists others, no two memories may share an address. */
export const tagOfArena = (): number => (listed ? TAG.elsewhere : TAG.arena);

/** Gives the memory its place among those that a system lists. Locks made before keep the name that they have. */
export const placeMemory = (buffer: SharedArrayBuffer, base: number): void => {
  listed = true;
  memories.set(buffer, { kernel: memoryOf(buffer).kernel, tag: TAG.arena, base });
};

export const isRegistered = (buffer: SharedArrayBuffer): boolean => memories.has(buffer);

export const memoryOf = (buffer: SharedArrayBuffer): KnownMemory => memories.get(buffer) ?? elsewhere;
