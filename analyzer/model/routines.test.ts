import { describe, expect, it } from "vitest";
import { printContract } from "../contract/print-contract.js";
import { model } from "./model.js";
import { rowsByName } from "./rows.js";
import { WDK_TABLE } from "../contract/wdk-table.js";

const printed = (name: string): string => {
  const contract = model().builtin(name);
  return contract === undefined ? "unknown" : printContract(contract);
};

/** Every routine of `irql/runtime`, with the facts of its DDI page. */
const RUNTIME: Readonly<Record<string, string>> = {
  KeGetCurrentIrql: "irql * -> same; returns the level",
  KeRaiseIrql: "irql * -> arg0; saves return",
  KfRaiseIrql: "irql * -> arg0; saves return",
  KeRaiseIrqlToDpcLevel: "irql 0..2 -> 2; saves return",
  KeLowerIrql: "irql * -> restored from arg0",
  KfLowerIrql: "irql * -> restored from arg0",

  KeInitializeSpinLock: "irql * -> same; init arg0 (ordinary, raise)",
  KeAcquireSpinLock: "irql 0..2 -> 2; saves return; +arg0 (ordinary, raise)",
  KeAcquireSpinLockRaiseToDpc: "irql 0..2 -> 2; saves return; +arg0 (ordinary, raise)",
  KeReleaseSpinLock: "irql 2 -> restored from arg1; -arg0 (ordinary, raise)",
  KeAcquireSpinLockAtDpcLevel: "irql 2..15 -> same; +arg0 (ordinary, dpc)",
  KeReleaseSpinLockFromDpcLevel: "irql 2..15 -> same; -arg0 (ordinary, dpc)",
  KefAcquireSpinLockAtDpcLevel: "irql 2..15 -> same; +arg0 (ordinary, kef)",
  KefReleaseSpinLockFromDpcLevel: "irql 2..15 -> same; -arg0 (ordinary, kef)",
  KeTryToAcquireSpinLockAtDpcLevel: "irql 2..15 -> same; ?+arg0 (ordinary, dpc) when return",
  KeTestSpinLock: "irql * -> same; test arg0 (ordinary, raise)",
  KeAcquireSpinLockForDpc: "irql 0..2 -> 2; saves return; +arg0 (ordinary, forDpc)",
  KeReleaseSpinLockForDpc: "irql 2 -> restored from arg1; -arg0 (ordinary, forDpc)",

  KeAcquireInStackQueuedSpinLock: "irql 0..2 -> 2; saves arg1.#irql; +arg0 by arg1 (queued, raise)",
  KeReleaseInStackQueuedSpinLock: "irql 2 -> restored from arg0.#irql; -lock of arg0 (queued, raise)",
  KeAcquireInStackQueuedSpinLockAtDpcLevel: "irql 2..15 -> same; +arg0 by arg1 (queued, dpc)",
  KeReleaseInStackQueuedSpinLockFromDpcLevel: "irql 2..15 -> same; -lock of arg0 (queued, dpc)",
  KeAcquireInStackQueuedSpinLockForDpc: "irql 0..2 -> 2; saves arg1.#irql; +arg0 by arg1 (queued, forDpc)",
  KeReleaseInStackQueuedSpinLockForDpc: "irql 2 -> restored from arg0.#irql; -lock of arg0 (queued, forDpc)",

  ExAcquireSpinLockShared: "irql 0..2 -> 2; saves return; +arg0 (reader-writer-shared, raise)",
  ExReleaseSpinLockShared: "irql 2 -> restored from arg1; -arg0 (reader-writer-shared, raise)",
  ExAcquireSpinLockExclusive: "irql 0..2 -> 2; saves return; +arg0 (reader-writer-exclusive, raise)",
  ExReleaseSpinLockExclusive: "irql 2 -> restored from arg1; -arg0 (reader-writer-exclusive, raise)",
  ExAcquireSpinLockSharedAtDpcLevel: "irql 2..15 -> same; +arg0 (reader-writer-shared, dpc)",
  ExReleaseSpinLockSharedFromDpcLevel: "irql 2..15 -> same; -arg0 (reader-writer-shared, dpc)",
  ExAcquireSpinLockExclusiveAtDpcLevel: "irql 2..15 -> same; +arg0 (reader-writer-exclusive, dpc)",
  ExReleaseSpinLockExclusiveFromDpcLevel: "irql 2..15 -> same; -arg0 (reader-writer-exclusive, dpc)",
  ExTryAcquireSpinLockSharedAtDpcLevel: "irql 2..15 -> same; ?+arg0 (reader-writer-shared, dpc) when return",
  ExTryAcquireSpinLockExclusiveAtDpcLevel: "irql 2..15 -> same; ?+arg0 (reader-writer-exclusive, dpc) when return",
  ExTryConvertSharedSpinLockExclusive: "irql 2 -> same; ^arg0 (reader-writer-exclusive, raise) when return",

  IoAcquireCancelSpinLock: "irql 0..2 -> 2; saves return; +cancel (cancel, raise)",
  IoReleaseCancelSpinLock: "irql 2 -> restored from arg0; -cancel (cancel, raise)",

  KeInitializeDpc: "irql * -> same; calls arg1 later as KDEFERRED_ROUTINE",
  KeInitializeThreadedDpc: "irql * -> same; calls arg1 later as KDEFERRED_ROUTINE (threaded)",
  KeInsertQueueDpc: "irql * -> same",
  KeRemoveQueueDpc: "irql * -> same",
  KeSetTargetProcessorDpc: "irql * -> same",
  KeSetImportanceDpc: "irql * -> same",
  KeFlushQueuedDpcs: "irql 0..1 -> same; may block",

  KeInitializeTimer: "irql 0..2 -> same",
  KeInitializeTimerEx: "irql 0..2 -> same",
  KeSetTimer: "irql 0..2 -> same",
  KeSetTimerEx: "irql 0..2 -> same",
  KeCancelTimer: "irql 0..2 -> same",

  IoConnectInterrupt: "irql 0 -> same; calls arg0 later as KSERVICE_ROUTINE",
  IoDisconnectInterrupt: "irql 0 -> same",
  KeAcquireInterruptSpinLock: "irql 0..12 -> 3..12; saves return; +arg0 (interrupt, raise)",
  KeReleaseInterruptSpinLock: "irql 3..12 -> restored from arg1; -arg0 (interrupt, raise)",
  KeSynchronizeExecution:
    "irql 0..12 -> same; +-arg0 (interrupt, raise); calls arg1 now as KSYNCHRONIZE_ROUTINE at 3..12",

  KeInitializeEvent: "irql * -> same",
  KeSetEvent: "irql 0..2 -> same; when arg2 != false: irql 0..1",
  KeClearEvent: "irql 0..2 -> same",
  KeResetEvent: "irql 0..2 -> same",
  KeReadStateEvent: "irql 0..2 -> same",
  KeWaitForSingleObject:
    "irql 0..2 -> same; may block; when arg4 != 0: irql 0..1, may block; when arg4 == 0: irql 0..2, does not block",
  KeDelayExecutionThread: "irql 0..1 -> same; may block",
  KeStallExecutionProcessor: "irql * -> same",

  IoAllocateWorkItem: "irql 0..2 -> same",
  IoQueueWorkItem: "irql 0..2 -> same; calls arg1 later as IO_WORKITEM_ROUTINE",
  IoFreeWorkItem: "irql 0..2 -> same",

  ExAllocatePool2: "irql 0..2 -> same; when arg0 has POOL_FLAG_PAGED: irql 0..1",
  ExFreePoolWithTag: "irql 0..2 -> same",
};

