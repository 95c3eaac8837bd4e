/* eslint-disable -- skeleton of the public types while the families are being written */
import { KSPIN_LOCK } from "./lock/spin-lock.js";
import { KLOCK_QUEUE_HANDLE } from "./lock/queue-handle.js";
import { EX_SPIN_LOCK } from "./lock/ex-spin-lock.js";
import type { KDPC } from "./machine/dpc-object.js";
import type { KTIMER } from "./machine/timer-object.js";
import type { KEVENT } from "./machine/event-object.js";
import type { KINTERRUPT } from "./machine/interrupt-object.js";
import type { IO_WORKITEM } from "./machine/work-item.js";
import type { DEVICE_OBJECT } from "./objects.js";
import type { KDEFERRED_ROUTINE, KSERVICE_ROUTINE, KSYNCHRONIZE_ROUTINE, IO_WORKITEM_ROUTINE } from "./driver-roles.js";
import type { KIRQL, NTSTATUS } from "./levels.js";
const notYet = (): never => {
  throw new Error("not available");
};
export const ExAcquireSpinLockShared = (SpinLock: EX_SPIN_LOCK): KIRQL => notYet();
export const ExReleaseSpinLockShared = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => notYet();
export const ExAcquireSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): KIRQL => notYet();
export const ExReleaseSpinLockExclusive = (SpinLock: EX_SPIN_LOCK, OldIrql: KIRQL): void => notYet();
export const ExAcquireSpinLockSharedAtDpcLevel = (SpinLock: EX_SPIN_LOCK): void => notYet();
export const ExReleaseSpinLockSharedFromDpcLevel = (SpinLock: EX_SPIN_LOCK): void => notYet();
export const ExAcquireSpinLockExclusiveAtDpcLevel = (SpinLock: EX_SPIN_LOCK): void => notYet();
export const ExReleaseSpinLockExclusiveFromDpcLevel = (SpinLock: EX_SPIN_LOCK): void => notYet();
export const ExTryAcquireSpinLockSharedAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean => notYet();
export const ExTryAcquireSpinLockExclusiveAtDpcLevel = (SpinLock: EX_SPIN_LOCK): boolean => notYet();
export const ExTryConvertSharedSpinLockExclusive = (SpinLock: EX_SPIN_LOCK): boolean => notYet();
export const IoAcquireCancelSpinLock = (): KIRQL => notYet();
export const IoReleaseCancelSpinLock = (Irql: KIRQL): void => notYet();
export const LowImportance: number = 0;
export const MediumImportance: number = 0;
export const MediumHighImportance: number = 0;
export const HighImportance: number = 0;
export const KeInitializeDpc = <C = any>(Dpc: KDPC, DeferredRoutine: KDEFERRED_ROUTINE<C>, DeferredContext?: C): void =>
  notYet();
