import type { KSYSTEM } from "../machine/system.js";

/** Byte offsets of the objects in the shared memory of a machine test. */
export const PLACE = { dpc: 0, ping: 64, pong: 128, lock: 192, counters: 256 } as const;
export const MACHINE_BYTES = 512;

/** Words after `PLACE.counters`. */
export const COUNTER = { served: 0, ran: 1, sum: 2, done: 3, ready: 4 } as const;

export type Task =
  | "device"
  | "driver"
  | "sender"
  | "busy receiver"
  | "ping"
  | "pong"
  | "flusher"
  | "idle receiver"
  | "event loop receiver"
  | "arrive";

export interface MachineJob {
  readonly system: KSYSTEM;
  readonly memory: SharedArrayBuffer;
  readonly task: Task;
  readonly rounds: number;
  /** For `arrive`: whose turn this worker is. */
  readonly turn?: number;
}