/** Other families; one routine for each way in which a row can differ. */
const OTHERS: Readonly<Record<string, string>> = {
  NDIS_RAISE_IRQL_TO_DISPATCH: "irql 0..2 -> 2; saves return",
  NdisAcquireSpinLock: "irql 0..2 -> 2; saves arg0.#irql; +arg0 (ndis, raise)",
  NdisReleaseSpinLock: "irql 2 -> restored from arg0.#irql; -arg0 (ndis, raise)",
  NdisDprAcquireSpinLock: "irql 2..15 -> same; +arg0 (ndis, dpc)",
  NdisDprReleaseSpinLock: "irql 2..15 -> same; -arg0 (ndis, dpc)",
  NdisAcquireRWLockRead:
    "irql 0..2 -> 2; saves arg1.#irql; +arg0 by arg1 (ndis-rw-read, raise); " +
    "when arg2 has NDIS_RWL_AT_DISPATCH_LEVEL: irql 2, -> same",
  NdisReleaseRWLock: "irql 2 -> restored from arg1.#irql; -arg0 by arg1 (ndis-rw-write/ndis-rw-read, raise)",
  WdfSpinLockCreate: "irql 0..2 -> same; init return (wdf, raise)",
  WdfSpinLockAcquire: "irql 0..2 -> 2; saves arg0.#irql; +arg0 (wdf, raise)",
  WdfSpinLockRelease: "irql 2 -> restored from arg0.#irql; -arg0 (wdf, raise)",
  WdfInterruptAcquireLock: "irql 0..12 -> 3..12; saves arg0.#irql; +arg0 (interrupt, raise)",
  WdfRequestSend:
    "irql 0..2 -> same; no spin lock held; " +
    "when arg2.Flags has WDF_REQUEST_SEND_OPTION_SYNCHRONOUS: irql 0, may block",
  VideoPortAcquireSpinLock: "irql 0..2 -> 2; saves return; +arg1 (ordinary, raise)",
  VideoPortReleaseSpinLock: "irql 2 -> restored from arg2; -arg1 (ordinary, raise)",
  VideoPortAcquireSpinLockAtDpcLevel: "irql 2..15 -> same; +arg1 (ordinary, dpc)",
  StorPortAcquireSpinLock: "irql * -> 2..12; saves arg3.#irql; +arg1 by arg3 (other, raise)",
  StorPortReleaseSpinLock: "irql * -> restored from arg1.#irql; -lock of arg1 (other, raise)",
  IoAcquireVpbSpinLock: "irql 0..2 -> 2; saves return; +vpb (vpb, raise)",
  IoCancelIrp: "irql 0..2 -> same; +-cancel (cancel, raise)",
  ExInterlockedInsertHeadList: "irql * -> same; +-arg2 (ordinary, raise)",
  ExAcquireFastMutex: "irql 0..1 -> 1; saves arg0.#irql; may block",
  ExTryToAcquireFastMutex: "irql 0..1 -> 1; saves arg0.#irql; when return: -> 1; when !return: -> same",
  IoCompleteRequest: "irql 0..2 -> same; no spin lock held",
  IoCallDriver: "irql 0..2 -> same; no spin lock held",
  IoStartNextPacket: "irql 2 -> same; no spin lock held",
  IoRequestDpc: "irql 3..12 -> same",
  KeIpiGenericCall: "irql 0..13 -> same; calls arg0 now as KIPI_BROADCAST_WORKER at 14",
  KeExpandKernelStackAndCallout: "irql 0..1 -> same; calls arg0 now; may block",
  IoInitializeDpcRequest: "irql * -> same; calls arg1 later as IO_DPC_ROUTINE",
  IoSetCompletionRoutine: "irql 0..2 -> same; calls arg1 later as IO_COMPLETION_ROUTINE",
  IoSetCompletionRoutineEx: "irql 0..2 -> same; calls arg2 later as IO_COMPLETION_ROUTINE",
  IoSetCancelRoutine: "irql 0..2 -> same; calls arg1 later as DRIVER_CANCEL",
  PsCreateSystemThread: "irql 0 -> same; calls arg3 later as KSTART_ROUTINE",
  ExAllocatePoolWithTag: "irql 0..2 -> same; when arg0 has PagedPool: irql 0..1",
  ZwClose: "irql 0 -> same",
  RtlCopyMemory: "irql * -> same",
};

