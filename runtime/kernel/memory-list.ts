// Takes: the memories that a system lists. Gives: one space of addresses over them, in their order, the same in every worker.
// Leaves out: memories that nobody lists; records say of locks there only that there is one.
import { nonPagedWords } from "../storage.js";
import { openArena, type ARENA } from "./arena.js";
import { placeMemory } from "./memories.js";

/** Memory with locks: an arena, or a buffer of the program's own. */
export type LockMemory = ARENA | SharedArrayBuffer;

/** A lock as words of shared memory. */
export interface LockPlace {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly index: number;
}

const LINE = 64;
const ADDRESSES = 2 ** 32;

const bufferOf = (memory: LockMemory): SharedArrayBuffer =>
  memory instanceof SharedArrayBuffer ? memory : memory.buffer;

const sizeOf = (memory: LockMemory): number => Math.ceil(bufferOf(memory).byteLength / LINE) * LINE;

/** Opens the arenas and makes the memories known to this worker. @throws RangeError where they exceed 4 GB together. */
export const listMemories = (memories: readonly LockMemory[]): void => {
  let base = 0;
  for (const memory of memories) {
    if (!(memory instanceof SharedArrayBuffer)) openArena(memory);
    nonPagedWords("KSYSTEM", LINE, bufferOf(memory), 0);
    placeMemory(bufferOf(memory), base);
    base += sizeOf(memory);
  }
  if (base > ADDRESSES) throw new RangeError("a system lists at most 4 GB of memory");
};

/** The lock at this address, or null where no listed memory has one. */
export const lockAt = (memories: readonly LockMemory[], address: number): LockPlace | null => {
  let offset = address;
  for (const memory of memories) {
    const size = sizeOf(memory);
    if (offset >= size) offset -= size;
    else if (offset + LINE > bufferOf(memory).byteLength) return null;
    else return { words: nonPagedWords("KSYSTEM", LINE, bufferOf(memory), 0), index: offset >>> 2 };
  }
  return null;
};
