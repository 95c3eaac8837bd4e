import { afterEach, describe, expect, it } from "vitest";
import { withSpinLockAsync } from "../guards/with-spin-lock-async.js";
import {
  DISPATCH_LEVEL,
  KEVENT,
  KSPIN_LOCK,
  KTIMER,
  KeAcquireSpinLock,
  KeGetCurrentIrql,
  KeInitializeEvent,
  KeInitializeTimer,
  KeLowerIrql,
  KeRaiseIrql,
  KeReadStateEvent,
  KeReleaseSpinLock,
  KeSetEvent,
  KeSetTimer,
  KeTestSpinLock,
  NotificationEvent,
  SynchronizationEvent,
  waitForSingleObjectAsync,
} from "../index.js";

const eventOf = (type: number): KEVENT => {
  const event = new KEVENT(new SharedArrayBuffer(KEVENT.BYTES), 0);
  KeInitializeEvent(event, type, false);
  return event;
};

const SOON = -500_000;
const LONG = -100_000_000;

describe("a wait in the event loop", () => {
  it("looks, times out, and takes a signal that comes", async () => {
    const event = eventOf(SynchronizationEvent);
    expect(await waitForSingleObjectAsync(event, 0)).toBe(0x102);
    expect(await waitForSingleObjectAsync(event, SOON)).toBe(0x102);
    const wait = waitForSingleObjectAsync(event, LONG);
    KeSetEvent(event, 0, false);
    expect(await wait).toBe(0);
    expect(KeReadStateEvent(event)).toBe(0);
  });

  it("releases one of several waiters of a synchronization event for each signal, and all of a notification event", async () => {
    const event = eventOf(SynchronizationEvent);
    const waits = [SOON, SOON, SOON].map((time) => waitForSingleObjectAsync(event, time));
    KeSetEvent(event, 0, false);
    expect((await Promise.all(waits)).filter((status) => status === 0)).toHaveLength(1);
    const all = eventOf(NotificationEvent);
    const released = [LONG, null].map((time) => waitForSingleObjectAsync(all, time));
    KeSetEvent(all, 0, false);
    expect(await Promise.all(released)).toEqual([0, 0]);
  });

  it("ends with a timer", async () => {
    const timer = new KTIMER();
    KeInitializeTimer(timer);
    KeSetTimer(timer, -20_000);
    expect(await waitForSingleObjectAsync(timer, LONG)).toBe(0);
  });

  it("is refused at DISPATCH_LEVEL", async () => {
    const old = KeRaiseIrql(DISPATCH_LEVEL);
    const wait = waitForSingleObjectAsync(eventOf(NotificationEvent), 0);
    KeLowerIrql(old);
    await expect(wait).rejects.toMatchObject({ code: "IRQL_TOO_HIGH" });
  });
});

describe("a section that is waited for in the event loop", () => {
  const lock = new KSPIN_LOCK(new SharedArrayBuffer(64));
  const levels: number[] = [];
  const section = (): string => {
    levels.push(KeGetCurrentIrql());
    return "done";
  };
  afterEach(() => {
    levels.length = 0;
    expect([KeGetCurrentIrql(), KeTestSpinLock(lock)]).toEqual([0, true]);
  });

  it("runs at once where the lock is free", async () => {
    const run = withSpinLockAsync(lock, section);
    expect(levels).toEqual([DISPATCH_LEVEL]);
    expect(await run).toBe("done");
  });

  it("runs when the lock was released in between, and not before", async () => {
    const old = KeAcquireSpinLock(lock);
    KeLowerIrql(old);
    const run = withSpinLockAsync(lock, section);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(levels).toEqual([]);
    KeRaiseIrql(DISPATCH_LEVEL);
    KeReleaseSpinLock(lock, old);
    expect(await run).toBe("done");
    expect(levels).toEqual([DISPATCH_LEVEL]);
  });

  it("releases the lock where the section throws", async () => {
    const failing = withSpinLockAsync(lock, () => {
      throw new Error("in the section");
    });
    await expect(failing).rejects.toThrow("in the section");
  });

  it("gives up when it is aborted", async () => {
    const old = KeAcquireSpinLock(lock);
    KeLowerIrql(old);
    await expect(withSpinLockAsync(lock, section, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: "TimeoutError",
    });
    KeRaiseIrql(DISPATCH_LEVEL);
    KeReleaseSpinLock(lock, old);
    expect(levels).toEqual([]);
  });

  it("does not run its section where it is aborted before, although the lock is free", async () => {
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    await expect(withSpinLockAsync(lock, section, { signal })).rejects.toThrow("no longer wanted");
    expect(levels).toEqual([]);
  });

  it("is refused at DISPATCH_LEVEL, where a lock may be held", async () => {
    const old = KeRaiseIrql(DISPATCH_LEVEL);
    const run = withSpinLockAsync(lock, section);
    KeLowerIrql(old);
    await expect(run).rejects.toMatchObject({
      code: "IRQL_TOO_HIGH",
      message: expect.stringContaining("; queue a work item and") as unknown,
    });
  });
});
