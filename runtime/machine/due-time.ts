import { refuseValue } from "../refuse.js";

/** 100-nanosecond units in a millisecond. */
const UNITS = 10_000;
/** Milliseconds from 1601, where system time begins, to 1970. */
const EPOCH = 11_644_473_600_000;

/**
 * Milliseconds from now until a WDK time: negative is relative, others are 100-ns units since 1601.
 * @throws RangeError where it is no time.
 */
export const millisecondsUntil = (routine: string, time: number | bigint): number => {
  const units = typeof time === "bigint" ? Number(time) : time;
  if (typeof units !== "number" || Number.isNaN(units))
    refuseValue(`\`${routine}\` needs a time in units of 100 ns`, time);
  return units < 0 ? -units / UNITS : Math.max(0, units / UNITS - EPOCH - Date.now());
};

/** The same for a wait: none is for ever. */
export const timeoutOf = (routine: string, timeout: number | bigint | null | undefined): number =>
  timeout === null || timeout === undefined ? Infinity : millisecondsUntil(routine, timeout);
