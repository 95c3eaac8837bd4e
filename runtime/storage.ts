// Takes: what a caller offers as storage. Gives: a word view and an index into it.
// Promises: only fixed-length shared memory passes, aligned and in range, with a reason in every refusal.
// Leaves out: what the words mean (each object's own file).
import { takeBuild } from "./build.js";
import { refuseValue } from "./refuse.js";

const { refusedStorage } = takeBuild();
const views = new WeakMap<SharedArrayBuffer, Int32Array<SharedArrayBuffer>>();

const isGrowable = (buffer: SharedArrayBuffer): boolean =>
  (buffer as { readonly growable?: boolean }).growable === true;

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

const NEEDS = "needs a SharedArrayBuffer";

const requireShared = (type: string, buffer: unknown): void => {
  if (!(buffer instanceof SharedArrayBuffer)) return refuseUnshared(`\`${type}\` ${NEEDS}`, buffer);
  if (isGrowable(buffer))
    throw new TypeError(
      `\`${type}\` ${NEEDS} of fixed length: a growable one is 4 to 5 times slower; leave out \`maxByteLength\``,
    );
};

/** Memory of one worker is what the verifier knows as pageable. */
const refuseUnshared = (need: string, buffer: unknown): never => {
  if (!(buffer instanceof ArrayBuffer) && !ArrayBuffer.isView(buffer)) refuseValue(need, buffer, "", TypeError);
  const fix =
    buffer instanceof ArrayBuffer ? "`new SharedArrayBuffer(bytes)`" : "the `buffer` and `byteOffset` of a view of one";
  throw refusedStorage(
    new TypeError(`${need}: any other is pageable memory, which other workers cannot see; pass ${fix}`),
  );
};

const requireRange = (type: string, bytes: number, buffer: SharedArrayBuffer, byteOffset: number): void => {
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % 4 !== 0)
    refuseValue(`\`${type}\` needs a byte offset that is a multiple of 4`, byteOffset);
  const end = byteOffset + bytes;
  if (end > buffer.byteLength) refuseValue(`\`${type}\` needs a buffer of ${String(end)} bytes`, buffer.byteLength);
};
