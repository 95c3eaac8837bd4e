import { afterEach, describe, expect, it } from "vitest";
import {
  APC_LEVEL,
  DISPATCH_LEVEL,
  DelayedWorkQueue,
  CriticalWorkQueue,
  ExAllocatePool2,
  ExFreePoolWithTag,
  Executive,
  HighImportance,
  IoAcquireCancelSpinLock,
  IoAllocateWorkItem,
  IoConnectInterrupt,
  IoDisconnectInterrupt,
  IoFreeWorkItem,
  IoQueueWorkItem,
  IoReleaseCancelSpinLock,
  KDPC,
  KEVENT,
  KINTERRUPT,
  KSPIN_LOCK,
  KTIMER,
  KeAcquireInterruptSpinLock,
  KeAcquireSpinLock,
  KeCancelTimer,
  KeClearEvent,
  KeDelayExecutionThread,
  KeFlushQueuedDpcs,
  KeGetCurrentIrql,
  KeInitializeDpc,
  KeInitializeEvent,
  KeInitializeThreadedDpc,
  KeInitializeTimer,
  KeInitializeTimerEx,
  KeInsertQueueDpc,
  KeLowerIrql,
  KePollInterrupts,
  KeRaiseIrql,
  KeReadStateEvent,
  KeReleaseInterruptSpinLock,
  KeReleaseSpinLock,
  KeRemoveQueueDpc,
  KeResetEvent,
  KeSetEvent,
  KeSetImportanceDpc,
  KeSetTargetProcessorDpc,
  KeSetTimer,
  KeSetTimerEx,
  KeStallExecutionProcessor,
  KeSynchronizeExecution,
  KeWaitForSingleObject,
  KernelMode,
  LowImportance,
  NotificationEvent,
  PASSIVE_LEVEL,
  POOL_FLAG_NON_PAGED,
  POOL_FLAG_PAGED,
  STATUS_SUCCESS,
  STATUS_TIMEOUT,
  SynchronizationEvent,
  SynchronizationTimer,
  attachProcessor,
  createSystem,
  detachProcessor,
  idleProcessor,
  requestInterrupt,
  type KSYSTEM,
} from "../index.js";

const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });
const MILLISECOND = -10_000;

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  detachProcessor();
});

/** A DPC that writes its name and the level into a log. */
const loggingDpc = (log: string[], name: string): KDPC => {
  const dpc = new KDPC();
  KeInitializeDpc(
    dpc,
    (_dpc, context: string, first, second) => {
      log.push(`${context}@${String(KeGetCurrentIrql())}(${String(first)},${String(second)})`);
    },
    name,
  );
  return dpc;
};

