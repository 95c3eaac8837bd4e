// Due times of this worker's timers. JavaScript has no clock interrupt: due timers fire in the event loop, in waits,
// in the idle loop and in `KePollInterrupts`; code that does none of these delays them.

interface Alarm {
  readonly due: number;
  readonly ring: () => void;
}

let alarms: Alarm[] = [];
let host: ReturnType<typeof setTimeout> | undefined;

/** The longest delay that hosts accept; longer ones are set again on the way. Milliseconds. */
export const LONGEST = 0x7fff_ffff;

export const now = (): number => performance.now();

/** Milliseconds until the next alarm; Infinity where there is none. */
export const untilNextAlarm = (): number => {
  const [next] = alarms;
  return next === undefined ? Infinity : Math.max(0, next.due - now());
};

const schedule = (): void => {
  clearTimeout(host);
  const time = untilNextAlarm();
  host = time === Infinity ? undefined : setTimeout(ringDue, Math.min(LONGEST, time));
};

/** Calls `ring` once, at `due` (milliseconds on `now`'s scale) or later. */
export const setAlarm = (due: number, ring: () => void): Alarm => {
  const alarm = { due, ring };
  const at = alarms.findIndex((other) => other.due > due);
  alarms.splice(at < 0 ? alarms.length : at, 0, alarm);
  schedule();
  return alarm;
};

/** True if the alarm was still to come. */
export const cancelAlarm = (alarm: Alarm): boolean => {
  const count = alarms.length;
  alarms = alarms.filter((other) => other !== alarm);
  schedule();
  return alarms.length < count;
};

/** Rings what is due. */
export const ringDue = (): void => {
  for (let next = alarms[0]; next !== undefined && next.due <= now(); next = alarms[0]) {
    alarms.shift();
    next.ring();
  }
  schedule();
};

export type { Alarm };
