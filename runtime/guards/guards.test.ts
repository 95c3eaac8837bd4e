import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import * as runtime from "../index.js";

const buffer = new SharedArrayBuffer(64 * 64);
let next = 0;
const freshLock = (): runtime.KSPIN_LOCK => new runtime.KSPIN_LOCK(buffer, 64 * next++);
const freshExLock = (): runtime.EX_SPIN_LOCK => new runtime.EX_SPIN_LOCK(buffer, 64 * next++);
const level = (): runtime.KIRQL => runtime.KeGetCurrentIrql();
const code = (name: string): unknown => expect.objectContaining({ name: "KernelError", code: name });

/** Whether another worker could take the lock now. */
const isFree = (lock: runtime.KSPIN_LOCK): boolean => runtime.KeTestSpinLock(lock);
const isFreeForWriter = (lock: runtime.EX_SPIN_LOCK): boolean =>
  runtime.withRaisedIrql(runtime.DISPATCH_LEVEL, () => {
    const isOurs = runtime.ExTryAcquireSpinLockExclusiveAtDpcLevel(lock);
    if (isOurs) runtime.ExReleaseSpinLockExclusiveFromDpcLevel(lock);
    return isOurs;
  });

afterEach(() => {
  expect(level()).toBe(runtime.PASSIVE_LEVEL);
});

interface Form {
  readonly guard: () => Disposable;
  readonly section: <T>(work: () => runtime.NotPromise<T>) => runtime.NotPromise<T>;
  readonly isFree: () => boolean;
}

const ofLock = (
  Guard: new (lock: runtime.KSPIN_LOCK) => Disposable,
  section: <T>(lock: runtime.KSPIN_LOCK, work: () => runtime.NotPromise<T>) => runtime.NotPromise<T>,
): Form => {
  const lock = freshLock();
  return { guard: () => new Guard(lock), section: (work) => section(lock, work), isFree: () => isFree(lock) };
};

const ofExLock = (
  Guard: new (lock: runtime.EX_SPIN_LOCK) => Disposable,
  section: <T>(lock: runtime.EX_SPIN_LOCK, work: () => runtime.NotPromise<T>) => runtime.NotPromise<T>,
): Form => {
  const lock = freshExLock();
  return { guard: () => new Guard(lock), section: (work) => section(lock, work), isFree: () => isFreeForWriter(lock) };
};

const RAISING: Readonly<Record<string, Form>> = {
  ordinary: ofLock(runtime.SpinLockGuard, runtime.withSpinLock),
  queued: ofLock(runtime.InStackQueuedSpinLockGuard, runtime.withInStackQueuedSpinLock),
  shared: ofExLock(runtime.SpinLockSharedGuard, runtime.withSpinLockShared),
  exclusive: ofExLock(runtime.SpinLockExclusiveGuard, runtime.withSpinLockExclusive),
};

const AT_DPC_LEVEL: Readonly<Record<string, Form>> = {
  ordinary: ofLock(runtime.SpinLockAtDpcLevelGuard, runtime.withSpinLockAtDpcLevel),
  queued: ofLock(runtime.InStackQueuedSpinLockAtDpcLevelGuard, runtime.withInStackQueuedSpinLockAtDpcLevel),
  shared: ofExLock(runtime.SpinLockSharedAtDpcLevelGuard, runtime.withSpinLockSharedAtDpcLevel),
  exclusive: ofExLock(runtime.SpinLockExclusiveAtDpcLevelGuard, runtime.withSpinLockExclusiveAtDpcLevel),
};

const holdsInside = ({ guard, section, isFree }: Form): void => {
  const before = level();
  {
    using held = guard();
    expect([held, level(), isFree()]).toEqual([held, runtime.DISPATCH_LEVEL, false]);
  }
  expect([level(), isFree()]).toEqual([before, true]);
  expect(section(() => [level(), isFree()])).toEqual([runtime.DISPATCH_LEVEL, false]);
  expect([level(), isFree()]).toEqual([before, true]);
};

const releasesWhereItThrows = ({ guard, section, isFree }: Form): void => {
  const failure = new Error("section");
  const fail = (): undefined => {
    throw failure;
  };
  const failInBlock = (): void => {
    using held = guard();
    expect(held).toBeDefined();
    fail();
  };
  expect(failInBlock).toThrow(failure);
  expect(() => section(fail)).toThrow(failure);
  expect(isFree()).toBe(true);
};

