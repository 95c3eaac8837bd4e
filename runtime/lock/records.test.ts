import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cpu } from "../cpu.js";
import * as runtime from "../index.js";
import { TAG } from "../kernel/memories.js";
import { processor } from "../machine/processor.js";
import { PROCESSOR, processorAt, wordsOf } from "../machine/system.js";
import { isLeftBy } from "./abandon.js";
import { recordsIn, type LockRecord } from "./records.js";

const { KSPIN_LOCK, EX_SPIN_LOCK, KLOCK_QUEUE_HANDLE } = runtime;

beforeEach(() => {
  cpu.records.fill(0);
});
afterEach(() => {
  expect([cpu.depth, held()]).toEqual([1, []]);
});

/** What a reaper would find: the records whose locks are still held. */
const held = (): readonly unknown[] => recordsIn(cpu.records).filter(isHeld);
const isHeld = ({ tag, byteOffset }: LockRecord): boolean => {
  if (tag === TAG.elsewhere) return true;
  const words = tag === TAG.arena ? new Int32Array(buffer) : wordsOf(processor().system);
  return isLeftBy(words, byteOffset / 4, cpu.id);
};
const buffer = runtime.createArena({ bytes: 4096 }).buffer;
const inArena = (byteOffset: number): LockRecord => ({ tag: TAG.arena, byteOffset, onItsWay: false });

describe("what a worker holds", () => {
  it("is recorded with the memory in which it lies, the outermost first", () => {
    const arena = new KSPIN_LOCK(buffer, 3968);
    const other = new EX_SPIN_LOCK(new SharedArrayBuffer(128), 64);
    const handle = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64));
    const cancel = runtime.IoAcquireCancelSpinLock();
    runtime.KeAcquireInStackQueuedSpinLock(arena, handle);
    const shared = runtime.ExAcquireSpinLockShared(other);
    expect(held()).toEqual([
      { tag: TAG.system, byteOffset: 64, onItsWay: false },
      inArena(3968),
      { tag: TAG.elsewhere, byteOffset: 64, onItsWay: false },
    ]);
    runtime.ExReleaseSpinLockShared(other, shared);
    runtime.KeReleaseInStackQueuedSpinLock(handle);
    runtime.IoReleaseCancelSpinLock(cancel);
  });

  it("is recorded whatever the order of release, and below more locks than are recorded", () => {
    const locks = Array.from({ length: 50 }, (_, number) => new KSPIN_LOCK(buffer, 64 * number));
    const oldIrql = runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
    for (const lock of locks) runtime.KeAcquireSpinLockAtDpcLevel(lock);
    expect(held()).toHaveLength(39);
    for (const lock of locks.slice(3).reverse()) runtime.KeReleaseSpinLockFromDpcLevel(lock);
    expect(held()).toEqual([0, 64, 128].map(inArena));
    const [first, second, third] = locks;
    if (first === undefined || second === undefined || third === undefined) return;
    runtime.KeReleaseSpinLockFromDpcLevel(second);
    expect(held()).toEqual([0, 128].map(inArena));
    runtime.KeReleaseSpinLockFromDpcLevel(first);
    runtime.KeReleaseSpinLockFromDpcLevel(third);
    runtime.KeLowerIrql(oldIrql);
  });

  it("is not recorded where the lock was refused or busy", () => {
    const lock = new KSPIN_LOCK(buffer);
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(runtime.KernelError);
    expect(runtime.KeTryToAcquireSpinLockAtDpcLevel(lock)).toBe(false);
    expect(held()).toEqual([inArena(0)]);
    runtime.KeReleaseSpinLock(lock, oldIrql);
    expect(() => {
      runtime.KeReleaseSpinLock(lock, oldIrql);
    }).toThrow(runtime.KernelError);
  });

  it("lies in the block of an attached processor", () => {
    const system = runtime.createSystem({ processors: 2 });
    runtime.attachProcessor(system, 1);
    const lock = new KSPIN_LOCK(buffer, 192);
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    const first = processorAt(1) + PROCESSOR.records;
    expect(recordsIn(wordsOf(system).subarray(first, first + 40))).toEqual([inArena(192)]);
    runtime.KeReleaseSpinLock(lock, oldIrql);
    runtime.detachProcessor();
    expect(processor().attached).toBe(false);
  });
});
