/// <reference lib="esnext.disposable" preserve="true" />
// `irql/runtime`: spin locks, IRQL, DPCs and interrupts for workers over shared memory.
// Takes: SharedArrayBuffers. Gives: the WDK's routines under their own names (C shape translated: an out-parameter is
// the return value). Promises: mutual exclusion between workers, FIFO for queued locks, errors for detected misuse.
// Leaves out: asynchronous interrupts, which JavaScript does not have (delivery points: `runtime/README.md`).
export * from "./levels.js";
export * from "./status.js";
export * from "./errors.js";
export type * from "./objects.js";
export type * from "./driver-roles.js";
export type * from "./role-types.js";
export { KSPIN_LOCK } from "./lock/spin-lock.js";
export { KLOCK_QUEUE_HANDLE } from "./lock/queue-handle.js";
export { EX_SPIN_LOCK } from "./lock/ex-spin-lock.js";
export { KDPC } from "./machine/dpc-object.js";
export { KTIMER } from "./machine/timer-object.js";
export { KEVENT } from "./machine/event-object.js";
export { KINTERRUPT } from "./machine/interrupt-object.js";
export type { IO_WORKITEM } from "./machine/work-item.js";
export * from "./kernel/arena.js";
export * from "./irql.js";
export * from "./lock/ordinary.js";
export * from "./lock/queued.js";
export * from "./lock/reader-writer.js";
export * from "./guards/spin-lock-guard.js";
export { InStackQueuedSpinLockAtDpcLevelGuard, InStackQueuedSpinLockGuard } from "./guards/queued-guard.js";
export * from "./guards/shared-guard.js";
export * from "./guards/exclusive-guard.js";
export * from "./guards/raised-irql.js";
export * from "./guards/with-spin-lock.js";
export * from "./guards/with-spin-lock-async.js";
export * from "./guards/with-reader-writer.js";
export type { NotPromise } from "./guards/refuse-promise.js";
export { createSystem, type KSYSTEM, type SystemOptions } from "./machine/system.js";
export type { LockMemory } from "./kernel/memory-list.js";
export {
  abandonProcessor,
  adoptProcessor,
  startProcessor,
  type ProcessorStart,
  type ProcessorWorker,
} from "./watch/workers.js";
export { watchWaits, type DeadlockedWait, type LongWait, type WaitLimits } from "./watch/waits.js";
export { KeGetCurrentProcessorNumber, attachProcessor, detachProcessor } from "./machine/processor.js";
export * from "./machine/cancel.js";
export * from "./machine/dpc.js";
export * from "./machine/timer.js";
export * from "./machine/interrupt.js";
export * from "./machine/event.js";
export * from "./machine/wait.js";
export * from "./machine/wait-async.js";
export {
  CriticalWorkQueue,
  DelayedWorkQueue,
  IoAllocateWorkItem,
  IoFreeWorkItem,
  IoQueueWorkItem,
} from "./machine/work-item.js";
export * from "./machine/pool.js";
