/** The routine that raises by itself, for each that relies on the level. Try-acquires have none. */
const RAISING_FORMS: Readonly<Record<string, string>> = {
  KeAcquireSpinLockAtDpcLevel: "KeAcquireSpinLock",
  KeReleaseSpinLockFromDpcLevel: "KeReleaseSpinLock",
  KefAcquireSpinLockAtDpcLevel: "KeAcquireSpinLock",
  KefReleaseSpinLockFromDpcLevel: "KeReleaseSpinLock",
  KeAcquireInStackQueuedSpinLockAtDpcLevel: "KeAcquireInStackQueuedSpinLock",
  KeReleaseInStackQueuedSpinLockFromDpcLevel: "KeReleaseInStackQueuedSpinLock",
  ExAcquireSpinLockAtDpcLevel: "ExAcquireSpinLock",
  ExReleaseSpinLockFromDpcLevel: "ExReleaseSpinLock",
  ExAcquireSpinLockSharedAtDpcLevel: "ExAcquireSpinLockShared",
  ExReleaseSpinLockSharedFromDpcLevel: "ExReleaseSpinLockShared",
  ExAcquireSpinLockExclusiveAtDpcLevel: "ExAcquireSpinLockExclusive",
  ExReleaseSpinLockExclusiveFromDpcLevel: "ExReleaseSpinLockExclusive",
  NdisDprAcquireSpinLock: "NdisAcquireSpinLock",
  NdisDprReleaseSpinLock: "NdisReleaseSpinLock",
  NdisDprAcquireReadWriteLock: "NdisAcquireReadWriteLock",
  NdisDprReleaseReadWriteLock: "NdisReleaseReadWriteLock",
  VideoPortAcquireSpinLockAtDpcLevel: "VideoPortAcquireSpinLock",
  VideoPortReleaseSpinLockFromDpcLevel: "VideoPortReleaseSpinLock",
  SpinLockAtDpcLevelGuard: "SpinLockGuard",
  InStackQueuedSpinLockAtDpcLevelGuard: "InStackQueuedSpinLockGuard",
  SpinLockSharedAtDpcLevelGuard: "SpinLockSharedGuard",
  SpinLockExclusiveAtDpcLevelGuard: "SpinLockExclusiveGuard",
  withSpinLockAtDpcLevel: "withSpinLock",
  withInStackQueuedSpinLockAtDpcLevel: "withInStackQueuedSpinLock",
  withSpinLockSharedAtDpcLevel: "withSpinLockShared",
  withSpinLockExclusiveAtDpcLevel: "withSpinLockExclusive",
};

export const raisingForm = (routine: string): string | undefined => RAISING_FORMS[routine];

const RELYING_FORMS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(RAISING_FORMS)
    .filter(([relying]) => !relying.startsWith("Kef"))
    .map(([relying, raising]) => [raising, relying] as const),
  ["KeAcquireSpinLockRaiseToDpc", "KeAcquireSpinLockAtDpcLevel"],
]);

/** The routine that leaves the level alone, for each that raises and saves it. */
export const relyingForm = (routine: string): string | undefined => RELYING_FORMS.get(routine);
