// The checks of `KeRaiseIrql` and `KeLowerIrql`: raises are undone in reverse order, each with the level that it returned.
import * as worker from "../cpu.js";
import type { KIRQL } from "../levels.js";
import * as levels from "../levels.js";
import { levelName } from "../level-name.js";
import * as bursts from "./burst.js";
import * as holds from "./holds.js";
import { checkpoint, violate } from "./stop.js";

// Constants of the module, for the reason given in ../lock/take.ts.
const { cpu } = worker;
const { DISPATCH_LEVEL } = levels;
const { burst, watchBurst } = bursts;
const { fromOf, held, raiseOf, toOf } = holds;

/** No raise to undo. */
const NONE = -1;

/** After a raise. */
export const raised = (from: KIRQL, to: KIRQL): void => {
  if (held.raiseDepth === held.raises.length) makeRoom();
  held.raises[held.raiseDepth++] = raiseOf(from, to);
  held.hasRaised = true;
  if (to >= DISPATCH_LEVEL && !burst.isWatched) watchBurst();
};

const makeRoom = (): void => {
  const larger = new Int32Array(held.raises.length * 2);
  larger.set(held.raises);
  held.raises = larger;
};

/** Before the level goes down to `newIrql`; one that is no level below is refused by the routine itself. */
export const lowering = (newIrql: KIRQL): void => {
  checkpoint();
  if (!(newIrql >= 0 && newIrql <= cpu.irql)) return;
  if (newIrql < DISPATCH_LEVEL && held.depth > 0) refuseUnderLock(newIrql);
  const raise = held.raiseDepth > held.base ? (held.raises[held.raiseDepth - 1] ?? NONE) : NONE;
  if (newIrql !== (raise === NONE ? cpu.irql : fromOf(raise))) refuseLevel(newIrql, raise);
  if (raise !== NONE) held.raiseDepth--;
};

const refuseUnderLock = (newIrql: KIRQL): never =>
  violate(
    "LOCK_AT_LOWER_LEVEL",
    `\`KeLowerIrql(${String(newIrql)})\` goes below DISPATCH_LEVEL while a spin lock is held; release the lock first, with its own release`,
    { routine: "KeLowerIrql", lock: held.locks[held.depth - 1]?.lock ?? undefined, newIrql },
  );

const refuseLevel = (newIrql: KIRQL, raise: number): never =>
  violate(
    "WRONG_IRQL_RESTORED",
    raise === NONE
      ? `\`KeLowerIrql(${String(newIrql)})\` lowers ${levelName(cpu.irql)}, which no raise of this routine has made; ` +
          "lower only what was raised, with the level that the raise returned"
      : `\`KeLowerIrql(${String(newIrql)})\` undoes a raise from ${levelName(fromOf(raise))} to ${levelName(toOf(raise))}; ` +
          "pass the level that this raise returned",
    { routine: "KeLowerIrql", newIrql },
  );
