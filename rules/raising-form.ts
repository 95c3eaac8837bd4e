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
};

export const raisingForm = (routine: string): string | undefined => RAISING_FORMS[routine];
