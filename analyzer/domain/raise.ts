import { sameSpan, type Span } from "../ir/span.js";
import { levelText, sameLevel, type Level } from "./level.js";

/**
 * A raise that is still to be undone: by `KeLowerIrql`, or, where a lock raised, by that lock's release. The kernel has IRQL
 * treated as a stack, and this is it: innermost last.
 */
export interface Raise {
  /** The level from before: what undoing must restore. */
  readonly saved: Level;
  /** Where undoing leads: `saved`, unless an outer raise was undone first and left its own. */
  readonly base: Level;
  /** Path text of the lock whose acquire raised; undefined for a plain raise. */
  readonly lock: string | undefined;
  /** The raise; inside a callee, the call. Not compared. */
  readonly span: Span;
  /** The routine, as written. Not compared. */
  readonly text: string;
}

/** Nesting that is deeper than this is not told apart. */
const MAX_DEPTH = 5;

const raiseText = (raise: Raise): string =>
  `${raise.lock ?? "raise"}:${levelText(raise.saved)}${sameLevel(raise.saved, raise.base) ? "" : `>${levelText(raise.base)}`}`;

export const raisesText = (raises: readonly Raise[]): string => raises.map(raiseText).join(";");

/** A raise that a loop makes again from the level that it left is one: two of them would be three in the next round. */
const isRepeated = (raises: readonly Raise[], raise: Raise): boolean => {
  const top = raises.at(-1);
  return top !== undefined && sameSpan(top.span, raise.span) && raiseText(top) === raiseText(raise);
};

export const pushRaise = (raises: readonly Raise[], raise: Raise): readonly Raise[] =>
  raises.length >= MAX_DEPTH || isRepeated(raises, raise) ? raises : [...raises, raise];

/** Undoes one raise; the one above it, if any, leads from now on to where this one led. */
export const removeRaise = (raises: readonly Raise[], index: number): readonly Raise[] =>
  raises.flatMap((raise, at) => {
    if (at === index) return [];
    const removed = raises[index];
    return at === index + 1 && removed ? [{ ...raise, base: removed.base }] : [raise];
  });

/** What two ways agree on, from the outermost raise inwards. */
export const joinRaises = (a: readonly Raise[], b: readonly Raise[]): readonly Raise[] => {
  const differs = a.findIndex((raise, index) => {
    const other = b[index];
    return !other || raiseText(raise) !== raiseText(other);
  });
  return differs < 0 ? a : a.slice(0, differs);
};
