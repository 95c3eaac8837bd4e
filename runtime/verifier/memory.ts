// The memory that all verifying workers of a process or machine share.
//
//   word 0        identity of this memory, 1 to 0x7fff
//   word 1        stop: 0 running, 1 the first violation is being written, 2 it is there
//   word 2        bytes of the report
//   word 3        lock classes so far            word 4   lock of the order graph
//   word 5        bytes of text so far           word 6   acquisitions whose order was not checked: no room left
//   classes       one word each: the lock's reference (byte offset and memory's tag), then four words of statistics
//   edges         hash table, four words each: key (outer class, inner class), offset and bytes of its text, 0
//   texts         who took the locks in that order, and where; then the report of the violation

export const HEADER = { identity: 0, stop: 1, report: 2, classes: 3, graph: 4, text: 5, unchecked: 6 } as const;

/** Most lock classes. */
export const CLASSES = 16_384;
/** Words of a class: reference, acquisitions, contentions, longest wait, longest hold (microseconds). */
export const CLASS = { reference: 0, acquisitions: 1, contentions: 2, wait: 3, hold: 4 } as const;
const CLASS_WORDS = 5;
/** Most edges of the order graph; a power of two. */
export const EDGES = 8192;
export const EDGE_WORDS = 4;
const TEXT_BYTES = 0x8_0000;
const REPORT_BYTES = 0x1_0000;
/** Longest wait for a report, in milliseconds. */
const PATIENCE = 500;

const FIRST_CLASS = 16;
export const FIRST_EDGE = FIRST_CLASS + CLASSES * CLASS_WORDS;
const FIRST_TEXT = (FIRST_EDGE + EDGES * EDGE_WORDS) * 4;
const FIRST_REPORT = FIRST_TEXT + TEXT_BYTES;

export const classAt = (number: number): number => FIRST_CLASS + number * CLASS_WORDS;

const newMemory = (): SharedArrayBuffer => {
  const buffer = new SharedArrayBuffer(FIRST_REPORT + REPORT_BYTES);
  new Int32Array(buffer)[HEADER.identity] = 1 + Math.floor(Math.random() * 0x7ffe);
  return buffer;
};

interface Threads {
  getEnvironmentData(key: string): unknown;
  setEnvironmentData(key: string, value: unknown): void;
}
interface Host {
  getBuiltinModule?(name: string): Partial<Threads> | undefined;
}

const KEY = "irql/runtime/verifier";

/** The memory of the process, where the host hands environment data to threads that start later: Node, Bun, Deno. */
const ofProcess = (): SharedArrayBuffer => {
  const host = (globalThis as { readonly process?: Host }).process;
  const threads = host?.getBuiltinModule?.("node:worker_threads");
  const known = threads?.getEnvironmentData?.(KEY);
  if (known instanceof SharedArrayBuffer) return known;
  const buffer = newMemory();
  threads?.setEnvironmentData?.(KEY, buffer);
  return buffer;
};

const viewOf = (buffer: SharedArrayBuffer): { buffer: SharedArrayBuffer; words: Int32Array; identity: number } => {
  const words = new Int32Array(buffer);
  return { buffer, words, identity: words[HEADER.identity] ?? 0 };
};

/** The memory in use. One constant object, as `cpu`. */
export const shared = viewOf(ofProcess());

/** Works on another memory from now on: that of a machine, or a new one. */
export const useMemory = (buffer: SharedArrayBuffer = newMemory()): void => {
  Object.assign(shared, viewOf(buffer));
};

const put = (at: number, bytes: Uint8Array): void => {
  new Uint8Array(shared.buffer, at, bytes.length).set(bytes);
};
const get = (at: number, length: number): string =>
  new TextDecoder().decode(new Uint8Array(shared.buffer, at, length).slice());

/** Keeps a text; gives its place and length, 0 and 0 where there is no room. Only with the graph's lock held. */
export const keepText = (text: string): readonly [at: number, length: number] => {
  const bytes = new TextEncoder().encode(text);
  const at = shared.words[HEADER.text] ?? 0;
  if (at + bytes.length > TEXT_BYTES) return [0, 0];
  put(FIRST_TEXT + at, bytes);
  shared.words[HEADER.text] = at + bytes.length;
  return [at, bytes.length];
};

export const readText = (at: number, length: number): string => get(FIRST_TEXT + at, length);

/** Writes the report for the others and lets them read it. */
export const publishReport = (text: string): void => {
  const bytes = new TextEncoder().encode(text).subarray(0, REPORT_BYTES);
  put(FIRST_REPORT, bytes);
  Atomics.store(shared.words, HEADER.report, bytes.length);
  Atomics.store(shared.words, HEADER.stop, 2);
  Atomics.notify(shared.words, HEADER.stop);
};

/** The report of another worker, once it is there; empty where it does not come. */
export const awaitReport = (): string => {
  // Written within milliseconds, unless the writer ended meanwhile. A thread that may not block looks again and again.
  const end = performance.now() + PATIENCE;
  while (Atomics.load(shared.words, HEADER.stop) !== 2 && performance.now() < end);
  return get(FIRST_REPORT, Atomics.load(shared.words, HEADER.report));
};
