import type { Refused } from "../build.js";
import * as worker from "../cpu.js";
import type { RuntimeErrorCode } from "../errors.js";
import { levelName } from "../level-name.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";
import { refuseUse } from "../refuse.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const DISPATCH_LEVEL = levels.DISPATCH_LEVEL;

/** `need`: which levels. */
const refuseLevel = (
  code: RuntimeErrorCode,
  routine: string,
  need: string,
  fix: string,
  about?: Omit<Refused, "routine">,
): never => refuseUse(code, routine, `needs ${need}, but the level is ${levelName(cpu.irql)}; ${fix}`, about);

/** For what is called at `highest` or below: DISPATCH_LEVEL for the forms that raise. */
export const refuseAbove = (
  routine: string,
  highest: KIRQL = DISPATCH_LEVEL,
  timeout?: number | bigint | null,
): never => {
  // A DPC runs at DISPATCH_LEVEL.
  const where = highest < DISPATCH_LEVEL ? "a work item" : "a DPC or a work item";
  return refuseLevel("IRQL_TOO_HIGH", routine, `IRQL <= ${levelName(highest)}`, `queue ${where} and call it there`, {
    timeout,
  });
};

/** For the forms that do not raise. */
export const refuseBelowDispatch = (routine: string, raising: string): never =>
  refuseLow(routine, `use \`${raising}\`, or raise the level first`);

const refuseLow = (routine: string, fix: string): never =>
  refuseLevel("IRQL_TOO_LOW", routine, "IRQL >= DISPATCH_LEVEL", fix);

/** For releases that restore a level: the lock is held at DISPATCH_LEVEL, and the level goes down or stays. */
export const checkRestore = (routine: string, newIrql: KIRQL): void => {
  // Short, because it stands in each release: the first look is whether it is a whole number from 0.
  if (cpu.irql !== DISPATCH_LEVEL || newIrql >>> 0 !== newIrql || newIrql > DISPATCH_LEVEL)
    refuseRestore(routine, newIrql);
};

/** @throws KernelError `INVALID_IRQL`, always. */
export const refuseChange = (routine: string, newIrql: KIRQL, about?: Pick<Refused, "lock">): never =>
  refuseUse(
    "INVALID_IRQL",
    routine,
    `cannot go from ${levelName(cpu.irql)} to level ${String(newIrql)}; pass the level that the matching acquire returned`,
    { ...about, newIrql },
  );

const refuseRestore = (routine: string, newIrql: KIRQL): never => {
  if (cpu.irql < DISPATCH_LEVEL) refuseLow(routine, "release each acquire once, before the level is lowered");
  return refuseChange(routine, newIrql);
};

/** @throws KernelError `IRQL_TOO_HIGH` above PASSIVE_LEVEL; `fix` says when to call the routine. */
export const requirePassive = (routine: string, fix: string): void => {
  if (cpu.irql !== levels.PASSIVE_LEVEL) refuseLevel("IRQL_TOO_HIGH", routine, "PASSIVE_LEVEL", fix);
};

/** @throws KernelError `IRQL_TOO_HIGH` above the interrupt's level. */
export const requireDevice = (routine: string, level: KIRQL, about: Pick<Refused, "lock">): void => {
  if (cpu.irql > level)
    refuseLevel("IRQL_TOO_HIGH", routine, `IRQL <= ${String(level)}`, "connect the interrupt at a higher level", about);
};
