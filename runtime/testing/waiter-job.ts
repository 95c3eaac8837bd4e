import type { ARENA, KernelChoice } from "../kernel/arena.js";

export interface WaiterJob {
  readonly arena: ARENA;
  readonly kernel: KernelChoice;
  /** How the worker takes the lock at byte 64. */
  readonly way: "ordinary" | "strictly queued" | "shared" | "exclusive";
}
