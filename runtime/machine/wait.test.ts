import { afterEach, describe, expect, it } from "vitest";
import {
  DISPATCH_LEVEL,
  Executive,
  KDPC,
  KEVENT,
  KTIMER,
  KeCancelTimer,
  KeClearEvent,
  KeDelayExecutionThread,
  KeGetCurrentIrql,
  KeInitializeDpc,
  KeInitializeEvent,
  KeInitializeTimer,
  KeInitializeTimerEx,
  KeLowerIrql,
  KeRaiseIrql,
  KeReadStateEvent,
  KeResetEvent,
  KeSetEvent,
  KeSetTimer,
  KeSetTimerEx,
  KeStallExecutionProcessor,
  KeWaitForSingleObject,
  KernelMode,
  NotificationEvent,
  PASSIVE_LEVEL,
  STATUS_SUCCESS,
  STATUS_TIMEOUT,
  SynchronizationEvent,
  SynchronizationTimer,
  detachProcessor,
  idleProcessor,
} from "../index.js";
import { loggingDpc } from "../testing/logging-dpc.js";

const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });
const MILLISECOND = -10_000;

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  detachProcessor();
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
