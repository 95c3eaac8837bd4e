// The interrupt lines that this worker serves.
import { takeBuild } from "../build.js";
import { cpu, lowerTo } from "../cpu.js";
import type { KIRQL } from "../levels.js";
import { INTERRUPT } from "../lock/layout.js";
import { giveUp, take } from "../lock/take.js";
import { requireDevice } from "../lock/level-checks.js";
import { refuse, refuseObject } from "../refuse.js";
import { KINTERRUPT } from "./interrupt-object.js";
import { processor } from "./processor.js";
import { PROCESSOR, VECTOR, vectorAt } from "./system.js";

const build = takeBuild();

export interface Connection {
  readonly interrupt: KINTERRUPT;
  readonly level: KIRQL;
  readonly service: () => boolean;
}

/** In the order of connection: routines that share a line are asked until one says that it was its device. */
export const connections: Connection[] = [];

/** Takes the interrupt's lock at its level; returns the level to restore. */
export const enterInterrupt = (interrupt: KINTERRUPT, routine: string): KIRQL => {
  if (!((interrupt as unknown) instanceof KINTERRUPT)) refuseObject(routine, interrupt, KINTERRUPT);
  const oldIrql = cpu.irql;
  const { level } = interrupt;
  if (level === 0) refuseUnconnected(routine);
  requireDevice(routine, level, interrupt);
  take(interrupt.lock, INTERRUPT, routine);
  cpu.irql = level;
  return oldIrql;
};

const refuseUnconnected = (routine: string): never =>
  refuse("NOT_INITIALIZED", `\`${routine}\` got an interrupt that is not connected; call \`IoConnectInterrupt\` first`);

/** Releases the interrupt's lock and restores the level. */
export const leaveInterrupt = (interrupt: KINTERRUPT, oldIrql: KIRQL, routine: string): void => {
  giveUp(interrupt.lock, INTERRUPT, routine, oldIrql);
  lowerTo(oldIrql);
};

/** Serves one request after another as long as there are some at this level. */
export const runInterrupts = (level: number): void => {
  const { words, block, system } = processor();
  Atomics.and(words, block + PROCESSOR.pending, ~(1 << level));
  const vectors = new Set(connections.filter((one) => one.level === level).map((one) => one.interrupt.vector));
  for (const vector of vectors) {
    if (Atomics.exchange(words, vectorAt(system, vector) + VECTOR.pending, 0) === 0) continue;
    cpu.irql = level;
    serve(connections.filter((one) => one.interrupt.vector === vector));
  }
};

const serve = (sharing: readonly Connection[]): void => {
  for (const { interrupt, service } of sharing) {
    const oldIrql = enterInterrupt(interrupt, "the service routine");
    let mine = true;
    try {
      const mark = build.routineBegins();
      mine = service();
      build.routineEnds(mark, "service routine", cpu.irql);
    } finally {
      leaveInterrupt(interrupt, oldIrql, "the service routine");
    }
    if (mine) return;
  }
};
