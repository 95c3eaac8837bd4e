// Mistakes with locks that a run of one worker shows, and their bug checks. First the verifier, then the runtime that it changes.
import "./index.js";
import { describe, expect, it } from "vitest";
import { cpu } from "../cpu.js";
import * as runtime from "../index.js";
import { freshVerifier } from "../testing/fresh-verifier.js";
import { atDispatch, lockAt, newExLock, newHandle, testMistakes, type Mistake } from "../testing/mistakes.js";
import { held } from "./holds.js";

const MISTAKES: readonly Mistake[] = [
  {
    name: "a release of another level rule than the acquire",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
    },
    stop: "0xc4/0x1009 mismatched-release",
    message: /use `KeReleaseSpinLock`$/,
  },
  {
    name: "a shared hold released as exclusive",
    work: () => {
      const lock = newExLock();
      runtime.ExReleaseSpinLockExclusive(lock, runtime.ExAcquireSpinLockShared(lock));
    },
    stop: "0xc4/0x1009 mismatched-release",
    message: /use `ExReleaseSpinLockShared`$/,
  },
  {
    name: "a lock taken again",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeAcquireSpinLock(lockAt(0));
    },
    stop: "0xf double-acquire",
    message: /holds already/,
  },
  {
    name: "a reader/writer lock taken shared twice",
    work: () => {
      const lock = newExLock();
      runtime.ExAcquireSpinLockShared(lock);
      runtime.ExAcquireSpinLockShared(lock);
    },
    stop: "0xc4/0x1000 double-acquire",
    message: /as soon as a writer comes between/,
  },
  {
    name: "a release of a lock that was never taken",
    work: () => {
      atDispatch(() => {
        runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
      });
    },
    stop: "0xc4/0x1007 release-unheld",
    message: /nobody holds/,
  },
  {
    name: "a release of a lock that was given up already",
    work: () => {
      atDispatch(() => {
        runtime.KeAcquireSpinLockAtDpcLevel(lockAt(0));
        runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
        runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
      });
    },
    stop: "0x10 release-unheld",
    message: /nobody holds/,
  },
  {
    name: "a release of another worker's lock",
    work: () => {
      atDispatch(() => {
        const { id } = cpu;
        const lock = lockAt(0);
        Atomics.store(lock.words, lock.index, 0x1_0000 | (id + 1));
        runtime.KeReleaseSpinLockFromDpcLevel(lock);
      });
    },
    stop: "0xc4/0x1004 release-unheld",
    message: /thread \d+ holds/,
  },
  {
    name: "a shared release of a lock that only another worker holds",
    work: () => {
      const lock = newExLock();
      Atomics.store(lock.words, lock.index, 0x4_0001);
      atDispatch(() => {
        runtime.ExReleaseSpinLockSharedFromDpcLevel(lock);
      });
    },
    stop: "0xc4/0x1004 release-unheld",
    message: /which this worker does not hold/,
  },
  {
    name: "one lock taken as ordinary and as queued",
    work: () => {
      runtime.KeReleaseSpinLock(lockAt(0), runtime.KeAcquireSpinLock(lockAt(0)));
      runtime.KeAcquireInStackQueuedSpinLock(lockAt(0), newHandle());
    },
    stop: "0xc4/0x1008 mixed-spin-lock-use",
    message: /one family of routines/,
  },
  {
    name: "a queued lock released as ordinary",
    work: () => {
      runtime.KeAcquireInStackQueuedSpinLock(lockAt(0), newHandle());
      runtime.KeReleaseSpinLock(lockAt(0), 0);
    },
    stop: "0xc4/0x1009 mismatched-release",
    message: /use `KeReleaseInStackQueuedSpinLock`$/,
  },
  {
    name: "a lock handle in use",
    work: () => {
      const handle = newHandle();
      runtime.KeAcquireInStackQueuedSpinLock(lockAt(0), handle);
      runtime.KeAcquireInStackQueuedSpinLock(lockAt(1), handle);
    },
    stop: "0xc4/0x40006 lock-handle-misuse",
    message: /holds a lock already/,
  },
  {
    name: "a release through a handle that holds nothing",
    work: () => {
      runtime.KeReleaseInStackQueuedSpinLock(newHandle());
    },
    stop: "0xc4/0x40007 lock-handle-misuse",
    message: /holds no lock/,
  },
  {
    name: "locks taken in opposite orders",
    work: () => {
      atDispatch(() => {
        for (const [outer, inner] of [
          [0, 1],
          [1, 0],
        ] as const) {
          runtime.KeAcquireSpinLockAtDpcLevel(lockAt(outer));
          runtime.KeAcquireSpinLockAtDpcLevel(lockAt(inner));
          runtime.KeReleaseSpinLockFromDpcLevel(lockAt(inner));
          runtime.KeReleaseSpinLockFromDpcLevel(lockAt(outer));
        }
      });
    },
    stop: "0xc4/0x1001 lock-order-inversion",
    message: /takes the lock at byte 0 of its buffer while the lock at byte 64 of its buffer is held/,
  },
  {
    name: "a circle of three locks",
    work: () => {
      atDispatch(() => {
        for (const outer of [0, 1, 2]) {
          runtime.KeAcquireSpinLockAtDpcLevel(lockAt(outer));
          runtime.KeAcquireSpinLockAtDpcLevel(lockAt((outer + 1) % 3));
          runtime.KeReleaseSpinLockFromDpcLevel(lockAt((outer + 1) % 3));
          runtime.KeReleaseSpinLockFromDpcLevel(lockAt(outer));
        }
      });
    },
    stop: "0xc4/0x1001 lock-order-inversion",
    message: /opposite order/,
  },
  {
    name: "the outer lock released first, with its own level",
    work: () => {
      const outer = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeAcquireSpinLock(lockAt(1));
      runtime.KeReleaseSpinLock(lockAt(0), outer);
    },
    stop: "0xc4/0x1003 irql-too-low",
    message: /while a lock that was taken later is still held/,
  },
];

describe("a violation", () => {
  testMistakes(MISTAKES);
});

describe("what is no lock", () => {
  it("is refused as in the free build, with a lock held and without, and stops nobody", () => {
    freshVerifier();
    const before = cpu.depth;
    const refused = (acquire: () => unknown): void => {
      expect(acquire).toThrow(new TypeError("`KeAcquireSpinLock` needs a KSPIN_LOCK, got an object"));
    };
    const none = {} as never;
    const lock = new runtime.KSPIN_LOCK(new SharedArrayBuffer(runtime.KSPIN_LOCK.BYTES), 0);
    refused(() => runtime.KeAcquireSpinLock(none));
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    refused(() => runtime.KeAcquireSpinLock(none));
    expect([held.depth, cpu.irql]).toEqual([1, runtime.DISPATCH_LEVEL]);
    expect(() => {
      runtime.KeReleaseSpinLock(none, oldIrql);
    }).toThrow(TypeError);
    runtime.KeReleaseSpinLock(lock, oldIrql);
    expect([held.depth, cpu.irql, cpu.depth]).toEqual([0, runtime.PASSIVE_LEVEL, before]);
  });
});
