import { afterEach, describe, expect, it } from "vitest";
import {
  APC_LEVEL,
  DISPATCH_LEVEL,
  EX_SPIN_LOCK,
  ExAcquireSpinLockExclusive,
  ExAcquireSpinLockShared,
  ExAcquireSpinLockSharedAtDpcLevel,
  ExReleaseSpinLockExclusive,
  ExReleaseSpinLockExclusiveFromDpcLevel,
  ExReleaseSpinLockShared,
  ExReleaseSpinLockSharedFromDpcLevel,
  ExTryAcquireSpinLockExclusiveAtDpcLevel,
  ExTryAcquireSpinLockSharedAtDpcLevel,
  ExTryConvertSharedSpinLockExclusive,
  HIGH_LEVEL,
  KLOCK_QUEUE_HANDLE,
  KSPIN_LOCK,
  KeAcquireInStackQueuedSpinLock,
  KeAcquireInStackQueuedSpinLockAtDpcLevel,
  KeAcquireInStackQueuedSpinLockForDpc,
  KeAcquireSpinLock,
  KeAcquireSpinLockAtDpcLevel,
  KeAcquireSpinLockForDpc,
  KeAcquireSpinLockRaiseToDpc,
  KeGetCurrentIrql,
  KeInitializeSpinLock,
  KeLowerIrql,
  KeRaiseIrql,
  KeReleaseInStackQueuedSpinLock,
  KeReleaseInStackQueuedSpinLockForDpc,
  KeReleaseInStackQueuedSpinLockFromDpcLevel,
  KeReleaseSpinLock,
  KeReleaseSpinLockForDpc,
  KeReleaseSpinLockFromDpcLevel,
  KeTestSpinLock,
  KeTryToAcquireSpinLockAtDpcLevel,
  KefAcquireSpinLockAtDpcLevel,
  KefReleaseSpinLockFromDpcLevel,
  PASSIVE_LEVEL,
} from "../index.js";
import { cpu } from "../cpu.js";

const newLock = (): KSPIN_LOCK => new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
const newHandle = (): KLOCK_QUEUE_HANDLE => new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES));
const newExLock = (): EX_SPIN_LOCK => new EX_SPIN_LOCK(new SharedArrayBuffer(EX_SPIN_LOCK.BYTES));
const code = (expected: string): unknown => expect.objectContaining({ name: "KernelError", code: expected });

afterEach(() => {
  expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
});

describe("storage", () => {
  const types = { KSPIN_LOCK, KLOCK_QUEUE_HANDLE, EX_SPIN_LOCK };
  for (const [name, Type] of Object.entries(types)) {
    it(`${name} refuses pageable memory and says so`, () => {
      const paged = new ArrayBuffer(64) as unknown as SharedArrayBuffer;
      expect(() => new Type(paged)).toThrow(TypeError);
      expect(() => new Type(paged)).toThrow(/pageable/);
      expect(() => new Type(new Int32Array(16) as unknown as SharedArrayBuffer)).toThrow(/`buffer` and `byteOffset`/);
    });

    it(`${name} refuses a growable buffer and says why`, () => {
      const Growable = SharedArrayBuffer as new (bytes: number, options: object) => SharedArrayBuffer;
      expect(() => new Type(new Growable(64, { maxByteLength: 128 }))).toThrow(/growable.*slower/);
    });

    it.each([1, 2, -4, 0.5, 4, 64, Number.NaN])(`${name} refuses offset %d in 64 bytes`, (offset) => {
      expect(() => new Type(new SharedArrayBuffer(64), offset)).toThrow(RangeError);
    });

    it(`${name} says where it lies`, () => {
      const buffer = new SharedArrayBuffer(256);
      const object = new Type(buffer, 64);
      expect([object.buffer, object.byteOffset, object.BYTES]).toEqual([buffer, 64, Type.BYTES]);
    });
  }
});

