// The checks around what the machine calls: a routine ends at the level and with the locks with which it began.
import type { RoutineKind } from "../build.js";
import { cpu } from "../cpu.js";
import type { KIRQL } from "../levels.js";
import { levelName } from "../level-name.js";
import { held } from "./holds.js";
import { options } from "./options.js";
import { now } from "./samples.js";
import { violate } from "./stop.js";

interface Begun {
  readonly depth: number;
  readonly raises: number;
  readonly base: number;
  readonly irql: KIRQL;
  readonly since: number;
}

const begun: Begun[] = [];

/** Before a routine is called, at its level. */
export const routineBegins = (): number => {
  const { depth, raiseDepth, base } = held;
  begun.push({ depth, raises: raiseDepth, base, irql: cpu.irql, since: now() });
  held.base = raiseDepth;
  return begun.length - 1;
};

/** After it has returned; `level` is as it left it. What it threw takes its own way. */
export const routineEnds = (mark: number, kind: RoutineKind, level: KIRQL): void => {
  const start = begun[mark];
  begun.length = mark;
  if (start === undefined) return;
  held.base = start.base;
  if (held.depth > start.depth) refuseHeld(kind, start, level);
  if (level !== start.irql) refuseLevel(kind, start, level);
  held.raiseDepth = Math.min(held.raiseDepth, start.raises);
  const measured = now() - start.since;
  if (kind === "DPC" && measured > options.hold) refuseLong(measured);
};

const refuseHeld = (kind: RoutineKind, start: Begun, level: KIRQL): never =>
  violate(
    "LOCK_NOT_RELEASED",
    `a ${kind} returned with ${String(held.depth - start.depth)} more held than it was called with; release each lock on every way out`,
    { routine: kind, irql: start.irql, newIrql: level, locksHeld: true },
  );

const refuseLevel = (kind: RoutineKind, start: Begun, level: KIRQL): never =>
  violate(
    "IRQL_NOT_RESTORED",
    `a ${kind} was entered at ${levelName(start.irql)} and returned at ${levelName(level)}; restore what it raises`,
    { routine: kind, irql: start.irql, newIrql: level },
  );

const refuseLong = (measured: number): never =>
  violate(
    "DPC_TOO_LONG",
    `a DPC ran for ${measured.toFixed(1)} ms, longer than the ${String(options.hold)} ms that are allowed; queue a work item for long work`,
    { routine: "DPC", measured: Math.round(measured), allowed: options.hold },
  );
