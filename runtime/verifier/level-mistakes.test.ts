// Mistakes with levels that a run of one worker shows, and their bug checks. First the verifier, then the runtime that it changes.
import "./index.js";
import { describe } from "vitest";
import * as runtime from "../index.js";
import { lockAt, newExLock, testMistakes, type Mistake } from "../testing/mistakes.js";

const MISTAKES: readonly Mistake[] = [
  {
    name: "`KeAcquireSpinLock` above DISPATCH_LEVEL",
    work: () => {
      runtime.KeRaiseIrql(5);
      runtime.KeAcquireSpinLock(lockAt(0));
    },
    stop: "0xc4/0x42 irql-too-high",
    message: /needs IRQL <= DISPATCH_LEVEL, but the level is level 5/,
  },
  {
    name: "`ExAcquireSpinLockShared` above DISPATCH_LEVEL",
    work: () => {
      runtime.KeRaiseIrql(5);
      runtime.ExAcquireSpinLockShared(newExLock());
    },
    stop: "0xa irql-too-high",
    message: /`ExAcquireSpinLockShared`/,
  },
  {
    name: "`KeAcquireSpinLockAtDpcLevel` below DISPATCH_LEVEL",
    work: () => {
      runtime.KeAcquireSpinLockAtDpcLevel(lockAt(0));
    },
    stop: "0xc4/0x40 uncertain-at-dpc-level",
    message: /needs IRQL >= DISPATCH_LEVEL/,
  },
  {
    name: "`KeReleaseSpinLockFromDpcLevel` below DISPATCH_LEVEL",
    work: () => {
      runtime.KeReleaseSpinLockFromDpcLevel(lockAt(0));
    },
    stop: "0xc4/0x41 uncertain-at-dpc-level",
    message: /needs IRQL >= DISPATCH_LEVEL/,
  },
  {
    name: "`KeTryToAcquireSpinLockAtDpcLevel` below DISPATCH_LEVEL",
    work: () => runtime.KeTryToAcquireSpinLockAtDpcLevel(lockAt(0)),
    stop: "0x9 uncertain-at-dpc-level",
    message: /needs IRQL >= DISPATCH_LEVEL/,
  },
  {
    name: "`KeReleaseSpinLock` twice",
    work: () => {
      const oldIrql = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeReleaseSpinLock(lockAt(0), oldIrql);
      runtime.KeReleaseSpinLock(lockAt(0), oldIrql);
    },
    stop: "0xc4/0x32 release-unheld",
    message: /needs IRQL >= DISPATCH_LEVEL/,
  },
  {
    name: "`KeReleaseSpinLock` above DISPATCH_LEVEL",
    work: () => {
      const oldIrql = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeRaiseIrql(5);
      runtime.KeReleaseSpinLock(lockAt(0), oldIrql);
    },
    stop: "0xc4/0x32 irql-too-high",
    message: /cannot go from level 5/,
  },
  {
    name: "`KeRaiseIrql` downwards",
    work: () => {
      runtime.KeRaiseIrql(5);
      runtime.KeRaiseIrql(3);
    },
    stop: "0xc4/0x30 invalid-irql-change",
    message: /would lower the level/,
  },
  {
    name: "`KeLowerIrql` upwards",
    work: () => {
      runtime.KeLowerIrql(3);
    },
    stop: "0xc4/0x31 invalid-irql-change",
    message: /would raise the level/,
  },
  {
    name: "`KeLowerIrql` to another level than the raise returned",
    work: () => {
      runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
      runtime.KeLowerIrql(1);
    },
    stop: "none wrong-irql-restored",
    message: /undoes a raise from PASSIVE_LEVEL to DISPATCH_LEVEL/,
  },
  {
    name: "`KeLowerIrql` that undoes two raises at once",
    work: () => {
      const oldIrql = runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
      runtime.KeRaiseIrql(5);
      runtime.KeLowerIrql(oldIrql);
    },
    stop: "none wrong-irql-restored",
    message: /undoes a raise from DISPATCH_LEVEL to level 5/,
  },
  {
    name: "`KeLowerIrql` under a spin lock",
    work: () => {
      const oldIrql = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeLowerIrql(oldIrql);
    },
    stop: "0xf invalid-irql-change",
    message: /below DISPATCH_LEVEL while a spin lock is held/,
  },
  {
    name: "a saved level that is possible but not the saved one",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeReleaseSpinLock(lockAt(0), 1);
    },
    stop: "0xc4/0x20015 wrong-irql-restored",
    message: /restores APC_LEVEL, but `KeAcquireSpinLock` has saved PASSIVE_LEVEL/,
  },
  {
    name: "saved levels of two locks swapped",
    work: () => {
      const outer = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeAcquireSpinLock(lockAt(1));
      runtime.KeReleaseSpinLock(lockAt(1), outer);
    },
    stop: "0xc4/0x20015 wrong-irql-restored",
    message: /restores PASSIVE_LEVEL, but `KeAcquireSpinLock` has saved DISPATCH_LEVEL/,
  },
  {
    name: "a level that nothing can restore",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeReleaseSpinLock(lockAt(0), 3);
    },
    stop: "0xc4/0x20015 wrong-irql-restored",
    message: /to level 3/,
  },
  {
    name: "the cancel lock with another level than it saved",
    work: () => {
      runtime.KeRaiseIrql(1);
      runtime.IoAcquireCancelSpinLock();
      runtime.IoReleaseCancelSpinLock(0);
    },
    stop: "none cancel-routine-irql",
    message: /`IoReleaseCancelSpinLock` restores PASSIVE_LEVEL/,
  },
];

describe("a violation", () => {
  testMistakes(MISTAKES);
});
