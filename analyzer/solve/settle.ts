import type { Case, LevelOrigin } from "../domain/case.js";
import { isHeldHere } from "../domain/held.js";
import { sameLevel, type Level } from "../domain/level.js";
import { entrustedRaises, noteLowered, pushRaise, removeRaise, type Raise } from "../domain/raise.js";
import type { Span } from "../ir/span.js";
import type { CallEvent } from "./call-event.js";
import { isSaved } from "./saved-apart.js";
import { changedLevel } from "./context.js";
import { isUnheld } from "./lock-steps.js";

/** Where the call stands, for the raises that it leaves open. */
export interface CallPlace {
  readonly span: Span;
  readonly text: string;
}

const last = (raises: readonly Raise[], wanted: (raise: Raise) => boolean): number => raises.findLastIndex(wanted);

const withLevel = (state: Case, level: Level, origin: LevelOrigin): Case =>
  sameLevel(state.level, level) ? state : changedLevel(state, level, origin);

/** A level that was restored by its number is known by the name of what was saved; what a callee did since stays. */
const named = (state: Case, restored: Level | undefined, saved: Level): Case =>
  restored && sameLevel(state.level, restored) ? withLevel(state, saved, state.origin) : state;

type Release = Extract<CallEvent, { kind: "release" }>;

/**
 * A lock that a caller has taken is given back, and with it what its acquire raised, from under what was raised here: that leads
 * from now on to where the release led. That it may be the lock that was taken here, by another name, shows to callers; with what
 * that one has saved it leads to nothing below that one's raise.
 */
const releasedForCaller = (state: Case, restored: Level): Case => {
  const [outer, ...inner] = state.raises;
  const isOwn = state.raises.some(({ lock, saved }) => lock !== undefined && isSaved(state, saved, restored));
  return outer && !isOwn ? { ...state, raises: [{ ...outer, base: restored }, ...inner] } : state;
};

/**
 * A lock that was taken without a raise is given back without a change of level, whatever the routine. One that restores what a
 * plain raise has saved undoes that as well, which is part of the mistake.
 */
const releasedFromDpc = (before: Case, state: Case, { restored, held }: Release): Case => {
  if (!restored) return state;
  if (!held || !isHeldHere(held)) return releasedForCaller(state, restored);
  const after = withLevel(state, before.level, state.origin);
  const undone = after.raises.findLast(({ lock, saved }) => lock === undefined && isSaved(before, saved, restored));
  return undone ? { ...after, raises: entrustedRaises(after.raises, (raise) => raise === undone) } : after;
};

/** A release of what is not held is one too many: it restores no level either. */
const releasedNothing = (before: Case, state: Case, { restored }: Release): Case =>
  restored && sameLevel(state.level, restored) ? withLevel(state, before.level, before.origin) : state;

/**
 * A lock that was taken again while held, which was reported: a release that restores what one of the acquires saved gives
 * back that one and those after it; another one gives back an acquire that did not raise.
 */
const releasedAgain = (before: Case, state: Case, event: Release): Case => {
  const { restored } = event;
  const index = last(
    state.raises,
    ({ lock, saved }) => lock === event.lock.text && restored !== undefined && isSaved(state, saved, restored),
  );
  if (index < 0) return withLevel(state, before.level, state.origin);
  const raises = state.raises.filter(({ lock }, at) => at < index || lock !== event.lock.text);
  return { ...state, raises };
};

/**
 * The level after a release. One that restores another level than the acquire saved is reported, and the state goes on as
 * if it had restored the right one: for an inner lock's raise that is still open, the level at hand.
 */
