// The DPCs that wait on this processor. Its own go through a list; those that other processors send are found by
// looking at the shared DPCs that this worker has initialised, in the order of their tickets.
import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { KernelError } from "../errors.js";
import { DISPATCH_LEVEL, PASSIVE_LEVEL, type KIRQL } from "../levels.js";
import { DPC, type KDPC } from "./dpc-object.js";
import { processor } from "./processor.js";
import { PROCESSOR, demand } from "./system.js";

const build = takeBuild();

/** Level bit under which threaded DPCs wait: they run at PASSIVE_LEVEL. */
const THREADED = 1 << 1;
export const DEFERRED = 1 << DISPATCH_LEVEL;
/** Beside `DEFERRED`: another processor has sent one. No level; in the word that is polled, so that no further line travels. */
export const REMOTE = 1 << 16;

const NUMBER_BITS = 9;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;
const TICKET_MASK = 0x3f_ffff;
export const HIGH_IMPORTANCE = 2;
/** Importance is stored plus one, so that zeroed memory means "not chosen yet". */
export const IMPORTANCE_OFFSET = 1;

export interface QueuedDpc {
  readonly dpc: KDPC;
  /** The DPC's queued word at insertion: the entry counts only while the word still has this value. */
  readonly ticket: number;
  readonly first: unknown;
  readonly second: unknown;
}

const deferred: QueuedDpc[] = [];
const threaded: QueuedDpc[] = [];
const known = new Set<KDPC>();
let inThreaded = false;

/** A shared DPC that other processors may send here from now on. */
export const rememberShared = (dpc: KDPC): void => {
  if (dpc.shared) known.add(dpc);
};

/** The next value of a queued word: order of arrival at that processor, and its number. */
export const nextTicket = (words: Int32Array, block: number, number: number): number =>
  ((Atomics.add(words, block + PROCESSOR.dpcs, 1) & TICKET_MASK) << NUMBER_BITS) | (number + 1);

const listOf = (dpc: KDPC): QueuedDpc[] => (dpc.routine?.threaded === true ? threaded : deferred);

const list = (entry: QueuedDpc): void => {
  if (entry.dpc.words[entry.dpc.index + DPC.importance] === IMPORTANCE_OFFSET + HIGH_IMPORTANCE)
    listOf(entry.dpc).unshift(entry);
  else listOf(entry.dpc).push(entry);
};

/** Puts an entry into this processor's list and marks the level. */
export const enqueue = (entry: QueuedDpc): void => {
  const { words, block } = processor();
  list(entry);
  demand(words, block, entry.dpc.routine?.threaded === true ? THREADED : DEFERRED);
};

const order = (entry: QueuedDpc): number => entry.ticket >>> NUMBER_BITS;
const before = (a: QueuedDpc, b: QueuedDpc): number => ((order(a) - order(b)) << 10) >> 10;

const isListed = (ticket: number): boolean =>
  deferred.some((entry) => entry.ticket === ticket) || threaded.some((entry) => entry.ticket === ticket);

const collectRemote = (): void => {
  const { number } = processor();
  const found: QueuedDpc[] = [];
  for (const dpc of known) {
    const ticket = Atomics.load(dpc.words, dpc.index + DPC.queued);
    if ((ticket & NUMBER_MASK) !== number + 1 || ticket < 0 || isListed(ticket)) continue;
    found.push({
      dpc,
      ticket,
      first: Atomics.load(dpc.words, dpc.index + DPC.first),
      second: Atomics.load(dpc.words, dpc.index + DPC.second),
    });
  }
  for (const entry of found.sort(before)) list(entry);
};

/** Makes the DPC free to be queued again; false where somebody removed it. */
const takeOut = (entry: QueuedDpc): boolean =>
  Atomics.compareExchange(entry.dpc.words, entry.dpc.index + DPC.queued, entry.ticket, 0) === entry.ticket;

const run = (entry: QueuedDpc, level: KIRQL): void => {
  const { routine } = entry.dpc;
  if (routine === null || !takeOut(entry)) return;
  cpu.irql = level;
  const mark = build.routineBegins();
  routine.run(entry.dpc, routine.context, entry.first, entry.second);
  const left = cpu.irql;
  cpu.irql = level;
  build.routineEnds(mark, "DPC", left);
  if (left !== level)
    throw build.refused(
      new KernelError(
        "IRQL_NOT_RESTORED",
        `a DPC entered at level ${String(level)} returned at level ${String(left)}; restore what it raises`,
      ),
      { routine: "DPC", newIrql: left },
    );
};

const answerFlushes = (asked: number): void => {
  const { words, block } = processor();
  if (deferred.length > 0 || Atomics.load(words, block + PROCESSOR.flushDone) === asked) return;
  Atomics.store(words, block + PROCESSOR.flushDone, asked);
  Atomics.notify(words, block + PROCESSOR.flushDone);
};

/** Runs one DPC at DISPATCH_LEVEL; the level stays marked while more wait, so that interrupts come between. */
export const runDeferred = (): void => {
  const { words, block } = processor();
  const asked = Atomics.load(words, block + PROCESSOR.flushAsked);
  if ((Atomics.and(words, block + PROCESSOR.pending, ~(DEFERRED | REMOTE)) & REMOTE) !== 0) collectRemote();
  const entry = deferred.shift();
  const more = (deferred.length > 0 ? DEFERRED : 0) | (threaded.length > 0 ? THREADED : 0);
  if (more !== 0) Atomics.or(words, block + PROCESSOR.pending, more);
  if (entry !== undefined) run(entry, DISPATCH_LEVEL);
  answerFlushes(asked);
};

/** Runs the threaded DPCs at PASSIVE_LEVEL, never one inside another. */
export const runThreaded = (): void => {
  const { words, block } = processor();
  inThreaded = true;
  try {
    Atomics.and(words, block + PROCESSOR.pending, ~THREADED);
    const entry = threaded.shift();
    if (threaded.length > 0) Atomics.or(words, block + PROCESSOR.pending, THREADED);
    if (entry !== undefined) run(entry, PASSIVE_LEVEL);
  } finally {
    inThreaded = false;
  }
};

/** Levels that cannot be delivered now although they are above the current one. */
export const heldBack = (): number => (inThreaded ? THREADED : 0);
