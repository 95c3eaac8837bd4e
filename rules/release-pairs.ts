import type { LockFamily, LockForm } from "../analyzer/contract/contract.js";
import { sameLevel, levelSet } from "../analyzer/domain/level.js";
import { DISPATCH_LEVEL, exactly } from "../analyzer/domain/level-set.js";
import type { CallEvent } from "../analyzer/solve/call-event.js";

/** How a lock was taken. */
export interface Taken {
  readonly family: LockFamily;
  readonly form: LockForm;
  readonly tried?: boolean;
}

type Release = Extract<CallEvent, { kind: "release" }>;

/** A try-acquire leaves the level at `DISPATCH_LEVEL`: the release that restores a level may restore that. */
const endsTry = ({ family, tried = false }: Taken, release: Release): boolean =>
  tried &&
  family === "ordinary" &&
  release.form === "raise" &&
  release.restored !== undefined &&
  sameLevel(release.restored, levelSet(exactly(DISPATCH_LEVEL)));

/** Whether the release is the counterpart of the routine that took the lock; a contract that names no routine fits every one. */
export const isPairOf = (taken: Taken, release: Release): boolean => {
  if (taken.family === "other" || release.family === "other") return true;
  if (taken.family !== release.family && !release.also.includes(taken.family)) return false;
  return taken.form === release.form || endsTry(taken, release);
};

const RELEASES: Readonly<Partial<Record<LockFamily, Readonly<Partial<Record<LockForm, string>>>>>> = {
  ordinary: {
    raise: "KeReleaseSpinLock",
    dpc: "KeReleaseSpinLockFromDpcLevel",
    kef: "KefReleaseSpinLockFromDpcLevel",
    forDpc: "KeReleaseSpinLockForDpc",
  },
  queued: {
    raise: "KeReleaseInStackQueuedSpinLock",
    dpc: "KeReleaseInStackQueuedSpinLockFromDpcLevel",
    forDpc: "KeReleaseInStackQueuedSpinLockForDpc",
  },
  "reader-writer-shared": { raise: "ExReleaseSpinLockShared", dpc: "ExReleaseSpinLockSharedFromDpcLevel" },
  "reader-writer-exclusive": { raise: "ExReleaseSpinLockExclusive", dpc: "ExReleaseSpinLockExclusiveFromDpcLevel" },
  interrupt: { raise: "KeReleaseInterruptSpinLock" },
  cancel: { raise: "IoReleaseCancelSpinLock" },
  ndis: { raise: "NdisReleaseSpinLock", dpc: "NdisDprReleaseSpinLock" },
  wdf: { raise: "WdfSpinLockRelease" },
  vpb: { raise: "IoReleaseVpbSpinLock" },
};

/** The routine that releases a lock taken so, where there is one that every driver uses. */
export const releaseFor = ({ family, form }: Taken): string | undefined => RELEASES[family]?.[form];
