import { afterEach, describe, expect, it } from "vitest";
import {
  DISPATCH_LEVEL,
  HighImportance,
  KDPC,
  KSPIN_LOCK,
  KeAcquireSpinLock,
  KeFlushQueuedDpcs,
  KeGetCurrentIrql,
  KeInitializeDpc,
  KeInitializeThreadedDpc,
  KeInsertQueueDpc,
  KeLowerIrql,
  KePollInterrupts,
  KeRaiseIrql,
  KeReleaseSpinLock,
  KeRemoveQueueDpc,
  KeSetImportanceDpc,
  KeSetTargetProcessorDpc,
  LowImportance,
  PASSIVE_LEVEL,
  attachProcessor,
  createSystem,
  detachProcessor,
} from "../index.js";
import { loggingDpc } from "../testing/logging-dpc.js";

const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  detachProcessor();
});

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
