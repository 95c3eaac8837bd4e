// Waits: the worker blocks, and meanwhile runs what its processor is asked to run. They are delivery points.
import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { APC_LEVEL, DISPATCH_LEVEL, type NTSTATUS } from "../levels.js";
import { refuseAbove } from "../lock/level-checks.js";
import { requireBlocking } from "./may-block.js";
import { STATUS_SUCCESS, STATUS_TIMEOUT } from "../status.js";
import { now, ringDue, untilNextAlarm } from "./clock.js";
import { deliverNow } from "./deliver.js";
import { heldBack } from "./dpc-queue.js";
import { LOOK_AGAIN, OBJECT, beginWait, consume, endWait, type Waitable } from "./dispatcher.js";
import { requireFunction, requireTime } from "../refuse.js";
import { millisecondsUntil, timeoutOf } from "./due-time.js";
import type { KEVENT } from "./event-object.js";
import { processor, sleepOnPending } from "./processor.js";
import { PROCESSOR } from "./system.js";
import type { KTIMER } from "./timer-object.js";
import { requireWaitable } from "./waited-object.js";
import { runWork } from "./work-item.js";

const { checkpoint, slice } = takeBuild();

/** The usual reason of a driver's wait. Not used. */
export const Executive = 0;
/** Not used: there is one mode. */
export const KernelMode = 0;
/** Not used: there is one mode. */
export const UserMode = 1;

/**
 * A worker outside the machine can signal an event but cannot ask this processor to look: then a waiter of the machine
 * finds out after this time. Milliseconds.
 */
const SLICE = 5;

/** Delivers, fires due timers, runs work; true while something was done. */
const attend = (): boolean => {
  checkpoint();
  ringDue();
  deliverNow();
  return runWork();
};

/** Sleeps until something may have changed, at most `limit` milliseconds. */
const doze = (object: Waitable | null, limit: number): void => {
  const own = processor();
  const time = Math.min(limit, untilNextAlarm(), slice);
  if (time <= 0) return;
  if (own.attached) {
    const seen = Atomics.load(own.words, own.block + PROCESSOR.pending);
    if ((seen & ~heldBack()) >>> (cpu.irql + 1) !== 0) return;
    if (object !== null && Atomics.load(object.words, object.index + OBJECT.state) !== 0) return;
    if ((seen & LOOK_AGAIN) === 0) sleepOnPending(own, seen, Math.min(time, sliceFor(object)));
    Atomics.and(own.words, own.block + PROCESSOR.pending, ~LOOK_AGAIN);
  } else if (object === null) sleepOnPending(own, Atomics.load(own.words, own.block + PROCESSOR.pending), time);
  else Atomics.wait(object.words, object.index + OBJECT.state, 0, time);
};

const sliceFor = (object: Waitable | null): number => (object === null ? Infinity : SLICE);

/** Attends to the processor until `done` or the time is over; says whether `done`. */
const waitUntil = (done: () => boolean, object: Waitable | null, milliseconds: number): boolean => {
  const end = now() + milliseconds;
  for (;;) {
    const worked = attend();
    if (done()) return true;
    if (now() >= end) return false;
    if (!worked) doze(object, end - now());
  }
};

/**
 * Waits for an event or a timer. `Timeout` in 100 ns: null waits for ever, 0 only looks, negative is from now, others
 * are system time. Interrupts, DPCs, due timers and work items of this worker run meanwhile.
 * IRQL: <= APC_LEVEL, or <= DISPATCH_LEVEL with `Timeout` 0; unchanged.
 * @returns `STATUS_SUCCESS`, or `STATUS_TIMEOUT`.
 * @throws KernelError `IRQL_TOO_HIGH`; `CANNOT_BLOCK` in a browser's window, except with `Timeout` 0.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kewaitforsingleobject.md
 */
export const KeWaitForSingleObject = (
  Object: KEVENT | KTIMER,
  _WaitReason: number,
  _WaitMode: number,
  _Alertable: boolean,
  Timeout?: number | bigint | null,
): NTSTATUS => {
  const onlyLooks = Timeout === 0 || Timeout === 0n;
  const highest = onlyLooks ? DISPATCH_LEVEL : APC_LEVEL;
  if (cpu.irql > highest) refuseAbove("KeWaitForSingleObject", highest, Timeout);
  requireWaitable("KeWaitForSingleObject", Object);
  const time = timeoutOf("KeWaitForSingleObject", Timeout);
  if (onlyLooks) return consume(Object) ? STATUS_SUCCESS : STATUS_TIMEOUT;
  requireBlocking("KeWaitForSingleObject", "`await waitForSingleObjectAsync(…)`");
  if (consume(Object)) return STATUS_SUCCESS;
  beginWait(Object);
  try {
    return waitUntil(() => consume(Object), Object, time) ? STATUS_SUCCESS : STATUS_TIMEOUT;
  } finally {
    endWait(Object);
  }
};

/**
 * Waits for a time, in 100 ns: negative is from now. What the processor is asked to do runs meanwhile.
 * IRQL: <= APC_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`; `CANNOT_BLOCK` in a browser's window.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kedelayexecutionthread.md
 */
export const KeDelayExecutionThread = (_WaitMode: number, _Alertable: boolean, Interval: number | bigint): NTSTATUS => {
  if (cpu.irql > APC_LEVEL) refuseAbove("KeDelayExecutionThread", APC_LEVEL);
  const time = millisecondsUntil("KeDelayExecutionThread", Interval);
  requireBlocking("KeDelayExecutionThread", "`await waitForSingleObjectAsync(…)` for a timer");
  waitUntil(() => false, null, time);
  return STATUS_SUCCESS;
};

/**
 * Busies the processor for a time; nothing is delivered. Keep it short: 50 microseconds at most. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kestallexecutionprocessor.md
 */
export const KeStallExecutionProcessor = (MicroSeconds: number): void => {
  requireTime("`KeStallExecutionProcessor` needs microseconds", MicroSeconds);
  const end = now() + MicroSeconds / 1000;
  while (now() < end);
};

/**
 * The processor's idle loop: sleeps, and runs interrupts, DPCs, due timers and work items as they come, until `done()`
 * or the time is over; says whether `done()`. `done` is asked after each of them and at least every 5 ms.
 * IRQL: <= APC_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`; `CANNOT_BLOCK` in a browser's window.
 */
export const idleProcessor = (done: () => boolean, timeoutMs = Infinity): boolean => {
  if (cpu.irql > APC_LEVEL) refuseAbove("idleProcessor", APC_LEVEL);
  requireFunction("idleProcessor", done);
  requireTime("`idleProcessor` needs milliseconds", timeoutMs);
  requireBlocking("idleProcessor", "the event loop: return to it");
  const end = now() + timeoutMs;
  for (;;) {
    if (done()) return true;
    const left = end - now();
    if (left <= 0) return false;
    waitUntil(done, null, Math.min(left, SLICE));
  }
};

/**
 * A delivery point for long computations: runs what is pending above the current level, and timers that are due.
 * IRQL: any; unchanged.
 */
export const KePollInterrupts = (): void => {
  checkpoint();
  ringDue();
  deliverNow();
};
