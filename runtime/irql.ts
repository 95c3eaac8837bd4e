import { takeBuild } from "./build.js";
import { cpu, lowerTo } from "./cpu.js";
import { DISPATCH_LEVEL, HIGH_LEVEL, type KIRQL } from "./levels.js";
import { refuseUse, said } from "./refuse.js";

const { lower, raise } = takeBuild();

/** No level at all, or one on the other side of the present one. `does`: what going there would do. */
const refuseWay = (routine: string, level: KIRQL, does: string, fix: string): never => {
  const isLevel = Number.isInteger(level) && level >= 0 && level <= HIGH_LEVEL;
  const text = isLevel
    ? `to ${String(level)} would ${does} the level, which is ${String(cpu.irql)} now; ${fix}`
    : `needs a level from 0 to 15, got ${said(level)}`;
  return refuseUse("INVALID_IRQL", routine, text, { newIrql: level });
};

/**
 * The current level of this worker. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kegetcurrentirql.md
 */
export const KeGetCurrentIrql = (): KIRQL => cpu.irql;

/**
 * Raises the level and returns the one to restore with `KeLowerIrql`. IRQL: any on entry, `NewIrql` on exit.
 * @throws KernelError `INVALID_IRQL` where `NewIrql` is below the current level or is no level.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keraiseirql.md
 */
export const KeRaiseIrql = /* @__PURE__ */ raise((NewIrql: KIRQL): KIRQL => {
  const oldIrql = cpu.irql;
  if (!(NewIrql >= oldIrql && NewIrql <= HIGH_LEVEL) || !Number.isInteger(NewIrql)) refuseRaise(NewIrql);
  cpu.irql = NewIrql;
  return oldIrql;
});

const refuseRaise = (level: KIRQL): never => refuseWay("KeRaiseIrql", level, "lower", "use `KeLowerIrql` to go down");

/**
 * The form of `KeRaiseIrql` that returns the old level in C as well.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kfraiseirql.md
 */
export const KfRaiseIrql = (NewIrql: KIRQL): KIRQL => KeRaiseIrql(NewIrql);

/**
 * Raises to DISPATCH_LEVEL and returns the level to restore. IRQL: <= DISPATCH_LEVEL on entry, DISPATCH_LEVEL on exit.
 * @throws KernelError `INVALID_IRQL` above DISPATCH_LEVEL.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keraiseirqltodpclevel.md
 */
export const KeRaiseIrqlToDpcLevel = (): KIRQL => KeRaiseIrql(DISPATCH_LEVEL);

/**
 * Restores a level that a raise saved; what waited for the lower level (interrupts, DPCs) runs before it returns.
 * IRQL: any on entry, `NewIrql` on exit.
 * @throws KernelError `INVALID_IRQL` where `NewIrql` is above the current level or is no level.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kelowerirql.md
 */
export const KeLowerIrql = /* @__PURE__ */ lower((NewIrql: KIRQL): void => {
  if (!(NewIrql >= 0 && NewIrql <= cpu.irql) || !Number.isInteger(NewIrql)) refuseLower(NewIrql);
  lowerTo(NewIrql);
});

const refuseLower = (level: KIRQL): never =>
  refuseWay("KeLowerIrql", level, "raise", "pass the level that the matching raise returned");

/**
 * The same as `KeLowerIrql`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kflowerirql.md
 */
export const KfLowerIrql = (NewIrql: KIRQL): void => {
  KeLowerIrql(NewIrql);
};
