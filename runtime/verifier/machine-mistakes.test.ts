// Mistakes with waits, routines and memory that a run of one worker shows, and their bug checks. First the verifier, then the runtime that it changes.
import { describe } from "vitest";
import { configureVerifier } from "./index.js";
import * as runtime from "../index.js";
import { atDispatch, lockAt, testMistakes, type Mistake } from "../testing/mistakes.js";

const MISTAKES: readonly Mistake[] = [
  {
    name: "a wait for ever at DISPATCH_LEVEL",
    work: () => {
      atDispatch(() => {
        runtime.KeWaitForSingleObject(new runtime.KEVENT(), runtime.Executive, runtime.KernelMode, false, null);
      });
    },
    stop: "0xc4/0x121 blocking-call-at-dispatch",
    message: /`KeWaitForSingleObject`/,
  },
  {
    name: "a wait for a time at DISPATCH_LEVEL",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeWaitForSingleObject(new runtime.KEVENT(), runtime.Executive, runtime.KernelMode, false, -1);
    },
    stop: "0xc4/0x122 blocking-call-at-dispatch",
    message: /`KeWaitForSingleObject`/,
  },
  {
    name: "a delay at DISPATCH_LEVEL",
    work: () => {
      atDispatch(() => {
        runtime.KeDelayExecutionThread(runtime.KernelMode, false, -1);
      });
    },
    stop: "0xc4/0x2000f blocking-call-at-dispatch",
    message: /`KeDelayExecutionThread`/,
  },
  {
    name: "a flush of the DPCs under a lock",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeFlushQueuedDpcs();
    },
    stop: "0xa irql-too-high",
    message: /needs PASSIVE_LEVEL/,
  },
  {
    name: "a lock held too long",
    work: () => {
      configureVerifier({ hold: 5 });
      const oldIrql = runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeStallExecutionProcessor(20_000);
      runtime.KeReleaseSpinLock(lockAt(0), oldIrql);
    },
    stop: "0x133 long-hold",
    message: /longer than the 5 ms that are allowed/,
  },
  {
    name: "a DPC that runs too long",
    work: () => {
      configureVerifier({ hold: 5 });
      const dpc = new runtime.KDPC();
      runtime.KeInitializeDpc(dpc, () => {
        runtime.KeStallExecutionProcessor(20_000);
      });
      runtime.KeInsertQueueDpc(dpc);
    },
    stop: "0x133 long-hold",
    message: /a DPC ran for/,
  },
  {
    name: "a DPC that returns at another level",
    work: () => {
      const dpc = new runtime.KDPC();
      runtime.KeInitializeDpc(dpc, () => {
        runtime.KeRaiseIrql(5);
      });
      runtime.KeInsertQueueDpc(dpc);
    },
    stop: "0xc8 irql-not-restored",
    message: /a DPC was entered at DISPATCH_LEVEL and returned at level 5/,
  },
  {
    name: "a DPC that lowers what it did not raise",
    work: () => {
      const dpc = new runtime.KDPC();
      runtime.KeInitializeDpc(dpc, () => {
        runtime.KeLowerIrql(0);
      });
      runtime.KeInsertQueueDpc(dpc);
    },
    stop: "none wrong-irql-restored",
    message: /which no raise of this routine has made/,
  },
  {
    name: "a DPC that returns with a lock held",
    work: () => {
      const dpc = new runtime.KDPC();
      runtime.KeInitializeDpc(dpc, () => {
        runtime.KeAcquireSpinLockAtDpcLevel(lockAt(0));
      });
      runtime.KeInsertQueueDpc(dpc);
    },
    stop: "0xc8 unreleased-spin-lock",
    message: /a DPC returned with 1 more held/,
  },
  {
    name: "a service routine that returns at another level",
    work: () => {
      const { system } = line(0, () => {
        runtime.KeRaiseIrql(9);
        return true;
      });
      runtime.requestInterrupt(system, 0);
    },
    stop: "0xc4/0x111 irql-not-restored",
    message: /a service routine was entered at level 5 and returned at level 9/,
  },
  {
    name: "an executive spin lock in a service routine",
    work: () => {
      const { system } = line(1, () => {
        runtime.KeAcquireSpinLock(lockAt(0));
        return true;
      });
      runtime.requestInterrupt(system, 1);
    },
    stop: "0xc4/0x42 irql-too-high",
    message: /but the level is level 5/,
  },
  {
    name: "a work item that returns with a lock held",
    work: () => {
      const item = runtime.IoAllocateWorkItem({});
      if (item === null) throw new Error("no item");
      runtime.IoQueueWorkItem(
        item,
        () => {
          runtime.KeAcquireSpinLock(lockAt(0));
        },
        runtime.DelayedWorkQueue,
      );
      runtime.idleProcessor(() => false, 5);
    },
    stop: "0xc8 unreleased-spin-lock",
    message: /a work item returned with 1 more held/,
  },
  {
    name: "memory freed in which a held lock lies",
    work: () => {
      const block = runtime.ExAllocatePool2(runtime.POOL_FLAG_NON_PAGED, 64, 1) as SharedArrayBuffer;
      runtime.KeAcquireSpinLock(new runtime.KSPIN_LOCK(block));
      runtime.ExFreePoolWithTag(block, 1);
    },
    stop: "0xc4/0x100b no rule",
    message: /frees memory in which the lock at byte 0/,
  },
  {
    name: "a lock initialised while it is held",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.KeInitializeSpinLock(lockAt(0));
    },
    stop: "0xc4/0x1005 no rule",
    message: /while this worker holds it/,
  },
  {
    name: "a lock in pageable memory",
    work: () => new runtime.KSPIN_LOCK(new ArrayBuffer(64) as never),
    stop: "0xc4/0xe1 pageable-spin-lock",
    message: /pageable memory/,
  },
  {
    name: "paged memory allocated under a lock",
    work: () => {
      runtime.KeAcquireSpinLock(lockAt(0));
      runtime.ExAllocatePool2(runtime.POOL_FLAG_PAGED, 64, 1);
    },
    stop: "0xc4/0x1 irql-too-high",
    message: /`ExAllocatePool2`/,
  },
  {
    name: "a block freed twice",
    work: () => {
      const block: unknown = runtime.ExAllocatePool2(runtime.POOL_FLAG_NON_PAGED, 64, 1);
      runtime.ExFreePoolWithTag(block, 1);
      runtime.ExFreePoolWithTag(block, 1);
    },
    stop: "0xc2 no rule",
    message: /freed before/,
  },
];

/** An interrupt line of this worker's own machine. */
function line(vector: number, service: () => boolean): runtime.KINTERRUPT {
  return runtime.IoConnectInterrupt(service, null, null, vector, 5);
}

describe("a violation", () => {
  testMistakes(MISTAKES);
});
