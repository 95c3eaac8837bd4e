import type { ARENA, KernelChoice } from "../kernel/arena.js";
import type { KSYSTEM } from "../machine/system.js";

/** Lines of 64 bytes in the arena: locks by number below it, then flags; more locks lie in the buffer, from 100. */
export const FLAGS_LINE = 20;
export const LINES = 24;
export const IN_BUFFER = 100;

/** What a watched worker does, one after the other. Each act that takes a lock gives it up at the end. */
export type Act =
  | readonly ["ordinary" | "queued" | "strictly queued" | "shared" | "exclusive", lock: number]
  | readonly ["cancel lock" | "throw" | "process.exit" | "hang" | "answer" | "give back"]
  | readonly ["raise" | "await", flag: number]
  | readonly ["sleep", milliseconds: number];

export interface WatchedJob {
  readonly system: KSYSTEM;
  readonly arena: ARENA;
  readonly buffer: SharedArrayBuffer;
  readonly kernel: KernelChoice;
  /** Undefined: attaches as the first that is free. */
  readonly number?: number;
  readonly script: readonly Act[];
}

export interface WatchedAnswer {
  /** Of the error with which the acts ended, or `done`. */
  readonly code: string;
  readonly message: string;
  /** Processors of the deadlock, and bytes of the locks for which they waited. */
  readonly cycle: readonly (readonly [processor: number, byteOffset: number])[];
  readonly irql: number;
}