describe("guards and sections that raise", () => {
  it.each(Object.entries(RAISING))("hold the lock inside and nothing after (%s)", (_, form) => {
    holdsInside(form);
    expect(level()).toBe(runtime.PASSIVE_LEVEL);
    const oldIrql = runtime.KeRaiseIrql(runtime.APC_LEVEL);
    holdsInside(form);
    runtime.KeLowerIrql(oldIrql);
  });
  it.each(Object.entries(RAISING))("release where the block or section throws (%s)", (_, form) => {
    releasesWhereItThrows(form);
  });
});

describe("guards and sections that find the level raised", () => {
  it.each(Object.entries(AT_DPC_LEVEL))("hold the lock inside and nothing after (%s)", (_, form) => {
    runtime.withRaisedIrql(runtime.DISPATCH_LEVEL, () => {
      holdsInside(form);
      releasesWhereItThrows(form);
    });
  });
  it.each(Object.entries(AT_DPC_LEVEL))("refuse a lower one (%s)", (_, { guard, section, isFree }) => {
    expect(guard).toThrow(code("IRQL_TOO_LOW"));
    expect(() => section(() => undefined)).toThrow(code("IRQL_TOO_LOW"));
    expect(isFree()).toBe(true);
  });
});

describe("nested guards", () => {
  it("are disposed of in reverse order, each with the level that it saved", () => {
    const [outer, inner] = [freshLock(), freshLock()];
    const oldIrql = runtime.KeRaiseIrql(runtime.APC_LEVEL);
    {
      using first = new runtime.SpinLockGuard(outer);
      using second = new runtime.SpinLockGuard(inner);
      expect([first.lock, second.lock].map(isFree)).toEqual([false, false]);
    }
    expect(level()).toBe(runtime.APC_LEVEL);
    runtime.KeLowerIrql(oldIrql);
  });
  it("can hold a lock of any level", () => {
    {
      using raised = new runtime.RaisedIrqlGuard(5);
      using held = new runtime.SpinLockAtDpcLevelGuard(freshLock());
      expect([raised, isFree(held.lock), level()]).toEqual([raised, false, 5]);
    }
  });
});

describe("misuse", () => {
  it("is a second disposal", () => {
    const guard = new runtime.SpinLockAtDpcLevelGuard(raisedLock());
    guard[Symbol.dispose]();
    expect(() => {
      guard[Symbol.dispose]();
    }).toThrow(code("SPIN_LOCK_NOT_OWNED"));
    runtime.KeLowerIrql(runtime.PASSIVE_LEVEL);
  });
  it("is a promise, with the lock released before it is refused", async () => {
    const lock = freshLock();
    const work = Promise.resolve(1);
    const untyped = (() => work) as () => never;
    expect(() => runtime.withSpinLock(lock, untyped)).toThrow(
      expect.objectContaining({ code: "RETURNED_PROMISE", cause: work }),
    );
    expect([level(), isFree(lock)]).toEqual([runtime.PASSIVE_LEVEL, true]);
    await work;
  });
});

const raisedLock = (): runtime.KSPIN_LOCK => {
  runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
  return freshLock();
};

describe("types", () => {
  const lock = freshLock();
  it("pass the section's result through", () => {
    expectTypeOf(runtime.withSpinLock(lock, () => 1)).toEqualTypeOf<number>();
    expectTypeOf(runtime.withSpinLock<undefined>).returns.toEqualTypeOf<undefined>();
    expectTypeOf(runtime.withSpinLock(lock, () => (level() > 5 ? "high" : null))).toEqualTypeOf<string | null>();
  });
  it("refuse promises, also where only one of the results is one", () => {
    const refused = (): void => {
      // @ts-expect-error -- a promise
      runtime.withSpinLock(lock, async () => Promise.resolve(1));
      // @ts-expect-error -- perhaps a promise
      runtime.withSpinLockAtDpcLevel(lock, () => (level() > 5 ? 1 : Promise.resolve(1)));
    };
    expect(refused).toBeInstanceOf(Function);
  });
});
