import type { Contract, LockFamily, LockForm } from "../contract/contract.js";
import { rootPath, type Path } from "../domain/path.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { Span } from "../ir/span.js";
import { contractPath } from "../solve/contract-path.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { RootEntry } from "../summarize/root-entry.js";
import type { OuterLock } from "./outer-lock.js";
import type { SettledProgram } from "./settled-program.js";

/** Routines that get the interrupt, whose lock is held, as their first argument. */
const GETS_INTERRUPT: ReadonlySet<string> = new Set(["KSERVICE_ROUTINE", "KMESSAGE_SERVICE_ROUTINE"]);

const GLOBAL_LOCKS: ReadonlySet<LockFamily> = new Set(["cancel", "vpb"]);

const held = (path: Path, family: LockFamily, form: LockForm, span: Span, maybe = false): OuterLock => ({
  path,
  family,
  form,
  handle: undefined,
  maybe,
  span,
});

/** `@requiresLockHeld`, and `@releasesLock`: what is given back was held. */
const contractLocks = (contract: Contract, span: Span): OuterLock[] => {
  const needs = (contract.lockNeeds ?? []).flatMap(({ lock, held: isHeld, when }) => {
    const path = isHeld ? contractPath(lock) : undefined;
    return path ? [held(path, "other", "dpc", span, when !== undefined)] : [];
  });
  const given = contract.locks.flatMap(({ operation, lock, family, form, when }) => {
    const path = operation === "release" && lock ? contractPath(lock) : undefined;
    return path ? [held(path, family, form, span, when !== undefined)] : [];
  });
  return [...given, ...needs];
};

const contractOf = (program: SettledProgram, { contract }: FunctionUnit): Contract | undefined =>
  contract === undefined ? undefined : program.facts.contracts.get(contract);

/** Locks that are held when the function is entered, says its contract, in the function's own terms. */
export const declaredLocks = (program: SettledProgram, { unit }: SolvedInstance): OuterLock[] => {
  const contract = contractOf(program, unit);
  return contract ? contractLocks(contract, contract.span ?? unit.nameSpan) : [];
};

/** Locks that are not held when the function is entered, says its contract. */
export const excludedLocks = (program: SettledProgram, { unit }: SolvedInstance): Path[] =>
  (contractOf(program, unit)?.lockNeeds ?? []).flatMap(({ lock, held: isHeld, when }) =>
    isHeld || when ? [] : (contractPath(lock) ?? []),
  );

/** Locks that are held when the function is entered by one of its roots, in its own terms. */
export const rootLocks = (program: SettledProgram, instance: SolvedInstance, { reason }: RootEntry): OuterLock[] => {
  const { unit } = instance;
  const declared = reason.kind === "module" ? [] : declaredLocks(program, instance);
  const family = reason.kind === "role" ? reason.role.holds : undefined;
  if (reason.kind !== "role" || family === undefined) return declared;
  const at = reason.binding?.span ?? unit.nameSpan;
  if (GLOBAL_LOCKS.has(family)) return [...declared, held(rootPath(`global:${family}`), family, "raise", at)];
  const isPassed = GETS_INTERRUPT.has(reason.role.name);
  return [...declared, held(rootPath(isPassed ? "param:0" : `value:${unit.id}:${family}`), family, "raise", at)];
};