describe("DPCs on one worker", () => {
  it("run at once at PASSIVE_LEVEL, and when the level drops below DISPATCH_LEVEL otherwise", () => {
    const log: string[] = [];
    const dpc = loggingDpc(log, "a");
    expect(KeInsertQueueDpc(dpc, 1, { any: "thing" })).toBe(true);
    expect(log).toEqual(["a@2(1,[object Object])"]);
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    expect(KeInsertQueueDpc(dpc, 2)).toBe(true);
    expect(KeInsertQueueDpc(dpc, 3)).toBe(false);
    expect(log).toHaveLength(1);
    KeLowerIrql(oldIrql);
    expect(log[1]).toBe("a@2(2,undefined)");
  });

  it("run when a spin lock is released, not inside another DPC", () => {
    const log: string[] = [];
    const inner = loggingDpc(log, "inner");
    const outer = new KDPC();
    KeInitializeDpc(outer, () => {
      KeInsertQueueDpc(inner);
      log.push("outer ends");
    });
    const lock = new KSPIN_LOCK(new SharedArrayBuffer(64));
    const oldIrql = KeAcquireSpinLock(lock);
    KeInsertQueueDpc(outer);
    expect(log).toEqual([]);
    KeReleaseSpinLock(lock, oldIrql);
    expect(log).toEqual(["outer ends", "inner@2(undefined,undefined)"]);
  });

  it("keep their order, important ones first, unimportant ones wait for the next delivery point", () => {
    const log: string[] = [];
    const [first, second, urgent, idle] = ["first", "second", "urgent", "idle"].map((name) =>
      loggingDpc(log, name),
    ) as [KDPC, KDPC, KDPC, KDPC];
    KeSetImportanceDpc(urgent, HighImportance);
    KeSetImportanceDpc(idle, LowImportance);
    KeInsertQueueDpc(idle);
    expect(log).toEqual([]);
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    for (const dpc of [first, second, urgent]) KeInsertQueueDpc(dpc);
    KeLowerIrql(oldIrql);
    expect(log.map((line) => line.split("@")[0])).toEqual(["urgent", "idle", "first", "second"]);
    expect(() => {
      KeSetImportanceDpc(idle, 9);
    }).toThrow(RangeError);
  });

  it("can be taken out and queued again", () => {
    const log: string[] = [];
    const dpc = loggingDpc(log, "a");
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    KeInsertQueueDpc(dpc, 1);
    expect([KeRemoveQueueDpc(dpc), KeRemoveQueueDpc(dpc)]).toEqual([true, false]);
    KeInsertQueueDpc(dpc, 2);
    KeLowerIrql(oldIrql);
    expect(log).toEqual(["a@2(2,undefined)"]);
  });

  it("are threaded at PASSIVE_LEVEL, one at a time, with ordinary ones in between", () => {
    const log: string[] = [];
    const ordinary = loggingDpc(log, "ordinary");
    const [one, two] = [new KDPC(), new KDPC()];
    KeInitializeThreadedDpc(two, () => {
      log.push(`two@${String(KeGetCurrentIrql())}`);
    });
    KeInitializeThreadedDpc(one, () => {
      KeInsertQueueDpc(two);
      KeInsertQueueDpc(ordinary);
      log.push(`one@${String(KeGetCurrentIrql())}`);
    });
    KeInsertQueueDpc(one);
    expect(log).toEqual(["ordinary@2(undefined,undefined)", "one@0", "two@0"]);
  });

  it("report a routine that returns at another level, and go on", () => {
    const dpc = new KDPC();
    KeInitializeDpc(dpc, () => void KeRaiseIrql(5));
    expect(() => KeInsertQueueDpc(dpc)).toThrow(code("IRQL_NOT_RESTORED"));
    expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  });

  it("that throw leave the level restored and the others queued", () => {
    const log: string[] = [];
    const bad = new KDPC();
    KeInitializeDpc(bad, () => {
      throw new Error("driver fault");
    });
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    KeInsertQueueDpc(bad);
    KeInsertQueueDpc(loggingDpc(log, "good"));
    expect(() => {
      KeLowerIrql(oldIrql);
    }).toThrow("driver fault");
    expect([KeGetCurrentIrql(), log.length]).toEqual([PASSIVE_LEVEL, 0]);
    KePollInterrupts();
    expect(log).toHaveLength(1);
  });

  it("refuse what cannot work", () => {
    expect(() => KeInsertQueueDpc(new KDPC())).toThrow(code("NOT_INITIALIZED"));
    attachProcessor(createSystem({ processors: 2 }));
    const dpc = loggingDpc([], "a");
    expect(() => {
      KeSetTargetProcessorDpc(dpc, 1);
    }).toThrow(code("NOT_SHAREABLE"));
    expect(() => {
      KeSetTargetProcessorDpc(dpc, 2);
    }).toThrow(RangeError);
    const shared = new KDPC(new SharedArrayBuffer(KDPC.BYTES));
    KeInitializeDpc(shared, () => undefined);
    KeSetTargetProcessorDpc(shared, 1);
    expect(() => KeInsertQueueDpc(shared, {})).toThrow(code("NOT_SHAREABLE"));
    expect(() => new KDPC(new ArrayBuffer(64))).toThrow(/pageable/);
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    expect(() => {
      KeFlushQueuedDpcs();
    }).toThrow(code("IRQL_TOO_HIGH"));
    KeLowerIrql(oldIrql);
  });
});

