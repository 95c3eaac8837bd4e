import type { LockEffect } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { Level } from "../domain/level.js";
import { convertLock, heldByHandle, isHeldHere, type Held, type HeldLocks, type LockStep } from "../domain/held.js";
import { rootPath, type Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import type { CallEvent } from "./call-event.js";
import { valueAt, type ContractCall } from "./contract-call.js";
import { initialise } from "./initialised.js";
import { giveLock, lockMeant, takeLock } from "./lock-steps.js";

const lockPath = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  if (!effect.lock) return undefined;
  const value = valueAt(state, call, effect.lock);
  if (value.kind === "place") return value.path;
  return call.site === "" ? undefined : rootPath(`value:${call.site}`);
};

const handleText = (state: Case, call: ContractCall, effect: LockEffect): string | undefined => {
  if (!effect.handle) return undefined;
  const value = valueAt(state, call, effect.handle);
  return value.kind === "place" ? value.path.text : undefined;
};

/** The name of what a handle releases, where the function has not taken a lock with it. */
export const lockOfHandle = (handle: string): Path => rootPath(`value:lock of ${handle.replaceAll("|", ".")}`);

/**
 * A handle that was made here and that no acquire was given releases nothing. That is reported, and the state goes on as if
 * the release had named the lock that was taken last.
 */
const lastTaken = (locks: HeldLocks, handle: string): Held | undefined => {
  if (!handle.startsWith("new:")) return undefined;
  const held = [...locks.values()].filter(isHeldHere);
  return held.findLast(({ family }) => family === "queued") ?? held.at(-1);
};

/** The lock that an effect is about; for a release by handle, the lock that was taken with it. */
export const lockOfContract = (state: Case, call: ContractCall, effect: LockEffect): Path | undefined => {
  const path = lockPath(state, call, effect);
  if (path) return effect.operation === "release" ? lockMeant(state, path, effect) : path;
  const handle = handleText(state, call, effect);
  if (handle === undefined) return undefined;
  const taken = effect.lock ? undefined : (heldByHandle(state.locks, handle) ?? lastTaken(state.locks, handle));
  return taken?.path ?? lockOfHandle(handle);
};

const lockChange = (
  state: Case,
  call: ContractCall,
  effect: LockEffect,
  restored: Level | undefined,
): LockStep | undefined => {
  const path = lockOfContract(state, call, effect);
  const handle = handleText(state, call, effect);
  const { family, form, operation } = effect;
  return path && { path, family, form, handle, span: call.operation.span, tried: operation === "try", restored };
};

/** What one effect on a lock is to rules; undefined where the lock is not known, or is only looked at. */
export const lockEvent = (
  state: Case,
  call: ContractCall,
  effect: LockEffect,
  restored: { readonly level: Level; readonly value: Value } | undefined,
): CallEvent | undefined => {
  const change = lockChange(state, call, effect, restored?.level);
  if (!change) return undefined;
  const { path: lock, family, form, handle } = change;
  const held = state.locks.get(lock.text);
  const told = { lock, family, form, handle, held };
  switch (effect.operation) {
    case "acquire":
    case "try":
      return { kind: "acquire", ...told, tries: effect.operation === "try", behind: [] };
    case "release":
      return {
        kind: "release",
        ...told,
        maybe: false,
        also: [...(effect.also ?? []), ...(held?.converted === true && held.lent ? [held.lent.family] : [])],
        restored: restored?.level,
        value: restored?.value,
      };
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
export const applyLock = (state: Case, call: ContractCall, effect: LockEffect, restored: Level | undefined): Case => {
  const change = lockChange(state, call, effect, restored);
  if (!change) return state;
  switch (effect.operation) {
    case "acquire":
    case "try":
      return takeLock(state, change);
    case "release":
      return giveLock(state, change);
    case "convert":
      return { ...state, locks: convertLock(state.locks, change) };
    case "init":
      return initialise(state, change.path);
    case "test":
    case "internal":
      return state;
  }
};
