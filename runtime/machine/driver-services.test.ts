import { afterEach, describe, expect, it } from "vitest";
import {
  APC_LEVEL,
  DISPATCH_LEVEL,
  DelayedWorkQueue,
  CriticalWorkQueue,
  ExAllocatePool2,
  ExFreePoolWithTag,
  IoAcquireCancelSpinLock,
  IoAllocateWorkItem,
  IoFreeWorkItem,
  IoQueueWorkItem,
  IoReleaseCancelSpinLock,
  KSPIN_LOCK,
  KeDelayExecutionThread,
  KeGetCurrentIrql,
  KeLowerIrql,
  KeRaiseIrql,
  KernelMode,
  PASSIVE_LEVEL,
  POOL_FLAG_NON_PAGED,
  POOL_FLAG_PAGED,
  attachProcessor,
  createSystem,
  detachProcessor,
} from "../index.js";

const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });
const MILLISECOND = -10_000;

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  detachProcessor();
});

describe("work items, cancel lock, pool", () => {
  it("run work at PASSIVE_LEVEL in a wait and in the event loop, critical work first", async () => {
    const log: string[] = [];
    const [item, other] = [IoAllocateWorkItem({ DeviceExtension: "device" }), IoAllocateWorkItem({})];
    if (item === null || other === null) throw new Error("no work item");
    const routine = (device: { DeviceExtension?: unknown }, context: string): void => {
      log.push(`${context} ${String(device.DeviceExtension)}@${String(KeGetCurrentIrql())}`);
    };
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    IoQueueWorkItem(item, routine, DelayedWorkQueue, "delayed");
    IoQueueWorkItem(other, routine, CriticalWorkQueue, "critical");
    expect(() => {
      IoQueueWorkItem(item, routine, DelayedWorkQueue, "again");
    }).toThrow(code("OBJECT_IN_USE"));
    KeLowerIrql(oldIrql);
    expect(log).toEqual([]);
    // One at a time, and a wait that is over ends before the next: on a busy machine after the first.
    for (let waits = 0; log.length < 2 && waits < 2; waits++) KeDelayExecutionThread(KernelMode, false, MILLISECOND);
    expect(log).toEqual(["critical undefined@0", "delayed device@0"]);
    await new Promise<void>((resolve) => {
      IoQueueWorkItem(
        item,
        () => {
          resolve();
        },
        DelayedWorkQueue,
      );
    });
    IoFreeWorkItem(item);
    expect(() => {
      IoFreeWorkItem(item);
    }).toThrow(code("NOT_INITIALIZED"));
  });

  it("hold the cancel lock", () => {
    const raised = KeRaiseIrql(APC_LEVEL);
    const oldIrql = IoAcquireCancelSpinLock();
    expect([oldIrql, KeGetCurrentIrql()]).toEqual([APC_LEVEL, DISPATCH_LEVEL]);
    expect(() => IoAcquireCancelSpinLock()).toThrow(code("SPIN_LOCK_RECURSION"));
    IoReleaseCancelSpinLock(oldIrql);
    expect(() => {
      IoReleaseCancelSpinLock(oldIrql);
    }).toThrow(code("IRQL_TOO_LOW"));
    KeLowerIrql(raised);
  });

  it("allocate shared and pageable memory", () => {
    const shared = ExAllocatePool2(POOL_FLAG_NON_PAGED, KSPIN_LOCK.BYTES, 0x31716c) as SharedArrayBuffer;
    expect(new KSPIN_LOCK(shared).buffer).toBe(shared);
    const paged = ExAllocatePool2(POOL_FLAG_PAGED, 64, 1) as SharedArrayBuffer;
    expect(() => new KSPIN_LOCK(paged)).toThrow(/pageable/);
    const free = (tag: number) => () => {
      ExFreePoolWithTag(shared, tag);
    };
    expect(free(7)).toThrow(code("BAD_POOL_CALLER"));
    free(0x31716c)();
    expect(free(0x31716c)).toThrow(code("BAD_POOL_CALLER"));
    expect(() => ExAllocatePool2(0, 64, 1) as unknown).toThrow(RangeError);
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    expect(() => ExAllocatePool2(POOL_FLAG_PAGED, 64, 1) as unknown).toThrow(code("IRQL_TOO_HIGH"));
    KeLowerIrql(oldIrql);
  });
});

describe("processors", () => {
  it("are numbered, once each, and come free again", () => {
    const system = createSystem({ processors: 1 });
    expect(attachProcessor(system)).toBe(0);
    expect(() => attachProcessor(system)).toThrow(code("ALREADY_ATTACHED"));
    detachProcessor();
    expect(attachProcessor(system, 0)).toBe(0);
    detachProcessor();
    Atomics.store(new Int32Array(system.buffer), 32 + 2, 1);
    expect(() => attachProcessor(system)).toThrow(code("NO_FREE_PROCESSOR"));
    expect(() => attachProcessor(system, 0)).toThrow(code("NO_FREE_PROCESSOR"));
    expect(() => attachProcessor(system, 1)).toThrow(RangeError);
    expect(() => createSystem({ processors: 255 })).toThrow(RangeError);
    expect(() => createSystem({ processors: 1, vectors: 0 })).toThrow(RangeError);
    expect(() => attachProcessor({ ...system, buffer: new SharedArrayBuffer(64) })).toThrow(TypeError);
  });
});
