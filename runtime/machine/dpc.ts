// Deferred procedure calls: queued at any level, run at DISPATCH_LEVEL on the target processor at its next delivery point.
import { cpu } from "../cpu.js";
import { DISPATCH_LEVEL } from "../levels.js";
import type { KDEFERRED_ROUTINE } from "../driver-roles.js";
import { requirePassive } from "../lock/level-checks.js";
import { refuse, refuseObject, requireFunction, requireObject, requireWhole } from "../refuse.js";
import { deliverNow } from "./deliver.js";
import { DPC, KDPC } from "./dpc-object.js";
import {
  DEFERRED,
  REMOTE,
  HIGH_IMPORTANCE,
  IMPORTANCE_OFFSET,
  enqueue,
  nextTicket,
  rememberShared,
} from "./dpc-queue.js";
import { flushOthers } from "./flush.js";
import { requireBlocking } from "./may-block.js";
import { processor } from "./processor.js";
import { demand, processorAt } from "./system.js";

/** Runs at the next delivery point after the one at hand; never at once. */
export const LowImportance = 0;
/** Runs at once where the level allows. */
export const MediumImportance = 1;
/** The same as `MediumImportance` here. */
export const MediumHighImportance = 3;
/** Goes to the head of the processor's queue. */
export const HighImportance = HIGH_IMPORTANCE;

/** Queued word while the arguments are being written. */
const BEING_QUEUED = -1;

const initialize = <C>(name: string, dpc: KDPC, routine: KDEFERRED_ROUTINE<C>, context: C, threaded: boolean): void => {
  requireObject(name, dpc, KDPC);
  requireFunction(name, routine);
  dpc.routine = {
    run: (self, _context, first, second) => {
      routine(self, context, first, second);
    },
    context,
    threaded,
  };
  if (Atomics.load(dpc.words, dpc.index + DPC.importance) === 0)
    Atomics.store(dpc.words, dpc.index + DPC.importance, IMPORTANCE_OFFSET + MediumImportance);
  rememberShared(dpc);
};

/* eslint-disable @typescript-eslint/no-explicit-any -- contexts and arguments are the driver's own types */

/**
 * Registers the routine that this worker runs for the DPC, and its context. IRQL: any; unchanged.
 * A DPC in shared memory is registered so by every worker to which it may be sent.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializedpc.md
 */
export const KeInitializeDpc = <C = any>(
  Dpc: KDPC,
  DeferredRoutine: KDEFERRED_ROUTINE<C>,
  DeferredContext?: C,
): void => {
  initialize("KeInitializeDpc", Dpc, DeferredRoutine, DeferredContext as C, false);
};

/**
 * The same for a routine that runs at PASSIVE_LEVEL and may be interrupted by other DPCs, but never by another
 * threaded one. Use the `ForDpc` lock routines in it. IRQL: PASSIVE_LEVEL in the WDK; any here.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializethreadeddpc.md
 */
export const KeInitializeThreadedDpc = <C = any>(
  Dpc: KDPC,
  DeferredRoutine: KDEFERRED_ROUTINE<C>,
  DeferredContext?: C,
): void => {
  initialize("KeInitializeThreadedDpc", Dpc, DeferredRoutine, DeferredContext as C, true);
};

/**
 * Queues the DPC on its target processor and returns true, or false where it is queued already (the arguments are then
 * dropped). On this processor, below DISPATCH_LEVEL and not of low importance, it has run when the call returns.
 * IRQL: any; unchanged.
 * @throws KernelError `NOT_INITIALIZED`; `NOT_SHAREABLE` for another processor, where the arguments are no 32-bit
 * integers (nothing else can be shared).
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinsertqueuedpc.md
 */
export const KeInsertQueueDpc = (Dpc: KDPC, SystemArgument1?: any, SystemArgument2?: any): boolean => {
  if (!((Dpc as unknown) instanceof KDPC)) refuseObject("KeInsertQueueDpc", Dpc, KDPC);
  if (Dpc.routine === null) refuseUninitialized("KeInsertQueueDpc");
  const own = processor();
  const target = Atomics.load(Dpc.words, Dpc.index + DPC.target) - 1;
  if (target < 0 || target === own.number) return insertHere(Dpc, SystemArgument1, SystemArgument2);
  return insertThere(Dpc, target, integer(SystemArgument1), integer(SystemArgument2));
};

/* eslint-enable @typescript-eslint/no-explicit-any */

