/** Work that takes long, or as long as it pleases somebody else, by the names of routines and library functions. */
const ALLOCATION =
  "ExAllocatePool ExAllocatePool2 ExAllocatePool3 ExAllocatePoolPriorityUninitialized ExAllocatePoolPriorityZero " +
  "ExAllocatePoolQuotaUninitialized ExAllocatePoolQuotaZero ExAllocatePoolUninitialized ExAllocatePoolWithQuota " +
  "ExAllocatePoolWithQuotaTag ExAllocatePoolWithTag ExAllocatePoolWithTagPriority ExAllocatePoolZero IoAllocateErrorLogEntry " +
  "IoAllocateIrp IoAllocateIrpEx IoAllocateMdl IoAllocateWorkItem MmAllocateContiguousMemory " +
  "MmAllocateContiguousMemorySpecifyCache MmAllocateContiguousNodeMemory MmAllocatePagesForMdl MmAllocatePagesForMdlEx " +
  "NdisAllocateMdl NdisAllocateMemoryWithTagPriority NdisAllocateNetBufferListPool NdisAllocateNetBufferPool " +
  "WdfMemoryCreate WdfRequestCreate ArrayBuffer SharedArrayBuffer Buffer.alloc Buffer.allocUnsafe structuredClone";

const LOGGING =
  "DbgPrint DbgPrintEx DbgPrintReturnControlC KdPrint KdPrintEx vDbgPrintEx vDbgPrintExWithPrefix IoWriteErrorLogEntry " +
  "Console.debug Console.dir Console.error Console.group Console.info Console.log Console.table Console.time Console.timeEnd " +
  "Console.trace Console.warn WriteStream.write";

export interface LongWork {
  /** What it does, behind the name. */
  readonly does: string;
  readonly advice: string;
}

const ALLOCATES: LongWork = { does: "allocates memory", advice: "allocate before the lock is acquired" };
const LOGS: LongWork = { does: "writes to a log", advice: "note what happened, and log it after the release" };

const WORK: ReadonlyMap<string, LongWork> = new Map([
  ...ALLOCATION.split(" ").map((name) => [name, ALLOCATES] as const),
  ...LOGGING.split(" ").map((name) => [name, LOGS] as const),
]);

export const longWork = (name: string): LongWork | undefined => WORK.get(name);
