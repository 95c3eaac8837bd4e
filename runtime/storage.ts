// Takes: what a caller offers as storage. Gives: a word view and an index into it.
// Promises: only fixed-length shared memory passes, aligned and in range, with a reason in every refusal.
// Leaves out: what the words mean (each object's own file).
import { takeBuild } from "./build.js";

const { refusedStorage } = takeBuild();
const views = new WeakMap<SharedArrayBuffer, Int32Array<SharedArrayBuffer>>();

const isGrowable = (buffer: SharedArrayBuffer): boolean =>
  (buffer as { readonly growable?: boolean }).growable === true;

const describe = (value: unknown): string => {
  if (value instanceof ArrayBuffer) return "an ArrayBuffer";
  if (ArrayBuffer.isView(value)) return "a view of memory (pass its `buffer` and `byteOffset`)";
  return value === null ? "null" : `a value of type ${typeof value}`;
};

/**
 * Checks storage for a kernel object and returns one word view per buffer, shared by all objects in it.
 * @throws TypeError for memory that is not a fixed-length SharedArrayBuffer; RangeError for a bad offset.
 */
export const nonPagedWords = (
  type: string,
  bytes: number,
  buffer: SharedArrayBuffer,
  byteOffset: number,
): Int32Array<SharedArrayBuffer> => {
  requireShared(type, buffer);
  requireRange(type, bytes, buffer, byteOffset);
  let view = views.get(buffer);
  if (view === undefined) {
    view = new Int32Array(buffer, 0, buffer.byteLength >>> 2);
    views.set(buffer, view);
  }
  return view;
};

const requireShared = (type: string, buffer: unknown): void => {
  if (!(buffer instanceof SharedArrayBuffer)) {
    const error = new TypeError(
      `\`${type}\` needs a SharedArrayBuffer, got ${describe(buffer)}: an ordinary buffer is pageable memory, ` +
        "which other workers cannot see; allocate the storage with `new SharedArrayBuffer(bytes)`",
    );
    throw buffer instanceof ArrayBuffer || ArrayBuffer.isView(buffer) ? refusedStorage(error) : error;
  }
  if (isGrowable(buffer))
    throw new TypeError(
      `\`${type}\` needs a SharedArrayBuffer of fixed length, got a growable one: atomic operations on growable ` +
        "buffers check the length each time and are 4 to 5 times slower; allocate without `maxByteLength`",
    );
};

const requireRange = (type: string, bytes: number, buffer: SharedArrayBuffer, byteOffset: number): void => {
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % 4 !== 0)
    throw new RangeError(
      `\`${type}\` needs a byte offset that is a multiple of 4, got ${String(byteOffset)}; ` +
        "multiples of 64 also keep objects off each other's cache lines",
    );
  if (byteOffset + bytes > buffer.byteLength)
    throw new RangeError(
      `\`${type}\` needs ${String(bytes)} bytes at offset ${String(byteOffset)}, ` +
        `but the buffer ends at ${String(buffer.byteLength)}`,
    );
};