describe("contracts of WDK routines", () => {
  it.each(Object.entries({ ...RUNTIME, ...OTHERS }))("%s", (name, line) => {
    expect(printed(name)).toBe(line);
  });

  it("knows where a level is not told", () => {
    const book = model();
    expect(book.builtin("KeTestSpinLock")?.statesLevel).toBe(false);
    expect(book.builtin("KeGetCurrentIrql")?.statesLevel).toBe(false);
    expect(book.builtin("KeReleaseSpinLock")?.statesLevel).toBe(true);
  });

  it("names the page of the reference", () => {
    const book = model();
    expect(book.builtin("KeSetEvent")?.source).toBe("wdk-ddi-src/content/wdm/nf-wdm-kesetevent.md");
    expect(book.builtin("IofCompleteRequest")?.source).toBe("wdk-ddi-src/content/wdm/nf-wdm-iocompleterequest.md");
  });

  it("knows no routine that the WDK does not have", () => {
    const book = model();
    expect(book.builtin("keacquirespinlock")).toBeUndefined();
    expect(book.builtin("constructor")).toBeUndefined();
    expect(book.byKey.get("KeAcquireSpinLockForFun")).toBeUndefined();
  });

  it("gives the same contract by key, and can list all", () => {
    const book = model();
    expect(book.byKey.get("KeSetTimer")).toBe(book.builtin("KeSetTimer"));
    expect(book.byKey.size).toBeGreaterThan(1328);
    expect([...book.byKey.values()].every((contract) => contract.requires !== 0)).toBe(true);
  });
});

describe("the routine table", () => {
  it("has every routine once, in order", () => {
    const names = [...rowsByName(WDK_TABLE).keys()];
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
    expect(WDK_TABLE.trim().split("\n")).toHaveLength(names.length);
  });

  it("gives every callback a role that is known, or the level of its caller", () => {
    const book = model();
    for (const contract of book.byKey.values()) {
      for (const { role, when } of contract.callbacks) {
        if (role === undefined) expect(when, contract.name).toBe("now");
        else expect(book.role(role)?.name, contract.name).toBe(role);
      }
    }
  });

  it("pairs every acquire that raises with a place for the level from before", () => {
    for (const contract of model().byKey.values()) {
      const raises = contract.level.kind === "raise";
      if (raises) expect(contract.saves, contract.name).toBeDefined();
    }
  });
});