describe("ordinary spin locks", () => {
  it("raise, hold and restore", () => {
    const lock = newLock();
    for (const acquire of [KeAcquireSpinLock, KeAcquireSpinLockRaiseToDpc, KeAcquireSpinLockForDpc]) {
      const raised = KeRaiseIrql(APC_LEVEL);
      const oldIrql = acquire(lock);
      expect([oldIrql, KeGetCurrentIrql(), KeTestSpinLock(lock)]).toEqual([APC_LEVEL, DISPATCH_LEVEL, false]);
      if (acquire === KeAcquireSpinLockForDpc) KeReleaseSpinLockForDpc(lock, oldIrql);
      else KeReleaseSpinLock(lock, oldIrql);
      expect([KeGetCurrentIrql(), KeTestSpinLock(lock)]).toEqual([APC_LEVEL, true]);
      KeLowerIrql(raised);
    }
  });

  it("leave the level alone in the forms for DISPATCH_LEVEL", () => {
    const lock = newLock();
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    KeAcquireSpinLockAtDpcLevel(lock);
    expect(KeTryToAcquireSpinLockAtDpcLevel(lock)).toBe(false);
    KeReleaseSpinLockFromDpcLevel(lock);
    KefAcquireSpinLockAtDpcLevel(lock);
    KefReleaseSpinLockFromDpcLevel(lock);
    expect(KeTryToAcquireSpinLockAtDpcLevel(lock)).toBe(true);
    KeReleaseSpinLock(lock, DISPATCH_LEVEL);
    expect(KeTestSpinLock(lock)).toBe(true);
    KeLowerIrql(oldIrql);
  });

  it("are the same lock through every object over the same bytes", () => {
    const buffer = new SharedArrayBuffer(128);
    const one = new KSPIN_LOCK(buffer, 64);
    const other = new KSPIN_LOCK(buffer, 64);
    const oldIrql = KeAcquireSpinLock(one);
    expect(KeTestSpinLock(other)).toBe(false);
    KeReleaseSpinLock(other, oldIrql);
    expect(KeTestSpinLock(one)).toBe(true);
  });

  it("refuse levels at which they may not be called, and change nothing", () => {
    const lock = newLock();
    expect(() => KeAcquireSpinLockAtDpcLevel(lock)).toThrow(code("IRQL_TOO_LOW"));
    expect(() => KeTryToAcquireSpinLockAtDpcLevel(lock)).toThrow(code("IRQL_TOO_LOW"));
    expect(() => KeReleaseSpinLockFromDpcLevel(lock)).toThrow(code("IRQL_TOO_LOW"));
    expect(() => KeReleaseSpinLock(lock, PASSIVE_LEVEL)).toThrow(code("IRQL_TOO_LOW"));
    expect(() => KeReleaseSpinLock(lock, PASSIVE_LEVEL)).toThrow(/; release each acquire once, before/);
    const oldIrql = KeRaiseIrql(HIGH_LEVEL);
    expect(() => KeAcquireSpinLock(lock)).toThrow(code("IRQL_TOO_HIGH"));
    expect(() => KeAcquireSpinLockForDpc(lock)).toThrow(code("IRQL_TOO_HIGH"));
    KeLowerIrql(oldIrql);
    expect(KeTestSpinLock(lock)).toBe(true);
  });

  it("refuse to restore a level that cannot be the saved one", () => {
    const lock = newLock();
    const oldIrql = KeAcquireSpinLock(lock);
    for (const level of [3, -1, 0.5, Number.NaN])
      expect(() => KeReleaseSpinLock(lock, level)).toThrow(code("INVALID_IRQL"));
    expect(KeTestSpinLock(lock)).toBe(false);
    KeReleaseSpinLock(lock, oldIrql);
  });

  it("refuse a second acquire by the same worker, which would last for ever", () => {
    const lock = newLock();
    const oldIrql = KeAcquireSpinLock(lock);
    expect(() => KeAcquireSpinLock(lock)).toThrow(code("SPIN_LOCK_RECURSION"));
    expect(() => KeAcquireSpinLockAtDpcLevel(lock)).toThrow(code("SPIN_LOCK_RECURSION"));
    KeReleaseSpinLock(lock, oldIrql);
  });

  it("refuse a release by a worker that does not hold them", () => {
    const lock = newLock();
    KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
    const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);
    expect(() => KeReleaseSpinLockFromDpcLevel(lock)).toThrow(code("SPIN_LOCK_NOT_OWNED"));
    KeAcquireSpinLockAtDpcLevel(lock);
    const me = cpu.id;
    cpu.id = 7;
    expect(() => KeReleaseSpinLockFromDpcLevel(lock)).toThrow(/processor 6|thread/);
    cpu.id = me;
    KeReleaseSpinLockFromDpcLevel(lock);
    KeLowerIrql(oldIrql);
  });
});