const claim = (dpc: KDPC): boolean => Atomics.compareExchange(dpc.words, dpc.index + DPC.queued, 0, BEING_QUEUED) === 0;

const insertHere = (dpc: KDPC, first: unknown, second: unknown): boolean => {
  if (!claim(dpc)) return false;
  const { words, block, number } = processor();
  const ticket = nextTicket(words, block, number);
  Atomics.store(dpc.words, dpc.index + DPC.queued, ticket);
  enqueue({ dpc, ticket, first, second });
  const importance = Atomics.load(dpc.words, dpc.index + DPC.importance) - IMPORTANCE_OFFSET;
  if (importance !== LowImportance && cpu.irql < DISPATCH_LEVEL) deliverNow();
  return true;
};

const insertThere = (dpc: KDPC, target: number, first: number, second: number): boolean => {
  if (!claim(dpc)) return false;
  const { words } = processor();
  const block = processorAt(target);
  Atomics.store(dpc.words, dpc.index + DPC.first, first);
  Atomics.store(dpc.words, dpc.index + DPC.second, second);
  Atomics.store(dpc.words, dpc.index + DPC.queued, nextTicket(words, block, target));
  demand(words, block, DEFERRED | REMOTE);
  return true;
};

const integer = (argument: unknown): number => {
  if (argument === undefined || argument === null) return 0;
  if (typeof argument === "number" && (argument | 0) === argument) return argument;
  return refuse(
    "NOT_SHAREABLE",
    "a DPC for another processor takes 32-bit integers; put other data into shared memory and pass its offset",
  );
};

const refuseUninitialized = (routine: string): never =>
  refuse(
    "NOT_INITIALIZED",
    `\`${routine}\` got a DPC without a routine in this worker; call \`KeInitializeDpc\` first`,
  );

/**
 * Takes the DPC out of its queue; true if it was queued and will not run. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keremovequeuedpc.md
 */
export const KeRemoveQueueDpc = (Dpc: KDPC): boolean => {
  requireObject("KeRemoveQueueDpc", Dpc, KDPC);
  const ticket = Atomics.load(Dpc.words, Dpc.index + DPC.queued);
  if (ticket === 0 || ticket === BEING_QUEUED) return false;
  return Atomics.compareExchange(Dpc.words, Dpc.index + DPC.queued, ticket, 0) === ticket;
};

/**
 * Chooses the processor that runs the DPC. IRQL: any; unchanged.
 * @throws KernelError `NOT_SHAREABLE` for another processor, where the DPC does not lie in shared memory;
 * RangeError where the machine has no such processor.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesettargetprocessordpc.md
 */
export const KeSetTargetProcessorDpc = (Dpc: KDPC, Number: number): void => {
  requireObject("KeSetTargetProcessorDpc", Dpc, KDPC);
  const { number, system } = processor();
  const fix = "; make the system with more";
  requireWhole("`KeSetTargetProcessorDpc` needs a processor", Number, 0, system.processors - 1, fix);
  if (Number !== number && !Dpc.shared)
    refuse(
      "NOT_SHAREABLE",
      "a DPC for another processor needs shared memory; make it with `new KDPC(buffer, byteOffset)` in both workers",
    );
  Atomics.store(Dpc.words, Dpc.index + DPC.target, Number + 1);
};

/**
 * Sets how soon the DPC runs. IRQL: any; unchanged.
 * @throws RangeError where it is none of the four importances.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesetimportancedpc.md
 */
export const KeSetImportanceDpc = (Dpc: KDPC, Importance: number): void => {
  requireObject("KeSetImportanceDpc", Dpc, KDPC);
  requireWhole("`KeSetImportanceDpc` needs an importance", Importance, LowImportance, MediumHighImportance);
  Atomics.store(Dpc.words, Dpc.index + DPC.importance, IMPORTANCE_OFFSET + Importance);
};

/**
 * Waits until every DPC that was queued on any processor of the machine has run. Processors that do not reach a
 * delivery point keep it waiting. IRQL: PASSIVE_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`; `CANNOT_BLOCK` in a browser's window.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keflushqueueddpcs.md
 */
export const KeFlushQueuedDpcs = (): void => {
  requirePassive("KeFlushQueuedDpcs", "it waits: release locks and leave the DPC first");
  requireBlocking("KeFlushQueuedDpcs", "a worker for it");
  deliverNow();
  flushOthers(processor());
};
