import * as worker from "../cpu.js";
import { takeBuild } from "../build.js";
import { KernelError } from "../errors.js";
import { levelName } from "../level-name.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const DISPATCH_LEVEL = levels.DISPATCH_LEVEL;
const { refused } = takeBuild();

/** For the forms that raise. They are called at DISPATCH_LEVEL or below. */
export const refuseAbove = (routine: string, highest: KIRQL, timeout?: number | bigint | null): never => {
  throw refused(
    new KernelError(
      "IRQL_TOO_HIGH",
      `\`${routine}\` needs IRQL <= ${levelName(highest)}, but the level is ${levelName(cpu.irql)}; ` +
        "queue a DPC or a work item and call it there",
    ),
    { routine, timeout },
  );
};

/** For the forms that do not raise. */
export const refuseBelowDispatch = (routine: string, raising: string): never => {
  throw refused(
    new KernelError(
      "IRQL_TOO_LOW",
      `\`${routine}\` needs IRQL >= DISPATCH_LEVEL, but the level is ${levelName(cpu.irql)}; ` +
        `use \`${raising}\`, or raise the level first`,
    ),
    { routine },
  );
};

/** For releases that restore a level: the lock is held at DISPATCH_LEVEL, and the level goes down or stays. */
export const checkRestore = (routine: string, newIrql: KIRQL): void => {
  if (cpu.irql !== DISPATCH_LEVEL || (newIrql !== 0 && newIrql !== 1 && newIrql !== DISPATCH_LEVEL))
    refuseRestore(routine, newIrql);
};

const refuseRestore = (routine: string, newIrql: KIRQL): never => {
  if (cpu.irql < DISPATCH_LEVEL) refuseBelowDispatch(routine, "the release that matches the acquire");
  throw refused(
    new KernelError(
      "INVALID_IRQL",
      `\`${routine}\` cannot go from ${levelName(cpu.irql)} to level ${String(newIrql)}; ` +
        "pass the level that the matching acquire returned, and lower what was raised in between first",
    ),
    { routine, newIrql },
  );
};
