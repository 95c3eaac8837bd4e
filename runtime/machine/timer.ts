// Timers with DPCs. A timer runs on the processor that set it; anybody who has its memory may wait for it.
import { cpu } from "../cpu.js";
import { DISPATCH_LEVEL } from "../levels.js";
import { refuseAbove } from "../lock/level-checks.js";
import { LONGEST, cancelAlarm, now, setAlarm, type Alarm } from "./clock.js";
import { NOTIFICATION, OBJECT, SYNCHRONIZATION, initialize, signal } from "./dispatcher.js";
import { KDPC } from "./dpc-object.js";
import { KeInsertQueueDpc } from "./dpc.js";
import { requireObject, requireWhole } from "../refuse.js";
import { millisecondsUntil } from "./due-time.js";
import { KTIMER } from "./timer-object.js";

/** A timer that stays signalled until it is set again. */
export const NotificationTimer = NOTIFICATION;
/** A timer that releases one waiter and clears itself. */
export const SynchronizationTimer = SYNCHRONIZATION;

const running = new WeakMap<KTIMER, Alarm>();

/**
 * Makes a notification timer that is not set. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializetimer.md
 */
export const KeInitializeTimer = (Timer: KTIMER): void => {
  KeInitializeTimerEx(Timer, NotificationTimer);
};

/**
 * Makes a timer of the given type that is not set. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializetimerex.md
 */
export const KeInitializeTimerEx = (Timer: KTIMER, Type: number): void => {
  requireObject("KeInitializeTimerEx", Timer, KTIMER);
  initialize("KeInitializeTimerEx", "Timer", Timer, Type, 0);
};

const stop = (timer: KTIMER): boolean => {
  const alarm = running.get(timer);
  running.delete(timer);
  return alarm !== undefined && cancelAlarm(alarm);
};

const start = (timer: KTIMER, due: number, period: number, dpc: KDPC | null): void => {
  const fire = (): void => {
    if (period > 0) start(timer, due + period, period, dpc);
    else running.delete(timer);
    signal(timer);
    if (dpc !== null) KeInsertQueueDpc(dpc);
  };
  running.set(timer, setAlarm(due, fire));
};

/**
 * Sets the timer, once; true if it was set already. When the time has come the timer is signalled and the DPC is
 * queued. `DueTime` is in 100 ns: negative is from now, others are system time. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesettimer.md
 */
export const KeSetTimer = (Timer: KTIMER, DueTime: number, Dpc?: KDPC | null): boolean =>
  KeSetTimerEx(Timer, DueTime, 0, Dpc);

/**
 * Sets the timer, and again every `Period` milliseconds where that is not 0; true if it was set already.
 * IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`; RangeError for a time or a period that is none.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesettimerex.md
 */
export const KeSetTimerEx = (Timer: KTIMER, DueTime: number, Period: number, Dpc?: KDPC | null): boolean => {
  if (cpu.irql > DISPATCH_LEVEL) refuseAbove("KeSetTimerEx");
  requireObject("KeSetTimerEx", Timer, KTIMER);
  requireWhole("`KeSetTimerEx` needs a period in milliseconds", Period, 0, LONGEST);
  if (Dpc !== undefined && Dpc !== null) requireObject("KeSetTimerEx", Dpc, KDPC);
  const due = now() + millisecondsUntil("KeSetTimerEx", DueTime);
  const wasSet = stop(Timer);
  Atomics.store(Timer.words, Timer.index + OBJECT.state, 0);
  start(Timer, due, Period, Dpc ?? null);
  return wasSet;
};

/**
 * Stops the timer; true if it was set. A DPC that it has queued already still runs. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kecanceltimer.md
 */
export const KeCancelTimer = (Timer: KTIMER): boolean => {
  if (cpu.irql > DISPATCH_LEVEL) refuseAbove("KeCancelTimer");
  requireObject("KeCancelTimer", Timer, KTIMER);
  return stop(Timer);
};
