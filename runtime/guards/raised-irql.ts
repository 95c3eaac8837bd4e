// The raised level as a guard and as a section.
import { KeLowerIrql, KeRaiseIrql } from "../irql.js";
import type { KIRQL } from "../levels.js";
import { refusePromise, type NotPromise } from "./refuse-promise.js";

/** Keeps the level raised. */
export class RaisedIrqlGuard {
  private readonly oldIrql: KIRQL;

  /**
   * As `KeRaiseIrql`.
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRaises NewIrql
   * @irqlSaves this.oldIrql
   */
  constructor(NewIrql: KIRQL) {
    this.oldIrql = KeRaiseIrql(NewIrql);
  }

  /**
   * As `KeLowerIrql`, with the level from before.
   * @irqlRequiresMax HIGH_LEVEL
   * @irqlRestores this.oldIrql
   */
  [Symbol.dispose](): void {
    KeLowerIrql(this.oldIrql);
  }
}

/**
 * Runs `section` between `KeRaiseIrql(NewIrql)` and `KeLowerIrql`, also where it throws, and returns its result.
 * @throws KernelError `RETURNED_PROMISE`, and what the two routines throw.
 * @irqlRequiresMax HIGH_LEVEL
 * @irqlRequiresSame
 */
export const withRaisedIrql = <T>(NewIrql: KIRQL, section: () => NotPromise<T>): NotPromise<T> => {
  const oldIrql = KeRaiseIrql(NewIrql);
  try {
    return refusePromise("withRaisedIrql", section());
  } finally {
    KeLowerIrql(oldIrql);
  }
};
