// Interrupts: a device (any worker, or this one) requests a line; the processor that has connected it runs the service
// routine at the line's level, with the interrupt's lock held, at its next delivery point.
import type { KSERVICE_ROUTINE, KSYNCHRONIZE_ROUTINE } from "../driver-roles.js";
import { cpu } from "../cpu.js";
import { DISPATCH_LEVEL, HIGH_LEVEL, type KIRQL } from "../levels.js";
import { refuseChange, requirePassive } from "../lock/level-checks.js";
import type { KSPIN_LOCK } from "../lock/spin-lock.js";
import { refuse, requireFunction, requireObject } from "../refuse.js";
import { deliverNow } from "./deliver.js";
import { KINTERRUPT, requireVector } from "./interrupt-object.js";
import { connections, enterInterrupt, leaveInterrupt } from "./interrupt-table.js";
import { processor } from "./processor.js";
import { VECTOR, demand, processorAt, vectorAt, wordsOf, type KSYSTEM } from "./system.js";

/** Level of a line that is connected without one. */
const DEFAULT_LEVEL = 5;

type ConnectOptions = readonly [
  SpinLock?: KSPIN_LOCK | null,
  Vector?: number,
  Irql?: KIRQL,
  SynchronizeIrql?: KIRQL,
  InterruptMode?: number,
  ShareVector?: boolean,
  ProcessorEnableMask?: number,
  FloatingSave?: boolean,
];

const requireDeviceLevel = (level: KIRQL): void => {
  if (!Number.isInteger(level) || level <= DISPATCH_LEVEL || level > HIGH_LEVEL)
    refuse("INVALID_IRQL", `\`IoConnectInterrupt\` needs a level from 3 to 15, got ${String(level)}`);
};

/* eslint-disable @typescript-eslint/no-explicit-any -- contexts are the driver's own types */

/**
 * Makes this processor serve an interrupt line and returns its object. `rest` as in the WDK: spin lock or null, vector
 * (default 0), level (default 5), synchronisation level (default: the level), mode, share vector. Mode, processor mask
 * and floating-point save have no meaning here. What was requested before is delivered now. IRQL: PASSIVE_LEVEL.
 * @throws KernelError `IRQL_TOO_HIGH`, `INVALID_IRQL`, `OBJECT_IN_USE` where another processor serves the line, or a
 * routine of this one that does not share it; RangeError for a line that the machine does not have.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ioconnectinterrupt.md
 */
export const IoConnectInterrupt = <C = any>(
  ServiceRoutine: KSERVICE_ROUTINE<C>,
  ServiceContext: C,
  ...rest: any[]
): KINTERRUPT => {
  requirePassive("IoConnectInterrupt", "call it while the device starts");
  requireFunction("IoConnectInterrupt", ServiceRoutine);
  const [lock, vector = 0, level = DEFAULT_LEVEL, synchronizeIrql = level, , share = false] =
    rest as unknown as ConnectOptions;
  requireDeviceLevel(level);
  requireDeviceLevel(synchronizeIrql);
  const { system } = processor();
  claimLine(requireVector(system, vector), level, share);
  const interrupt = new KINTERRUPT(system, vector, lock ?? undefined, synchronizeIrql);
  connections.push({ interrupt, level, service: () => ServiceRoutine(interrupt, ServiceContext) });
  announce(system, vector);
  return interrupt;
};

const claimLine = (vector: number, level: KIRQL, share: boolean): void => {
  const { system, words, number } = processor();
  const at = vectorAt(system, vector);
  const owner = Atomics.compareExchange(words, at + VECTOR.processor, 0, number + 1);
  const sharing = connections.filter((one) => one.interrupt.vector === vector);
  const fits = share && sharing.every((one) => one.level === level);
  if ((owner !== 0 && owner !== number + 1) || (sharing.length > 0 && !fits))
    refuse(
      "OBJECT_IN_USE",
      `interrupt line ${String(vector)} is connected; use another, or connect all routines on one processor, with one level and \`ShareVector\``,
    );
  Atomics.store(words, at + VECTOR.level, level);
};

