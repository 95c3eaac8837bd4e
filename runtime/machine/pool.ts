// Pool memory. Non-paged blocks are shared memory, paged ones are not: a lock in a paged block is refused.
import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { APC_LEVEL, DISPATCH_LEVEL } from "../levels.js";
import { refuseAbove } from "../lock/level-checks.js";
import { refuseUse, refuseValue, requireWhole } from "../refuse.js";

/** Memory that every worker can share: a SharedArrayBuffer. */
export const POOL_FLAG_NON_PAGED = 0x40;
/** Memory of this worker: an ArrayBuffer. */
export const POOL_FLAG_PAGED = 0x100;

type Block = SharedArrayBuffer | ArrayBuffer;

const { freeing } = takeBuild();
const tags = new WeakMap<Block, number>();

const hasFlag = (flags: number, flag: number): boolean => (flags & flag) !== 0;

/* eslint-disable @typescript-eslint/no-explicit-any -- a block is used as whatever the driver puts into it */

/**
 * Allocates zeroed memory: a SharedArrayBuffer for `POOL_FLAG_NON_PAGED`, an ArrayBuffer for `POOL_FLAG_PAGED`; null
 * where the engine has no memory left. IRQL: <= DISPATCH_LEVEL, for paged memory <= APC_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`; RangeError where the flags name no pool or the size is 0.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exallocatepool2.md
 */
export const ExAllocatePool2 = (Flags: number, NumberOfBytes: number, Tag: number): any => {
  const nonPaged = hasFlag(Flags, POOL_FLAG_NON_PAGED);
  if (nonPaged === hasFlag(Flags, POOL_FLAG_PAGED))
    refuseValue("`ExAllocatePool2` needs one of `POOL_FLAG_NON_PAGED` and `POOL_FLAG_PAGED`", Flags);
  requireWhole("`ExAllocatePool2` needs a number of bytes", NumberOfBytes, 1, Number.MAX_SAFE_INTEGER);
  const highest = nonPaged ? DISPATCH_LEVEL : APC_LEVEL;
  if (cpu.irql > highest) refuseAbove("ExAllocatePool2", highest);
  const block = allocate(nonPaged, NumberOfBytes);
  if (block !== null) tags.set(block, Tag);
  return block;
};

const allocate = (nonPaged: boolean, bytes: number): Block | null => {
  try {
    return nonPaged ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/**
 * Gives a block back: nobody may use it any more; the engine frees it with its last reference. Call it in the worker
 * that allocated it. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `BAD_POOL_CALLER` where it is no block of this worker, was freed before, or has another tag.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-exfreepoolwithtag.md
 */
export const ExFreePoolWithTag = (P: any, Tag: number): void => {
  const tag = P instanceof SharedArrayBuffer || P instanceof ArrayBuffer ? tags.get(P) : undefined;
  if (tag === undefined)
    return refuseUse(
      "BAD_POOL_CALLER",
      "ExFreePoolWithTag",
      "got no block of this worker, or one that was freed before; free each once",
    );
  if (Tag !== 0 && Tag !== tag)
    refuseUse(
      "BAD_POOL_CALLER",
      "ExFreePoolWithTag",
      `got tag 0x${Tag.toString(16)} for a block with tag 0x${tag.toString(16)}; pass the same tag`,
    );
  freeing(P as Block);
  tags.delete(P as Block);
};