describe("interrupts on one worker", () => {
  const machine = (): KSYSTEM => {
    const system = createSystem({ processors: 1, vectors: 3 });
    attachProcessor(system);
    return system;
  };

  it("run at their level with their lock held, and DPCs after them", () => {
    const system = machine();
    const log: string[] = [];
    const dpc = loggingDpc(log, "dpc");
    const lock = new KSPIN_LOCK(new SharedArrayBuffer(64));
    const interrupt = IoConnectInterrupt(
      (self, context: string) => {
        log.push(`${context}@${String(KeGetCurrentIrql())}`);
        expect(() => KeAcquireInterruptSpinLock(self)).toThrow(code("SPIN_LOCK_RECURSION"));
        KeInsertQueueDpc(dpc);
        return true;
      },
      "isr",
      lock,
      1,
      6,
      7,
    );
    expect(requestInterrupt(system, 1)).toBe(true);
    expect(log).toEqual(["isr@7", "dpc@2(undefined,undefined)"]);
    const oldIrql = KeRaiseIrql(6);
    requestInterrupt(system, 1);
    expect(requestInterrupt(system, 1)).toBe(false);
    expect(log).toHaveLength(2);
    KeLowerIrql(oldIrql);
    expect(log).toHaveLength(4);
    IoDisconnectInterrupt(interrupt);
    requestInterrupt(system, 1);
    expect(log).toHaveLength(4);
    expect(() => {
      IoDisconnectInterrupt(interrupt);
    }).toThrow(code("NOT_INITIALIZED"));
  });

  it("interrupt lower ones, highest first", () => {
    const system = machine();
    const log: string[] = [];
    const low = IoConnectInterrupt(
      () => {
        requestInterrupt(system, 2);
        log.push("low");
        return true;
      },
      null,
      null,
      1,
      4,
    );
    const high = IoConnectInterrupt(() => log.push("high") > 0, null, null, 2, 9);
    requestInterrupt(system, 1);
    expect(log).toEqual(["high", "low"]);
    const oldIrql = KeRaiseIrql(12);
    requestInterrupt(system, 1);
    requestInterrupt(system, 2);
    KeLowerIrql(oldIrql);
    expect(log.slice(2)).toEqual(["high", "high", "low"]);
    IoDisconnectInterrupt(low);
    IoDisconnectInterrupt(high);
  });

  it("keep a request until somebody connects, and share a line only where both agree", () => {
    const system = machine();
    const asked: string[] = [];
    requestInterrupt(system, 0);
    const first = IoConnectInterrupt(() => asked.push("first") < 0, null, null, 0, 5, 5, 0, true);
    expect(asked).toEqual(["first"]);
    expect(() => IoConnectInterrupt(() => true, null, null, 0, 5)).toThrow(code("OBJECT_IN_USE"));
    const second = IoConnectInterrupt(() => asked.push("second") > 0, null, null, 0, 5, 5, 0, true);
    requestInterrupt(system, 0);
    expect(asked).toEqual(["first", "first", "second"]);
    expect(() => requestInterrupt(system, 3)).toThrow(RangeError);
    expect(() => IoConnectInterrupt(() => true, null, null, 2, 2)).toThrow(code("INVALID_IRQL"));
    IoDisconnectInterrupt(first);
    IoDisconnectInterrupt(second);
  });

  it("are kept out by their lock and by a synchronised routine", () => {
    const system = machine();
    let served = 0;
    const interrupt = IoConnectInterrupt(() => ++served > 0, null, null, 0, 8);
    const seen = KeSynchronizeExecution(
      interrupt,
      (context: number) => {
        requestInterrupt(system, 0);
        return context === 5 && served === 0 && KeGetCurrentIrql() === 8;
      },
      5,
    );
    expect([seen, served]).toEqual([true, 1]);
    const oldIrql = KeAcquireInterruptSpinLock(interrupt);
    requestInterrupt(system, 0);
    expect(() => {
      KeReleaseInterruptSpinLock(interrupt, 9);
    }).toThrow(code("INVALID_IRQL"));
    expect(served).toBe(1);
    KeReleaseInterruptSpinLock(interrupt, oldIrql);
    expect(served).toBe(2);
    expect(() => KeAcquireInterruptSpinLock(new KINTERRUPT(system, 2))).toThrow(code("NOT_INITIALIZED"));
    const raised = KeRaiseIrql(9);
    expect(() => KeAcquireInterruptSpinLock(interrupt)).toThrow(code("IRQL_TOO_HIGH"));
    KeLowerIrql(raised);
    IoDisconnectInterrupt(interrupt);
  });
});

