/**
 * A generator runs in stretches: from one `yield` to the next, each for whoever asks then. Where a generator stands is the number
 * of the stretch that comes next.
 *
 *     0 (not begun)   ……… yield
 *     1                        ……… yield
 *     2                                ……… end    -1 (over)
 *     -2, -3          what runs on the way out where it is left at the first or second `yield`
 */
export const START = 0;
export const OVER = -1;

/** One of those that go on somewhere. */
export const ANY = 99;

/** The stretch that runs where a generator that stands here is closed. One that has not begun is over. */
export const closedAt = (stand: number): number => (stand === OVER ? OVER : OVER - stand);

/** Of those further behind no one is told from the others. */
const MAX_YIELDS = 12;

/** @param count `yield`s that stand before it */
export const behindYield = (count: number): number => Math.min(count + 1, MAX_YIELDS);

/** Whether a case in this stretch is one of those that are asked for. */
export const isOfStretch = (stretch: number, asked: number): boolean => {
  if (stretch === ANY || stretch === asked) return true;
  if (asked === ANY) return stretch >= START;
  return asked === closedAt(ANY) && stretch < OVER;
};