export const KeInitializeThreadedDpc = <C = any>(
  Dpc: KDPC,
  DeferredRoutine: KDEFERRED_ROUTINE<C>,
  DeferredContext?: C,
): void => notYet();
export const KeInsertQueueDpc = (Dpc: KDPC, SystemArgument1?: any, SystemArgument2?: any): boolean => notYet();
export const KeRemoveQueueDpc = (Dpc: KDPC): boolean => notYet();
export const KeSetTargetProcessorDpc = (Dpc: KDPC, Number: number): void => notYet();
export const KeSetImportanceDpc = (Dpc: KDPC, Importance: number): void => notYet();
export const KeFlushQueuedDpcs = (): void => notYet();
export const NotificationTimer: number = 0;
export const SynchronizationTimer: number = 0;
export const KeInitializeTimer = (Timer: KTIMER): void => notYet();
export const KeInitializeTimerEx = (Timer: KTIMER, Type: number): void => notYet();
export const KeSetTimer = (Timer: KTIMER, DueTime: number, Dpc?: KDPC | null): boolean => notYet();
export const KeSetTimerEx = (Timer: KTIMER, DueTime: number, Period: number, Dpc?: KDPC | null): boolean => notYet();
export const KeCancelTimer = (Timer: KTIMER): boolean => notYet();
export const IoConnectInterrupt = <C = any>(
  ServiceRoutine: KSERVICE_ROUTINE<C>,
  ServiceContext: C,
  ...rest: any[]
): KINTERRUPT => notYet();
export const IoDisconnectInterrupt = (Interrupt: KINTERRUPT): void => notYet();
export const KeAcquireInterruptSpinLock = (Interrupt: KINTERRUPT): KIRQL => notYet();
export const KeReleaseInterruptSpinLock = (Interrupt: KINTERRUPT, OldIrql: KIRQL): void => notYet();
export const KeSynchronizeExecution = <C = any>(
  Interrupt: KINTERRUPT,
  SynchronizeRoutine: KSYNCHRONIZE_ROUTINE<C>,
  SynchronizeContext?: C,
): boolean => notYet();
export const NotificationEvent: number = 0;
export const SynchronizationEvent: number = 0;
export const Executive: number = 0;
export const KernelMode: number = 0;
export const UserMode: number = 0;
export const KeInitializeEvent = (Event: KEVENT, Type: number, State: boolean): void => notYet();
export const KeSetEvent = (Event: KEVENT, Increment: number, Wait: boolean): number => notYet();
export const KeClearEvent = (Event: KEVENT): void => notYet();
export const KeResetEvent = (Event: KEVENT): number => notYet();
export const KeReadStateEvent = (Event: KEVENT): number => notYet();
export const KeWaitForSingleObject = (
  Object: KEVENT | KTIMER,
  WaitReason: number,
  WaitMode: number,
  Alertable: boolean,
  Timeout?: number | bigint | null,
): NTSTATUS => notYet();
export const KeDelayExecutionThread = (WaitMode: number, Alertable: boolean, Interval: number | bigint): NTSTATUS =>
  notYet();
export const KeStallExecutionProcessor = (MicroSeconds: number): void => notYet();
export const DelayedWorkQueue: number = 0;
export const CriticalWorkQueue: number = 0;
export const IoAllocateWorkItem = (DeviceObject: DEVICE_OBJECT): IO_WORKITEM | null => notYet();
export const IoQueueWorkItem = <C = any>(
  IoWorkItem: IO_WORKITEM,
  WorkerRoutine: IO_WORKITEM_ROUTINE<C>,
  QueueType: number,
  Context?: C,
): void => notYet();
export const IoFreeWorkItem = (IoWorkItem: IO_WORKITEM): void => notYet();
export const POOL_FLAG_NON_PAGED: number = 0;
export const POOL_FLAG_PAGED: number = 0;
export const ExAllocatePool2 = (Flags: number, NumberOfBytes: number, Tag: number): any => notYet();
export const ExFreePoolWithTag = (P: any, Tag: number): void => notYet();
export interface KSYSTEM {
  readonly buffer: SharedArrayBuffer;
  readonly processors: number;
  readonly vectors: number;
}
export interface SystemOptions {
  readonly processors: number;
  readonly vectors?: number;
}
/** Makes the shared memory of a machine: post the result to every worker. */
export const createSystem = (options: SystemOptions): KSYSTEM => notYet();
/** Makes this worker processor `number` (default: the first free one) of the machine; returns the number. */
export const attachProcessor = (system: KSYSTEM, number?: number): number => notYet();
/** Leaves the machine; the number becomes free. */
export const detachProcessor = (): void => notYet();
/** Delivers what is pending (interrupts, DPCs, due timers) now. Call it in long loops. */
export const KePollInterrupts = (): void => notYet();
/** Runs the idle loop of this processor (parked until something is pending) until `done()` or the time is over. */
export const idleProcessor = (done: () => boolean, timeoutMs?: number): boolean => notYet();
/** Raises interrupt `vector`: callable from any worker that has the system, attached or not (the device). */
export const requestInterrupt = (system: KSYSTEM, vector: number): void => notYet();
export const KeGetCurrentProcessorNumber = (): number => notYet();