/** What was requested while nobody listened is due now. */
const announce = (system: KSYSTEM, vector: number): void => {
  const words = wordsOf(system);
  const at = vectorAt(system, vector);
  if (Atomics.load(words, at + VECTOR.pending) === 0) return;
  demandLine(words, at);
  deliverNow();
};

/** Asks the processor that serves the line, if there is one. */
const demandLine = (words: Int32Array, at: number): void => {
  const target = Atomics.load(words, at + VECTOR.processor);
  if (target > 0) demand(words, processorAt(target - 1), 1 << Atomics.load(words, at + VECTOR.level));
};

/**
 * Stops serving the line. IRQL: PASSIVE_LEVEL.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-iodisconnectinterrupt.md
 */
export const IoDisconnectInterrupt = (Interrupt: KINTERRUPT): void => {
  const at = connections.findIndex((one) => one.interrupt === Interrupt);
  if (at < 0)
    refuse(
      "NOT_INITIALIZED",
      "`IoDisconnectInterrupt` got an interrupt that is not connected here; call it where it was",
    );
  connections.splice(at, 1);
  if (connections.some((one) => one.interrupt.vector === Interrupt.vector)) return;
  const words = wordsOf(Interrupt.system);
  const line = vectorAt(Interrupt.system, Interrupt.vector);
  Atomics.store(words, line + VECTOR.processor, 0);
};

/**
 * Requests an interrupt line: the device's side. Any worker that has the system may call it, attached or not, at any
 * level. A line that nobody serves yet keeps the request. Requests that arrive before the routine starts are one.
 * @returns false where the line was requested already and not yet served.
 * @throws RangeError for a line that the machine does not have.
 */
export const requestInterrupt = (system: KSYSTEM, vector: number): boolean => {
  const words = wordsOf(system);
  const at = vectorAt(system, requireVector(system, vector));
  const before = Atomics.exchange(words, at + VECTOR.pending, 1);
  demandLine(words, at);
  if (words === cpu.pending) deliverNow();
  return before === 0;
};

/**
 * Takes the interrupt's lock and raises to its level, which keeps the service routine out; returns the level to restore.
 * IRQL: <= the interrupt's level on entry, that level on exit.
 * @throws KernelError `IRQL_TOO_HIGH`, `NOT_INITIALIZED`, `SPIN_LOCK_RECURSION`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keacquireinterruptspinlock.md
 */
export const KeAcquireInterruptSpinLock = (Interrupt: KINTERRUPT): KIRQL =>
  enterInterrupt(Interrupt, "KeAcquireInterruptSpinLock");

/**
 * Releases the interrupt's lock and restores the level. IRQL: the interrupt's level on entry, `OldIrql` on exit.
 * @throws KernelError `SPIN_LOCK_NOT_OWNED`, `INVALID_IRQL`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereleaseinterruptspinlock.md
 */
export const KeReleaseInterruptSpinLock = (Interrupt: KINTERRUPT, OldIrql: KIRQL): void => {
  requireObject("KeReleaseInterruptSpinLock", Interrupt, KINTERRUPT);
  if (!Number.isInteger(OldIrql) || OldIrql < 0 || OldIrql > cpu.irql)
    refuseChange("KeReleaseInterruptSpinLock", OldIrql, Interrupt);
  leaveInterrupt(Interrupt, OldIrql, "KeReleaseInterruptSpinLock");
};

/**
 * Runs the routine as if it were the service routine: at the interrupt's level, with its lock held. Returns what the
 * routine returns. IRQL: <= the interrupt's level; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`, `NOT_INITIALIZED`; what the routine throws, with the lock released.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesynchronizeexecution.md
 */
export const KeSynchronizeExecution = <C = any>(
  Interrupt: KINTERRUPT,
  SynchronizeRoutine: KSYNCHRONIZE_ROUTINE<C>,
  SynchronizeContext?: C,
): boolean => {
  const oldIrql = enterInterrupt(Interrupt, "KeSynchronizeExecution");
  try {
    return SynchronizeRoutine(SynchronizeContext as C);
  } finally {
    leaveInterrupt(Interrupt, oldIrql, "KeSynchronizeExecution");
  }
};