describe("timers, events and waits on one worker", () => {
  it("fire a timer's DPC in a wait and in the event loop", async () => {
    const log: string[] = [];
    const timer = new KTIMER();
    const dpc = loggingDpc(log, "tick");
    KeInitializeTimer(timer);
    expect(KeSetTimer(timer, MILLISECOND, dpc)).toBe(false);
    expect(KeSetTimer(timer, MILLISECOND, dpc)).toBe(true);
    expect(KeWaitForSingleObject(timer, Executive, KernelMode, false, null)).toBe(STATUS_SUCCESS);
    expect(log).toHaveLength(1);
    await new Promise<void>((resolve) => {
      KeInitializeDpc(dpc, () => {
        resolve();
      });
      KeSetTimer(timer, MILLISECOND, dpc);
    });
    expect(KeCancelTimer(timer)).toBe(false);
  });

  it("fire a periodic timer until it is cancelled", () => {
    let ticks = 0;
    const timer = new KTIMER();
    const dpc = new KDPC();
    KeInitializeDpc(dpc, () => ++ticks);
    KeInitializeTimerEx(timer, SynchronizationTimer);
    KeSetTimerEx(timer, MILLISECOND, 1, dpc);
    expect(idleProcessor(() => ticks >= 3)).toBe(true);
    expect(KeCancelTimer(timer)).toBe(true);
    const atEnd = ticks;
    KeDelayExecutionThread(KernelMode, false, 3 * MILLISECOND);
    expect(ticks).toBe(atEnd);
    expect(() => KeSetTimerEx(timer, MILLISECOND, -1)).toThrow(RangeError);
  });

  it("release waiters as the event's type says", () => {
    const wait = (event: KEVENT): number => KeWaitForSingleObject(event, Executive, KernelMode, false, MILLISECOND);
    const notification = new KEVENT();
    KeInitializeEvent(notification, NotificationEvent, true);
    expect([wait(notification), wait(notification)]).toEqual([STATUS_SUCCESS, STATUS_SUCCESS]);
    expect([KeResetEvent(notification), KeReadStateEvent(notification)]).toEqual([1, 0]);
    const synchronization = new KEVENT();
    KeInitializeEvent(synchronization, SynchronizationEvent, false);
    expect([KeSetEvent(synchronization, 0, false), KeSetEvent(synchronization, 0, false)]).toEqual([0, 1]);
    expect([wait(synchronization), wait(synchronization)]).toEqual([STATUS_SUCCESS, STATUS_TIMEOUT]);
    KeSetEvent(synchronization, 0, false);
    KeClearEvent(synchronization);
    expect(KeWaitForSingleObject(synchronization, Executive, KernelMode, false, 0)).toBe(STATUS_TIMEOUT);
  });

  it("refuse to wait at DISPATCH_LEVEL", () => {
    const event = new KEVENT();
    KeInitializeEvent(event, NotificationEvent, true);
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    expect(() => KeWaitForSingleObject(event, Executive, KernelMode, false, null)).toThrow(code("IRQL_TOO_HIGH"));
    expect(KeWaitForSingleObject(event, Executive, KernelMode, false, 0)).toBe(STATUS_SUCCESS);
    expect(() => KeDelayExecutionThread(KernelMode, false, -1)).toThrow(code("IRQL_TOO_HIGH"));
    expect(() => idleProcessor(() => true)).toThrow(code("IRQL_TOO_HIGH"));
    expect(() => KeSetEvent(event, 0, true)).toThrow(code("IRQL_TOO_HIGH"));
    KeStallExecutionProcessor(5);
    KeLowerIrql(oldIrql);
  });
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
    KeDelayExecutionThread(KernelMode, false, MILLISECOND);
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
