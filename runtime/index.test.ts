import { afterEach, describe, expect, it, vi } from "vitest";
import * as runtime from "./index.js";
import { nameOfIdentity, processorIdentity, unattachedIdentity } from "./identity.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The families of routines that drivers use, as the WDK names them. */
const ROUTINES = `
  KeGetCurrentIrql KeRaiseIrql KfRaiseIrql KeRaiseIrqlToDpcLevel KeLowerIrql KfLowerIrql
  KeInitializeSpinLock KeAcquireSpinLock KeAcquireSpinLockRaiseToDpc KeReleaseSpinLock KeAcquireSpinLockAtDpcLevel
  KeReleaseSpinLockFromDpcLevel KefAcquireSpinLockAtDpcLevel KefReleaseSpinLockFromDpcLevel
  KeTryToAcquireSpinLockAtDpcLevel KeTestSpinLock KeAcquireSpinLockForDpc KeReleaseSpinLockForDpc
  KeAcquireInStackQueuedSpinLock KeReleaseInStackQueuedSpinLock KeAcquireInStackQueuedSpinLockAtDpcLevel
  KeReleaseInStackQueuedSpinLockFromDpcLevel KeAcquireInStackQueuedSpinLockForDpc KeReleaseInStackQueuedSpinLockForDpc
  ExAcquireSpinLockShared ExReleaseSpinLockShared ExAcquireSpinLockExclusive ExReleaseSpinLockExclusive
  ExAcquireSpinLockSharedAtDpcLevel ExReleaseSpinLockSharedFromDpcLevel ExAcquireSpinLockExclusiveAtDpcLevel
  ExReleaseSpinLockExclusiveFromDpcLevel ExTryAcquireSpinLockSharedAtDpcLevel
  ExTryAcquireSpinLockExclusiveAtDpcLevel ExTryConvertSharedSpinLockExclusive
  IoAcquireCancelSpinLock IoReleaseCancelSpinLock
  KeInitializeDpc KeInitializeThreadedDpc KeInsertQueueDpc KeRemoveQueueDpc KeSetTargetProcessorDpc
  KeSetImportanceDpc KeFlushQueuedDpcs
  KeInitializeTimer KeInitializeTimerEx KeSetTimer KeSetTimerEx KeCancelTimer
  IoConnectInterrupt IoDisconnectInterrupt KeAcquireInterruptSpinLock KeReleaseInterruptSpinLock
  KeSynchronizeExecution requestInterrupt
  KeInitializeEvent KeSetEvent KeClearEvent KeResetEvent KeReadStateEvent KeWaitForSingleObject
  KeDelayExecutionThread KeStallExecutionProcessor
  IoAllocateWorkItem IoQueueWorkItem IoFreeWorkItem ExAllocatePool2 ExFreePoolWithTag
`;

describe("the package's surface", () => {
  it.each(ROUTINES.trim().split(/\s+/))("has %s", (name) => {
    expect(runtime).toHaveProperty(name, expect.any(Function));
  });

  it("has the levels of x64", () => {
    const { PASSIVE_LEVEL, LOW_LEVEL, APC_LEVEL, DISPATCH_LEVEL, DPC_LEVEL } = runtime;
    const { SYNCH_LEVEL, CLOCK_LEVEL, IPI_LEVEL, HIGH_LEVEL } = runtime;
    expect([PASSIVE_LEVEL, LOW_LEVEL, APC_LEVEL, DISPATCH_LEVEL, DPC_LEVEL]).toEqual([0, 0, 1, 2, 2]);
    expect([SYNCH_LEVEL, CLOCK_LEVEL, IPI_LEVEL, HIGH_LEVEL]).toEqual([12, 13, 14, 15]);
  });
});

describe("a worker's identity in locks", () => {
  it("is the thread's number where the host tells it, the processor's where it is attached", () => {
    expect(unattachedIdentity()).toMatchObject({ exact: true });
    expect(nameOfIdentity(unattachedIdentity().id)).toMatch(/^thread \d+$/);
    expect(nameOfIdentity(processorIdentity(3).id)).toBe("processor 3");
  });

  it("is random, and never taken for proof, in a browser", () => {
    vi.stubGlobal("process", undefined);
    const { id, exact } = unattachedIdentity();
    expect([exact, id >= 0x8000, id < 0xffff]).toEqual([false, true, true]);
  });
});
