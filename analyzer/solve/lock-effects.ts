import type { LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { Level } from "../domain/level.js";
import { acquireLock, convertLock, heldByHandle, releaseLock, type Held } from "../domain/held.js";
import { rootPath, type Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import type { CallEvent } from "./call-event.js";
import { valueAt, type ContractCall } from "./contract-call.js";

const lockPath = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  if (!effect.lock) return undefined;
  const value = valueAt(state, call, effect.lock);
  return value.kind === "place" ? value.path : undefined;
};

const handleText = (state: Case, call: ContractCall, effect: LockEffect): string | undefined => {
  if (!effect.handle) return undefined;
  const value = valueAt(state, call, effect.handle);
  return value.kind === "place" ? value.path.text : undefined;
};

/** The lock that an effect is about; for a release by handle, the lock that was taken with it. */
export const lockOfContract = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  const path = lockPath(state, call, effect);
  if (path) return path;
  const handle = handleText(state, call, effect);
  if (handle === undefined) return undefined;
  const taken = effect.lock ? undefined : heldByHandle(state.locks, handle);
  return taken?.path ?? rootPath(`value:lock of ${handle.replaceAll("|", ".")}`);
};

const lockChange = (
  state: Case,
  call: ContractCall,
  effect: LockEffect,
): Omit<Held, "balance" | "maybe"> | undefined => {
  const path = lockOfContract(state, call, effect);
  const handle = handleText(state, call, effect);
  return path && { path, family: effect.family, form: effect.form, handle, span: call.operation.span };
};

/** What one effect on a lock is to rules; undefined where the lock is not known, or is only looked at. */
export const lockEvent = (
  state: Case,
  call: ContractCall,
  effect: LockEffect,
  restored: { readonly level: Level; readonly value: Value } | undefined,
): CallEvent | undefined => {
  const change = lockChange(state, call, effect);
  if (!change) return undefined;
  const { path: lock, family, form, handle } = change;
  const held = state.locks.get(lock.text);
  const told = { lock, family, form, handle, held };
  switch (effect.operation) {
    case "acquire":
    case "try":
      return { kind: "acquire", ...told, tries: effect.operation === "try" };
    case "release":
      return { kind: "release", ...told, also: effect.also ?? [], restored: restored?.level, value: restored?.value };
    case "convert":
      return { kind: "convert", ...told };
    case "init":
    case "internal":
      return { kind: effect.operation, lock, family };
    case "test":
      return undefined;
  }
};

/** The case after one effect on a lock. */
export const applyLock = (state: Case, call: ContractCall, effect: LockEffect): Case => {
  const change = lockChange(state, call, effect);
  if (!change) return state;
  switch (effect.operation) {
    case "acquire":
      return { ...state, locks: acquireLock(state.locks, change) };
    case "try":
      return { ...state, locks: acquireLock(state.locks, { ...change, tries: true }) };
    case "release":
      return { ...state, locks: releaseLock(state.locks, change) };
    case "convert":
      return { ...state, locks: convertLock(state.locks, change) };
    case "init":
    case "test":
    case "internal":
      return state;
  }
};
