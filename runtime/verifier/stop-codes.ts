// Which bug check and which static rule belong to a violation. Codes and subcodes: windows-driver-docs-pr/debugger/
// bug-check-0x*.md and devtest/*.md. Where Windows has no code for it, there is none here.
import type { RuntimeErrorCode } from "../errors.js";

/** The numbers of one violation. */
export interface Facts {
  readonly routine: string;
  /** The level at the violation. */
  readonly irql: number;
  /** Byte offset of the lock or block. */
  readonly address: number;
  /** The level asked for, or found. */
  readonly newIrql: number;
  /** Milliseconds measured and allowed. */
  readonly measured: number;
  readonly allowed: number;
  /** The lock is nobody's and never was anybody's; or somebody else's. */
  readonly owner: "nobody" | "never anybody" | "another";
  /** The wait: none, for ever, or so long. */
  readonly timeout: "none" | "for ever" | "limited";
  /** The routine ended with locks held. */
  readonly locksHeld: boolean;
  /** This worker holds a lock. */
  readonly isHolding: boolean;
}

export interface StopCode {
  /** Null where Windows has no bug check for it. */
  readonly bugCheck: number | null;
  readonly name: string;
  readonly parameters: readonly [number, number, number, number];
  /** The static rule that finds it before the program runs; null where there is none. */
  readonly ruleId: string | null;
}

const NAMES: Readonly<Record<number, string>> = {
  0x9: "IRQL_NOT_GREATER_OR_EQUAL",
  0xa: "IRQL_NOT_LESS_OR_EQUAL",
  0xf: "SPIN_LOCK_ALREADY_OWNED",
  0x10: "SPIN_LOCK_NOT_OWNED",
  0xc2: "BAD_POOL_CALLER",
  0xc4: "DRIVER_VERIFIER_DETECTED_VIOLATION",
  0xc8: "IRQL_UNEXPECTED_VALUE",
  0x133: "DPC_WATCHDOG_VIOLATION",
};

const stop = (ruleId: string | null, bugCheck: number | null, ...parameters: readonly number[]): StopCode => {
  const [first = 0, second = 0, third = 0, fourth = 0] = parameters;
  const name = bugCheck === null ? "no bug check of Windows" : (NAMES[bugCheck] ?? "");
  return { bugCheck, name, parameters: [first, second, third, fourth], ruleId };
};

/** Subcodes of 0xC4 for a routine above its highest level. Others are 0xA. */
const TOO_HIGH: Readonly<Record<string, number>> = {
  KeAcquireSpinLock: 0x42,
  KeSetTimerEx: 0x20011,
  KeCancelTimer: 0x20011,
  KeResetEvent: 0x20011,
  KeDelayExecutionThread: 0x2000f,
  IoConnectInterrupt: 0x2000b,
};

/** Subcodes of 0xC4 for a routine below DISPATCH_LEVEL. Others are 0x9. */
const TOO_LOW: Readonly<Record<string, number>> = {
  KeAcquireSpinLockAtDpcLevel: 0x40,
  KeReleaseSpinLockFromDpcLevel: 0x41,
  KeReleaseSpinLock: 0x32,
  KeReleaseInStackQueuedSpinLock: 0x36,
};

const WAITS = { none: 0, "for ever": 0x121, limited: 0x122 } as const;
const DISPATCH = 2;

const tooHigh = ({ routine, irql, address, timeout }: Facts): StopCode => {
  if (timeout !== "none" || routine === "KeWaitForSingleObject")
    return stop("blocking-call-at-dispatch", 0xc4, irql > DISPATCH ? 0x120 : WAITS[timeout], irql);
  if (routine === "KeSetEvent") return stop("irql-too-high", 0xc4, irql > DISPATCH ? 0x80 : 0x20016, irql);
  if (routine === "ExAllocatePool2") return stop("irql-too-high", 0xc4, irql > DISPATCH ? 0x02 : 0x01, irql);
  const subcode = TOO_HIGH[routine];
  const ruleId = routine === "KeDelayExecutionThread" ? "blocking-call-at-dispatch" : "irql-too-high";
  return subcode === undefined ? stop(ruleId, 0xa, 0, irql) : stop(ruleId, 0xc4, subcode, irql, address);
};

const isRelease = (routine: string): boolean => routine.includes("Release");

const ruleTooLow = ({ routine, isHolding }: Facts): string => {
  if (routine.endsWith("DpcLevel")) return "uncertain-at-dpc-level";
  return isRelease(routine) && !isHolding ? "release-unheld" : "irql-too-low";
};

const tooLow = (facts: Facts): StopCode => {
  const { routine, irql, address } = facts;
  const subcode = TOO_LOW[routine];
  const ruleId = ruleTooLow(facts);
  return subcode === undefined ? stop(ruleId, 0x9) : stop(ruleId, 0xc4, subcode, irql, address);
};

