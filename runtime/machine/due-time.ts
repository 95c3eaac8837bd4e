/** 100-nanosecond units in a millisecond. */
const UNITS = 10_000;
/** Milliseconds from 1601, where system time begins, to 1970. */
const EPOCH = 11_644_473_600_000;

/** Milliseconds from now until a WDK time: negative is relative, others are 100-ns units since 1601. */
export const millisecondsUntil = (time: number | bigint): number => {
  const units = Number(time);
  return units < 0 ? -units / UNITS : Math.max(0, units / UNITS - EPOCH - Date.now());
};
