// Work items: what must run at PASSIVE_LEVEL is queued from higher levels and runs when this worker returns to its event
// loop, waits, or is idle.
import type { IO_WORKITEM_ROUTINE } from "../driver-roles.js";
import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { DISPATCH_LEVEL, PASSIVE_LEVEL } from "../levels.js";
import { refuseAbove } from "../lock/level-checks.js";
import { refuse, refuseValue, requireFunction } from "../refuse.js";
import type { DEVICE_OBJECT } from "../objects.js";

const { routineBegins, routineEnds } = takeBuild();

/** Ordinary work. */
export const DelayedWorkQueue = 1;
/** Work that goes first. */
export const CriticalWorkQueue = 0;

/** A work item; made by `IoAllocateWorkItem`. */
export interface IO_WORKITEM {
  readonly kind?: "IO_WORKITEM";
}

interface Work {
  readonly item: IO_WORKITEM;
  readonly run: () => void;
}

const devices = new WeakMap<IO_WORKITEM, DEVICE_OBJECT>();
const waiting: Work[] = [];
let scheduled = false;

/**
 * Makes a work item for a device; it is this worker's own. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ioallocateworkitem.md
 */
export const IoAllocateWorkItem = (DeviceObject: DEVICE_OBJECT): IO_WORKITEM | null => {
  if (cpu.irql > DISPATCH_LEVEL) refuseAbove("IoAllocateWorkItem");
  if (typeof DeviceObject !== "object")
    refuseValue("`IoAllocateWorkItem` needs a device object", DeviceObject, "", TypeError);
  const item: IO_WORKITEM = {};
  devices.set(item, DeviceObject);
  return item;
};

/* eslint-disable @typescript-eslint/no-explicit-any -- contexts are the driver's own types */

/**
 * Queues the routine to run at PASSIVE_LEVEL on this worker. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `OBJECT_IN_USE` where the item waits already, `NOT_INITIALIZED` where it was freed,
 * `IRQL_TOO_HIGH`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-ioqueueworkitem.md
 */
export const IoQueueWorkItem = <C = any>(
  IoWorkItem: IO_WORKITEM,
  WorkerRoutine: IO_WORKITEM_ROUTINE<C>,
  QueueType: number,
  Context?: C,
): void => {
  if (cpu.irql > DISPATCH_LEVEL) refuseAbove("IoQueueWorkItem");
  const device = deviceOf(IoWorkItem, "IoQueueWorkItem");
  refuseWaiting(IoWorkItem, "IoQueueWorkItem");
  requireFunction("IoQueueWorkItem", WorkerRoutine);
  const work: Work = { item: IoWorkItem, run: () => WorkerRoutine(device, Context as C) };
  if (QueueType === CriticalWorkQueue) waiting.unshift(work);
  else waiting.push(work);
  schedule();
};

/* eslint-enable @typescript-eslint/no-explicit-any */

/**
 * Gives the item up. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `OBJECT_IN_USE` where it waits to run, `NOT_INITIALIZED` where it was freed before.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-iofreeworkitem.md
 */
export const IoFreeWorkItem = (IoWorkItem: IO_WORKITEM): void => {
  deviceOf(IoWorkItem, "IoFreeWorkItem");
  refuseWaiting(IoWorkItem, "IoFreeWorkItem");
  devices.delete(IoWorkItem);
};

const deviceOf = (item: IO_WORKITEM, routine: string): DEVICE_OBJECT => {
  const device = devices.get(item);
  if (device !== undefined) return device;
  return refuse(
    "NOT_INITIALIZED",
    `\`${routine}\` got no work item, or one that was freed; take one from \`IoAllocateWorkItem\``,
  );
};

const refuseWaiting = (item: IO_WORKITEM, routine: string): void => {
  if (waiting.some((work) => work.item === item))
    refuse("OBJECT_IN_USE", `\`${routine}\` got a work item that waits to run; wait until it has started`);
};

const schedule = (): void => {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    runWork();
  }, 0);
};

/** Runs the work that waits; true if there was some. Only at PASSIVE_LEVEL. */
export const runWork = (): boolean => {
  if (cpu.irql !== PASSIVE_LEVEL) return false;
  const work = waiting.shift();
  if (work === undefined) return false;
  try {
    const mark = routineBegins();
    work.run();
    routineEnds(mark, "work item", cpu.irql);
  } finally {
    cpu.irql = PASSIVE_LEVEL;
    if (waiting.length > 0) schedule();
  }
  return true;
};