describe("queued spin locks", () => {
  it("raise, hold and restore through the handle", () => {
    const lock = newLock();
    const handle = newHandle();
    KeAcquireInStackQueuedSpinLock(lock, handle);
    expect([KeGetCurrentIrql(), KeTestSpinLock(lock)]).toEqual([DISPATCH_LEVEL, false]);
    KeReleaseInStackQueuedSpinLock(handle);
    expect([KeGetCurrentIrql(), KeTestSpinLock(lock)]).toEqual([PASSIVE_LEVEL, true]);
    KeAcquireInStackQueuedSpinLockForDpc(lock, handle);
    KeAcquireInStackQueuedSpinLockAtDpcLevel(newLock(), newHandle());
    KeReleaseInStackQueuedSpinLockForDpc(handle);
    expect(KeTestSpinLock(lock)).toBe(true);
  });

  it("nest with one handle each", () => {
    const [outer, inner] = [newLock(), newLock()];
    const [outerHandle, innerHandle] = [newHandle(), newHandle()];
    KeAcquireInStackQueuedSpinLock(outer, outerHandle);
    KeAcquireInStackQueuedSpinLockAtDpcLevel(inner, innerHandle);
    KeReleaseInStackQueuedSpinLockFromDpcLevel(innerHandle);
    KeReleaseInStackQueuedSpinLock(outerHandle);
    expect([KeTestSpinLock(outer), KeTestSpinLock(inner)]).toEqual([true, true]);
  });

  it("refuse a handle in use, an idle handle, and the release of the other form", () => {
    const lock = newLock();
    const handle = newHandle();
    expect(() => KeReleaseInStackQueuedSpinLock(handle)).toThrow(code("QUEUE_HANDLE_NOT_HELD"));
    KeAcquireInStackQueuedSpinLock(lock, handle);
    expect(() => KeAcquireInStackQueuedSpinLock(newLock(), handle)).toThrow(code("QUEUE_HANDLE_IN_USE"));
    expect(() => KeReleaseInStackQueuedSpinLockFromDpcLevel(handle)).toThrow(code("QUEUE_HANDLE_NOT_HELD"));
    expect(() => KeAcquireInStackQueuedSpinLock(lock, newHandle())).toThrow(code("SPIN_LOCK_RECURSION"));
    KeReleaseInStackQueuedSpinLock(handle);
    expect(() => KeAcquireInStackQueuedSpinLockAtDpcLevel(lock, handle)).toThrow(code("IRQL_TOO_LOW"));
  });
});

describe("mixed use of one lock", () => {
  it("is refused at the first acquire of the other kind, held or free", () => {
    const lock = newLock();
    const handle = newHandle();
    KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
    expect(() => KeAcquireInStackQueuedSpinLock(lock, handle)).toThrow(code("SPIN_LOCK_MIXED_USE"));
    KeInitializeSpinLock(lock);
    KeAcquireInStackQueuedSpinLock(lock, handle);
    expect(() => KeTryToAcquireSpinLockAtDpcLevel(lock)).toThrow(code("SPIN_LOCK_MIXED_USE"));
    expect(() => KeReleaseSpinLock(lock, PASSIVE_LEVEL)).toThrow(code("SPIN_LOCK_MIXED_USE"));
    KeReleaseInStackQueuedSpinLock(handle);
    expect(() => KeAcquireSpinLock(lock)).toThrow(/`KeAcquireSpinLock` uses a lock as ordinary .* as queued/);
    expect(() => ExAcquireSpinLockShared(new EX_SPIN_LOCK(lock.buffer))).toThrow(code("SPIN_LOCK_MIXED_USE"));
  });
});

describe("reader/writer spin locks", () => {
  it("let readers in together and writers alone", () => {
    const lock = newExLock();
    const first = ExAcquireSpinLockShared(lock);
    ExAcquireSpinLockSharedAtDpcLevel(lock);
    expect(ExTryAcquireSpinLockExclusiveAtDpcLevel(lock)).toBe(false);
    expect(ExTryConvertSharedSpinLockExclusive(lock)).toBe(false);
    ExReleaseSpinLockSharedFromDpcLevel(lock);
    expect(ExTryConvertSharedSpinLockExclusive(lock)).toBe(true);
    expect(ExTryAcquireSpinLockSharedAtDpcLevel(lock)).toBe(false);
    expect(() => ExAcquireSpinLockShared(lock)).toThrow(code("SPIN_LOCK_RECURSION"));
    expect(() => ExReleaseSpinLockShared(lock, first)).toThrow(code("SPIN_LOCK_NOT_OWNED"));
    ExReleaseSpinLockExclusive(lock, first);
    const second = ExAcquireSpinLockExclusive(lock);
    ExReleaseSpinLockExclusiveFromDpcLevel(lock);
    expect(() => ExReleaseSpinLockExclusiveFromDpcLevel(lock)).toThrow(code("SPIN_LOCK_NOT_OWNED"));
    KeLowerIrql(second);
  });
});