const released = (before: Case, state: Case, event: Release): Case => {
  if (event.held?.again === true && event.held.balance > 1) return releasedAgain(before, state, event);
  const index = last(state.raises, (raise) => raise.lock === event.lock.text);
  const raise = state.raises[index];
  if (!raise)
    return isUnheld(before, event.lock, event.family)
      ? releasedNothing(before, state, event)
      : releasedFromDpc(before, state, event);
  const isInnermost = index === state.raises.length - 1;
  const isRight = event.restored !== undefined && isSaved(before, raise.saved, event.restored);
  const led = sameLevel(raise.base, raise.saved) ? undefined : raise.base;
  const settled = { ...state, raises: removeRaise(state.raises, index) };
  if (isRight && !led) return named(settled, event.restored, raise.saved);
  return withLevel(settled, led ?? (isInnermost ? raise.saved : before.level), settled.origin);
};

type Lowering = Extract<CallEvent, { kind: "lower" }>;

/** To the level at hand, as `KeGetCurrentIrql` has told it: where a raise was not needed, there is none to undo. */
const staysAtRead = ({ from, to, value }: Lowering): boolean =>
  sameLevel(from, to) && value?.kind === "level" && value.read !== undefined;

/** Nothing is raised here but by locks, under which the level stays: another one is reported. */
const loweredForCaller = (state: Case, event: Lowering): Case => {
  const { from, to } = event;
  if (staysAtRead(event) || (state.raises.length > 0 && !sameLevel(from, to))) return state;
  const last = state.lowered.at(-1);
  const isTold = event.again !== true || (last && sameLevel(last, to));
  return isTold ? { ...state, lowered: noteLowered(state.lowered, to) } : state;
};

/**
 * Lowers to the level that some raise saved undo it and all plain raises inside it; any other undoes the innermost. Where there
 * is none here it undoes what a caller has raised.
 */
const lowered = (state: Case, event: Lowering): Case => {
  const { to } = event;
  const exact = last(state.raises, (raise) => raise.lock === undefined && isSaved(state, raise.saved, to));
  const index = exact >= 0 ? exact : last(state.raises, (raise) => raise.lock === undefined);
  const raise = state.raises[index];
  if (!raise) return loweredForCaller(state, event);
  const [above, ...further] = state.raises.slice(index + 1).filter((other) => other.lock !== undefined);
  const inside = above ? [{ ...above, base: raise.base }, ...further] : [];
  if (event.again) return state;
  const settled = { ...state, raises: [...state.raises.slice(0, index), ...inside] };
  const isRight = exact >= 0 && sameLevel(raise.base, raise.saved);
  return isRight ? named(settled, to, raise.saved) : withLevel(settled, raise.base, settled.origin);
};

type Undone = NonNullable<Extract<CallEvent, { kind: "internal" }>["undone"]>;

/** One name's release of another's acquire, which has restored what it had to. */
const exchanged = (state: Case, { raise, inner, restored }: Undone): Case =>
  !inner && sameLevel(state.level, restored) ? withLevel(state, raise.base, state.origin) : state;

const settleOne = (before: Case, state: Case, event: CallEvent): Case => {
  switch (event.kind) {
    case "release":
      return released(before, state, event);
    case "lower":
      return lowered(state, event);
    case "internal":
      return event.undone ? exchanged(state, event.undone) : state;
    default:
      return state;
  }
};

/** The case after a call's releases and lowerings: raises that they undo are closed, mistakes in them are mended. */
export const settle = (before: Case, after: Case, events: readonly CallEvent[]): Case =>
  events.reduce((state, event) => settleOne(before, state, event), after);

/** The case after a routine has raised, by itself or to take a lock. */
export const openRaises = (before: Case, after: Case, events: readonly CallEvent[], place: CallPlace): Case => {
  const opened = events.flatMap((event): Raise[] => {
    if (event.kind !== "raise" && !(event.kind === "acquire" && (event.form === "raise" || event.form === "forDpc")))
      return [];
    const lock = event.kind === "acquire" ? event.lock.text : undefined;
    return [{ saved: before.level, base: before.level, lock, ...place }];
  });
  return opened.length === 0 ? after : { ...after, raises: opened.reduce(pushRaise, after.raises) };
};
