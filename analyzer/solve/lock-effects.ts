import type { LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { acquireLock, convertLock, heldByHandle, releaseLock, type Held } from "../domain/held.js";
import { rootPath, type Path } from "../domain/path.js";
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

/** The case after one effect on a lock. */
export const applyLock = (state: Case, call: ContractCall, effect: LockEffect): Case => {
  const change = lockChange(state, call, effect);
  if (!change) return state;
  switch (effect.operation) {
    case "acquire":
    case "try":
      return { ...state, locks: acquireLock(state.locks, change) };
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