const CHANGES: Readonly<Record<string, readonly [ruleId: string, subcode: number]>> = {
  KeRaiseIrql: ["invalid-irql-change", 0x30],
  KeLowerIrql: ["invalid-irql-change", 0x31],
};

const invalidChange = (facts: Facts): StopCode => {
  const { routine, irql, newIrql } = facts;
  const [ruleId, subcode] = CHANGES[routine] ?? ["", 0];
  if (subcode !== 0) return stop(ruleId, 0xc4, subcode, irql, newIrql);
  if (irql !== DISPATCH && routine === "KeReleaseSpinLock") return stop("irql-too-high", 0xc4, 0x32, irql);
  return wrongRestored(facts);
};

const wrongRestored = ({ routine }: Facts): StopCode => {
  if (routine === "IoReleaseCancelSpinLock") return stop("cancel-routine-irql", null);
  return routine === "KeReleaseSpinLock"
    ? stop("wrong-irql-restored", 0xc4, 0x20015)
    : stop("wrong-irql-restored", null);
};

const notOwned = ({ address, owner, irql }: Facts): StopCode => {
  if (owner === "another") return stop("release-unheld", 0xc4, 0x1004, address);
  return owner === "nobody" ? stop("release-unheld", 0x10) : stop("release-unheld", 0xc4, 0x1007, address, irql);
};

/** `(current << 16) | (expected << 8)`, as 0xC8 packs them. */
const unexpected = ({ irql, newIrql, locksHeld }: Facts): StopCode =>
  stop(locksHeld ? "unreleased-spin-lock" : "irql-not-restored", 0xc8, (newIrql << 16) | (irql << 8));

const BY_CODE: Readonly<Partial<Record<RuntimeErrorCode, (facts: Facts) => StopCode>>> = {
  IRQL_TOO_HIGH: tooHigh,
  IRQL_TOO_LOW: tooLow,
  INVALID_IRQL: invalidChange,
  WRONG_IRQL_RESTORED: wrongRestored,
  IRQL_NOT_RESTORED: (facts) =>
    facts.routine === "service routine"
      ? stop("irql-not-restored", 0xc4, 0x111, 0, facts.irql, facts.newIrql)
      : unexpected(facts),
  LOCK_NOT_RELEASED: unexpected,
  SPIN_LOCK_MIXED_USE: ({ routine, address }) =>
    stop("mixed-spin-lock-use", 0xc4, isRelease(routine) ? 0x1009 : 0x1008, address),
  MISMATCHED_RELEASE: ({ address }) => stop("mismatched-release", 0xc4, 0x1009, address),
  SPIN_LOCK_NOT_OWNED: notOwned,
  SPIN_LOCK_RECURSION: ({ routine, address }) =>
    routine.includes("Shared") ? stop("double-acquire", 0xc4, 0x1000, address) : stop("double-acquire", 0xf, address),
  LOCK_AT_LOWER_LEVEL: ({ address }) => stop("invalid-irql-change", 0xf, address),
  QUEUE_HANDLE_IN_USE: () => stop("lock-handle-misuse", 0xc4, 0x40006),
  QUEUE_HANDLE_NOT_HELD: () => stop("lock-handle-misuse", 0xc4, 0x40007),
  LOCK_ORDER: ({ address }) => stop("lock-order-inversion", 0xc4, 0x1001, address),
  SPIN_LOCK_DEADLOCK: ({ address }) => stop("lock-order-inversion", 0xc4, 0x1001, address),
  RELEASE_ORDER: ({ address }) => stop("irql-too-low", 0xc4, 0x1003, address),
  HELD_TOO_LONG: ({ measured, allowed }) => stop("long-hold", 0x133, 1, measured, allowed),
  DPC_TOO_LONG: ({ measured, allowed }) => stop("long-hold", 0x133, 0, measured, allowed),
  RAISED_IN_EVENT_LOOP: ({ irql }) => stop("suspend-at-dispatch", 0xc8, irql << 16),
  LOCK_INITIALIZED_WHILE_HELD: ({ address }) => stop(null, 0xc4, 0x1005, address),
  LOCK_FREED_WHILE_HELD: ({ address }) => stop(null, 0xc4, 0x100b, address),
  PAGEABLE_STORAGE: ({ irql }) => stop("pageable-spin-lock", 0xc4, 0xe1, 0, irql),
  BAD_POOL_CALLER: () => stop(null, 0xc2),
};

/** The bug check of an error, or undefined where the error is no violation of a rule for drivers. */
export const stopCodeOf = (code: RuntimeErrorCode, facts: Facts): StopCode | undefined => BY_CODE[code]?.(facts);
