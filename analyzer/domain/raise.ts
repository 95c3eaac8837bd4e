import { ofEach } from "../ir/of-each.js";
import { sameSpan, spanKey, type Span } from "../ir/span.js";
import { levelText, sameLevel, type Level } from "./level.js";

/** Where a raise is made. */
export interface RaisePlace {
  /** The raise; inside a callee, the call. */
  readonly span: Span;
  /** The routine, as written. */
  readonly text: string;
}

/**
 * A raise that is still to be undone: by `KeLowerIrql`, or, where a lock raised, by that lock's release. The kernel has IRQL
 * treated as a stack, and this is it: innermost last.
 */
export interface Raise extends RaisePlace {
  /** The level from before: what undoing must restore. */
  readonly saved: Level;
  /** Where undoing leads: `saved`, unless an outer raise was undone first and left its own. */
  readonly base: Level;
  /** Path text of the lock whose acquire raised; undefined for a plain raise. */
  readonly lock: string | undefined;
  /** Handed to something that is not followed, or undone by what was reported: that it is still open is no mistake. */
  readonly entrusted?: boolean;
  /** Where others of the joined paths have made it. Places are not compared. */
  readonly also?: readonly RaisePlace[];
}

/** All places that the raise may come from. */
export const placesOf = ({ span, text, also = [] }: Raise): readonly RaisePlace[] => [{ span, text }, ...also];

/** Told along, and never what keeps two states apart. */
export const raisePlacesText = (raises: readonly Raise[]): string =>
  raises
    .map((raise) =>
      placesOf(raise)
        .map(({ span }) => spanKey(span))
        .sort()
        .join(),
    )
    .join(";");

/** Raises of which it is not asked any more whether they are undone. */
export const entrustedRaises = (
  raises: readonly Raise[],
  which: (raise: Raise) => boolean = () => true,
): readonly Raise[] => raises.map((raise) => (which(raise) ? { ...raise, entrusted: true } : raise));

/** Nesting that is deeper than this is not told apart. */
const MAX_DEPTH = 5;

const raiseText = (raise: Raise): string =>
  `${raise.lock ?? "raise"}${raise.entrusted === true ? "~" : ""}:${levelText(raise.saved)}${sameLevel(raise.saved, raise.base) ? "" : `>${levelText(raise.base)}`}`;

/** Compared often: each text is made once. */
export const raisesText = ofEach((raises: readonly Raise[]): string => raises.map(raiseText).join(";"));

/** A raise that a loop makes again from the level that it left is one: two of them would be three in the next round. */
const isRepeated = (raises: readonly Raise[], raise: Raise): boolean => {
  const top = raises.at(-1);
  return (
    top !== undefined &&
    raiseText(top) === raiseText(raise) &&
    placesOf(top).some(({ span }) => sameSpan(span, raise.span))
  );
};

export const pushRaise = (raises: readonly Raise[], raise: Raise): readonly Raise[] =>
  raises.length >= MAX_DEPTH || isRepeated(raises, raise) ? raises : [...raises, raise];

/** To which level a caller's raise is undone. */
export type Lowered = Level & {
  /** On some ways the one around it as well, by a loop or a recursion. Told along, and never what keeps two states apart. */
  readonly again?: true;
};

const withAgain = (one: Lowered, other: Lowered | undefined): Lowered =>
  other?.again === true && one.again !== true ? { ...one, again: true } : one;

export const noteLowered = (lowered: readonly Lowered[], to: Level): readonly Lowered[] => {
  const last = lowered.at(-1);
  if (last && sameLevel(last, to)) return last.again ? lowered : [...lowered.slice(0, -1), { ...last, again: true }];
  return lowered.length >= MAX_DEPTH ? lowered : [...lowered, to];
};

export const loweredText = (lowered: readonly Lowered[]): string => lowered.map(levelText).join();

/** What is told along. */
export const loweredAgainText = (lowered: readonly Lowered[]): string =>
  lowered.map(({ again }) => String(again === true)).join();

/** Of two ways that differ in it, the one that says more; the same object where that is `a`. */
export const joinLowered = (a: readonly Lowered[], b: readonly Lowered[]): readonly Lowered[] => {
  const [one, other] = [a, b].map((lowered) => `${String(lowered.length)} ${loweredText(lowered)}`);
  if (one === undefined || other === undefined || one > other) return a;
  if (one < other) return b;
  const joined = a.map((lowered, index) => withAgain(lowered, b[index]));
  return joined.every((lowered, index) => lowered === a[index]) ? a : joined;
};

/** Undoes one raise; the one above it, if any, leads from now on to where this one led. */
export const removeRaise = (raises: readonly Raise[], index: number): readonly Raise[] =>
  raises.flatMap((raise, at) => {
    if (at === index) return [];
    const removed = raises[index];
    return at === index + 1 && removed ? [{ ...raise, base: removed.base }] : [raise];
  });

const withPlaces = (raise: Raise, other: Raise | undefined): Raise => {
  const known = placesOf(raise);
  const others = other ? placesOf(other) : [];
  const news = others.filter(({ span }) => !known.some((place) => sameSpan(place.span, span)));
  return news.length === 0 ? raise : { ...raise, also: [...(raise.also ?? []), ...news] };
};

/** What two ways agree on, from the outermost raise inwards; the same object where that is all of `a`. */
export const joinRaises = (a: readonly Raise[], b: readonly Raise[]): readonly Raise[] => {
  if (a === b) return a;
  const differs = a.findIndex((raise, index) => {
    const other = b[index];
    return !other || raiseText(raise) !== raiseText(other);
  });
  const common = differs < 0 ? a : a.slice(0, differs);
  const joined = common.map((raise, index) => withPlaces(raise, b[index]));
  return joined.every((raise, index) => raise === common[index]) ? common : joined;
};
