// Takes: how many processors and interrupt lines. Gives: the shared memory of a machine, as a plain object that
// `postMessage` and `workerData` carry. Promises: one fixed layout, in 32-bit words, for every worker.
// Leaves out: who is which processor (processor.ts) and what runs there.
//
//   word 0..15      header: magic, processors, vectors, 3 who looks for dead processors and deadlocks (watch/claim.ts)
//   word 16..31     the cancel spin lock
//   processor n     64 words: 0 pending levels | 2 state | 3 reserved: level | 4 identity of the worker |
//                   5 depth of its records while it sleeps for a lock, else 0 | 6 the worker's identity while unattached |
//                   7 its thread as the operating system knows it | 8 workers so far | 9 when it was told to end |
//                   10..15 reserved | 16 DPCs so far | 17 flushes asked | 18 flushes done |
//                   24..63 locks that it holds or waits for (lock/records.ts)
//   vector n        32 words: 0..15 the interrupt's spin lock | 16 processor + 1 | 17 level | 18 pending

import { takeBuild } from "../build.js";
import { listMemories, type LockMemory } from "../kernel/memory-list.js";
import { TAG, registerMemory } from "../kernel/memories.js";
import { optionsOf, requireWhole } from "../refuse.js";
import { nonPagedWords } from "../storage.js";
import * as PROCESSOR from "./processor-words.js";

/** A machine: post it to every worker that is one of its processors or devices. */
export interface KSYSTEM {
  readonly buffer: SharedArrayBuffer;
  readonly processors: number;
  readonly vectors: number;
  /** Memory of the verifier, where the machine was made in its build. @internal */
  readonly verifier?: SharedArrayBuffer | undefined;
  /** Where the locks of its processors lie. */
  readonly memories: readonly LockMemory[];
}

export interface SystemOptions {
  /** Workers that can be attached at the same time, 1 to 254. */
  readonly processors: number;
  /** Interrupt lines; default 16. */
  readonly vectors?: number | undefined;
  /**
   * Every memory in which the processors have locks: what a processor leaves behind when it ends, and what it waits for, can
   * only be found in these. Default: none. Where there are several, attach a worker before it makes its locks.
   */
  readonly memories?: readonly LockMemory[] | undefined;
}

const MAGIC = 0x6972716c;
const HEADER_WORDS = 32;
const PROCESSOR_WORDS = 64;
const VECTOR_WORDS = 32;
const MOST_PROCESSORS = 254;
const MOST_VECTORS = 1024;

export const CLAIM_WORD = 3;
export const CANCEL_LOCK_OFFSET = 64;

export * as PROCESSOR from "./processor-words.js";
export * as VECTOR from "./vector-words.js";

/** State of a processor's block. */
export const FREE = 0;
/** Runs, and looks at its pending word at the delivery points. */
export const RUNNING = 1;
/** Somebody sleeps on the pending word, blocking or in the event loop: it must be notified. */
export const LISTENING = 2;
/** Kept for a worker that is being started. */
export const RESERVED = 3;
/** Its worker has ended, and somebody marks the locks that it left. */
export const DEAD = 4;

/** Whether a worker is the processor with this block now. */
export const isRunning = (words: Int32Array, block: number): boolean => {
  const state = Atomics.load(words, block + PROCESSOR.state);
  return state === RUNNING || state === LISTENING;
};

/** The numbers of all its processors. */
export const numbersOf = ({ processors }: KSYSTEM): readonly number[] =>
  Array.from({ length: processors }, (_, at) => at);

export const processorAt = (number: number): number => HEADER_WORDS + number * PROCESSOR_WORDS;
export const vectorAt = (system: KSYSTEM, vector: number): number =>
  HEADER_WORDS + system.processors * PROCESSOR_WORDS + vector * VECTOR_WORDS;

/**
 * Makes the shared memory of a machine. Post the result to the workers; each processor calls `attachProcessor`,
 * a device needs only `requestInterrupt`.
 * @throws RangeError for counts out of range. TypeError for memory that is not shared and of fixed length.
 */
export const createSystem = (options: SystemOptions): KSYSTEM => {
  const { processors, vectors = 16, memories = [] } = optionsOf(options);
  requireWhole("`createSystem` needs `processors`", processors, 1, MOST_PROCESSORS);
  requireWhole("`createSystem` needs `vectors`", vectors, 1, MOST_VECTORS);
  const words = HEADER_WORDS + processors * PROCESSOR_WORDS + vectors * VECTOR_WORDS;
  const buffer = new SharedArrayBuffer(words * 4);
  new Int32Array(buffer).set([MAGIC, processors, vectors]);
  const verifier = takeBuild().memory();
  const system = { buffer, processors, vectors, memories, ...(verifier !== undefined && { verifier }) };
  wordsOf(system);
  return system;
};

const views = new WeakMap<SharedArrayBuffer, Int32Array<SharedArrayBuffer>>();

/** The machine's memory as words. @throws TypeError where it is no machine. */
export const wordsOf = (system: KSYSTEM): Int32Array<SharedArrayBuffer> => {
  // Callers of JavaScript may pass anything.
  const buffer = (system as KSYSTEM | null | undefined)?.buffer;
  const known = buffer === undefined ? undefined : views.get(buffer);
  if (known !== undefined) return known;
  if (!(buffer instanceof SharedArrayBuffer) || new Int32Array(buffer, 0, 1)[0] !== MAGIC)
    throw new TypeError("not a system: pass what `createSystem` returned");
  const words = nonPagedWords("KSYSTEM", HEADER_WORDS * 4, system.buffer, 0);
  registerMemory(system.buffer, { kernel: null, tag: TAG.system });
  listMemories(system.memories);
  views.set(system.buffer, words);
  return words;
};

/** Sets level bits in a processor's pending word and wakes whoever sleeps on it. */
export const demand = (words: Int32Array, block: number, levels: number): void => {
  const before = Atomics.or(words, block + PROCESSOR.pending, levels);
  if ((before & levels) === levels) return;
  if (Atomics.load(words, block + PROCESSOR.state) === LISTENING) Atomics.notify(words, block + PROCESSOR.pending);
};
