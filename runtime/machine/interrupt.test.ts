import { afterEach, describe, expect, it } from "vitest";
import {
  IoConnectInterrupt,
  IoDisconnectInterrupt,
  KINTERRUPT,
  KSPIN_LOCK,
  KeAcquireInterruptSpinLock,
  KeGetCurrentIrql,
  KeInsertQueueDpc,
  KeLowerIrql,
  KeRaiseIrql,
  KeReleaseInterruptSpinLock,
  KeSynchronizeExecution,
  PASSIVE_LEVEL,
  attachProcessor,
  createSystem,
  detachProcessor,
  requestInterrupt,
  type KSYSTEM,
} from "../index.js";
import { loggingDpc } from "../testing/logging-dpc.js";

const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  detachProcessor();
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
