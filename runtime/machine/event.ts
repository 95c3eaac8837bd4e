import { DISPATCH_LEVEL } from "../levels.js";
import { cpu } from "../cpu.js";
import { refuseAbove } from "../lock/level-checks.js";
import { NOTIFICATION, OBJECT, SYNCHRONIZATION, initialize, signal } from "./dispatcher.js";
import { refuseObject, requireObject } from "../refuse.js";
import { KEVENT } from "./event-object.js";

/** An event that stays signalled until it is cleared. */
export const NotificationEvent = NOTIFICATION;
/** An event that releases one waiter and clears itself. */
export const SynchronizationEvent = SYNCHRONIZATION;

/** Callers of JavaScript may pass anything. */
const isEvent = (event: unknown): boolean => event instanceof KEVENT;

/**
 * Sets type and state. Nobody may wait for it. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keinitializeevent.md
 */
export const KeInitializeEvent = (Event: KEVENT, Type: number, State: boolean): void => {
  requireObject("KeInitializeEvent", Event, KEVENT);
  initialize("KeInitializeEvent", "Event", Event, Type, State ? 1 : 0);
};

/**
 * Signals the event and wakes those who wait; returns the state before. `Increment` is not used: there are no
 * priorities. `Wait` promises that a wait follows; the level stays as it is. IRQL: <= DISPATCH_LEVEL; unchanged.
 * @throws KernelError `IRQL_TOO_HIGH`: above DISPATCH_LEVEL, or above APC_LEVEL with `Wait`.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kesetevent.md
 */
export const KeSetEvent = (Event: KEVENT, _Increment: number, Wait: boolean): number => {
  const highest = Wait ? DISPATCH_LEVEL - 1 : DISPATCH_LEVEL;
  if (cpu.irql > highest) refuseAbove("KeSetEvent", highest);
  if (!isEvent(Event)) refuseObject("KeSetEvent", Event, KEVENT);
  return signal(Event);
};

/**
 * Clears the event. IRQL: <= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keclearevent.md
 */
export const KeClearEvent = (Event: KEVENT): void => {
  KeResetEvent(Event);
};

/**
 * Clears the event and returns the state before. IRQL: <= DISPATCH_LEVEL; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-keresetevent.md
 */
export const KeResetEvent = (Event: KEVENT): number => {
  if (cpu.irql > DISPATCH_LEVEL) refuseAbove("KeResetEvent");
  if (!isEvent(Event)) refuseObject("KeResetEvent", Event, KEVENT);
  return Atomics.exchange(Event.words, Event.index + OBJECT.state, 0);
};

/**
 * The state: 0 where it is not signalled. IRQL: any; unchanged.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kereadstateevent.md
 */
export const KeReadStateEvent = (Event: KEVENT): number => {
  if (!isEvent(Event)) refuseObject("KeReadStateEvent", Event, KEVENT);
  return Atomics.load(Event.words, Event.index + OBJECT.state);
};
