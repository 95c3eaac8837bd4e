import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cpu } from "../cpu.js";
import * as runtime from "../index.js";
import { abandonLock, isLeftBy } from "./abandon.js";
import { LINE_WORDS } from "./layout.js";

const PROCESSORS = 3;
const code = (name: string): unknown => expect.objectContaining({ name: "KernelError", code: name });

let lock: runtime.EX_SPIN_LOCK;
const { id } = cpu;
beforeEach(() => {
  lock = new runtime.EX_SPIN_LOCK(new SharedArrayBuffer(runtime.EX_SPIN_LOCK.bytesFor(PROCESSORS)), 0, {
    processors: PROCESSORS,
  });
  // The first use of all makes the lock distributed, by its count.
  runtime.withSpinLockExclusive(lock, () => undefined);
  cpu.id = 1;
  runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
});
afterEach(() => {
  cpu.id = id;
  cpu.irql = runtime.PASSIVE_LEVEL;
  cpu.records.fill(0);
  cpu.depth = 1;
});

const as = <T>(other: number, work: () => T): T => {
  const own = cpu.id;
  cpu.id = other;
  try {
    return work();
  } finally {
    cpu.id = own;
  }
};
const flag = (of: number): number => lock.words[lock.index + LINE_WORDS * of] ?? -1;
const readers = (): number => (lock.words[lock.index] ?? 0) & 0xffff;
const tryRead = (): boolean => runtime.ExTryAcquireSpinLockSharedAtDpcLevel(lock);
const tryWrite = (): boolean => runtime.ExTryAcquireSpinLockExclusiveAtDpcLevel(lock);
const read = (): void => {
  runtime.ExAcquireSpinLockSharedAtDpcLevel(lock);
};
const endRead = (): void => {
  runtime.ExReleaseSpinLockSharedFromDpcLevel(lock);
};
const endWrite = (): void => {
  runtime.ExReleaseSpinLockExclusiveFromDpcLevel(lock);
};

describe("a distributed reader/writer lock", () => {
  it("has a line for each processor", () => {
    expect([lock.BYTES, runtime.EX_SPIN_LOCK.BYTES]).toEqual([256, 64]);
  });

  it("lets processors read by their flags, and counts other workers", () => {
    read();
    as(2, read);
    as(500, read);
    expect([flag(1), flag(2), flag(3), readers()]).toEqual([1, 1, 0, 1]);
    as(500, endRead);
    as(2, endRead);
    endRead();
    expect([flag(1), flag(2), readers()]).toEqual([0, 0, 0]);
    expect(endRead).toThrow(code("SPIN_LOCK_NOT_OWNED"));
  });

  it("lets a writer in only where every flag is down", () => {
    read();
    expect(as(2, tryWrite)).toBe(false);
    expect(as(2, tryRead)).toBe(true);
    endRead();
    as(2, endRead);
    expect(as(2, tryWrite)).toBe(true);
    expect([tryRead(), tryWrite(), as(500, tryRead), flag(1)]).toEqual([false, false, false, 0]);
    as(2, endWrite);
    expect(tryRead()).toBe(true);
  });

  it.each([1, 500])("converts the only reader (identity %i)", (reader) => {
    as(reader, read);
    as(2, read);
    expect(as(reader, () => runtime.ExTryConvertSharedSpinLockExclusive(lock))).toBe(false);
    as(2, endRead);
    expect(as(reader, () => runtime.ExTryConvertSharedSpinLockExclusive(lock))).toBe(true);
    expect(as(3, tryRead)).toBe(false);
    as(reader, endWrite);
    expect(as(3, tryWrite)).toBe(true);
  });

  it("refuses to be taken again by who reads it, and use as a lock of another form", () => {
    read();
    expect(read).toThrow(code("SPIN_LOCK_RECURSION"));
    expect(() => {
      runtime.ExAcquireSpinLockExclusiveAtDpcLevel(lock);
    }).toThrow(code("SPIN_LOCK_RECURSION"));
    const compact = new runtime.EX_SPIN_LOCK(lock.buffer);
    expect(() => {
      runtime.ExAcquireSpinLockSharedAtDpcLevel(compact);
    }).toThrow(code("SPIN_LOCK_MIXED_USE"));
    endRead();
  });

  it("is abandoned with the flag of a dead reader down", () => {
    as(2, read);
    expect([isLeftBy(lock.words, lock.index, 2), isLeftBy(lock.words, lock.index, 3)]).toEqual([true, false]);
    abandonLock(lock.words, lock.index, 2);
    expect(flag(2)).toBe(0);
    expect(read).toThrow(code("SPIN_LOCK_ABANDONED"));
    expect(tryWrite).toThrow(code("SPIN_LOCK_ABANDONED"));
    expect(flag(1)).toBe(0);
  });

  it.each([-1, 1.5, 256])("has no flags for %d processors, nor two numbers of them", (processors) => {
    const { buffer } = lock;
    expect(() => new runtime.EX_SPIN_LOCK(buffer, 0, { processors })).toThrow(RangeError);
    expect(() => new runtime.EX_SPIN_LOCK(buffer, 0, { processors: 2 })).toThrow("all workers must pass the same");
  });
});
