import type { LockFamily, LockForm } from "../contract/contract.js";
import { ofEach } from "../ir/of-each.js";
import { spanKey, type Span } from "../ir/span.js";
import { levelText, type Level } from "./level.js";
import { areOneForSome, type Path } from "./path.js";

/** A lock's balance since the function was entered: taken here (`+`), given back for the caller (`-`), or that and taken anew (0). */
export interface Held {
  readonly path: Path;
  readonly family: LockFamily;
  readonly form: LockForm;
  readonly balance: number;
  /** Path text of the KLOCK_QUEUE_HANDLE, for queued locks. */
  readonly handle: string | undefined;
  /** The level that the release restored with which it was given back for the caller; undefined: it left the level alone. */
  readonly restored: Level | undefined;
  /** On some of the joined paths only. */
  readonly maybe: boolean;
  /** Taken by a try-acquire. */
  readonly tried: boolean;
  /**
   * Taken again while held, or with a handle in use, which was reported, or handed to something that is not followed: how often
   * it is given back is not asked any more.
   */
  readonly again: boolean;
  /** It was held at an `await` that lies behind: that is said there. */
  readonly awaited: boolean;
  /** The last acquire or release that counts; not compared. */
  readonly span: Span;
  /** The acquires that it comes from, one for each of the joined paths. */
  readonly spans: readonly Span[];
  /** Taken anew: how it was given back for the caller before, which is all that the caller sees of it. */
  readonly lent: Held | undefined;
  /** The caller's lock, made one of another family: held as before, and not by this function. Lent is what it was before. */
  readonly converted?: boolean;
  /** Path texts of callers' locks that were given back before it was taken; on all of the joined paths. */
  readonly behind: readonly string[];
}

/** An acquire or a release. */
export type LockStep = Pick<Held, "path" | "family" | "form" | "handle" | "span"> & {
  readonly tried?: boolean;
  /** The level that a release restores. */
  readonly restored?: Level | undefined;
};

export type HeldLocks = ReadonlyMap<string, Held>;

const MAX_BALANCE = 2;

/** Taken here and not given back since. */
export const isHeldHere = ({ balance, converted }: Held): boolean => balance >= 0 && converted !== true;

/** Given back for the caller and taken anew by another routine: the caller holds it in that way from then on. */
export const isTakenOtherwise = ({ balance, converted, maybe, lent, family, form }: Held): boolean =>
  balance === 0 && converted !== true && !maybe && lent !== undefined && (lent.family !== family || lent.form !== form);

const heldText: (held: Held) => string = ofEach(
  (held) =>
    `${held.balance > 0 ? "+" : "-"}${String(Math.abs(held.balance))}${held.path.text}/${held.family}/${held.form}/${held.handle ?? ""}${held.restored ? `=${levelText(held.restored)}` : ""}${held.tried ? "~" : ""}${held.again ? "&" : ""}${held.awaited ? "^" : ""}${held.converted === true ? "*" : ""}${held.maybe ? "?" : ""}${held.lent ? `<${heldText(held.lent)}` : ""}`,
);

/** Compared often: each text is made once. */
export const locksText = ofEach((locks: HeldLocks): string => [...locks.values()].map(heldText).sort().join(";"));

const put = (locks: HeldLocks, held: Held): HeldLocks => {
  const balance = Math.max(-MAX_BALANCE, Math.min(MAX_BALANCE, held.balance));
  return new Map(locks).set(held.path.text, { ...held, balance });
};

const without = (locks: HeldLocks, { path }: Held): HeldLocks => {
  const next = new Map(locks);
  next.delete(path.text);
  return next;
};

/** Readers may read again, and writers write again, only where the routine's page says so. */
export const mayTakeAgain = (held: LockFamily, taken: LockFamily): boolean =>
  held === taken && (held === "ndis-rw-read" || held === "ndis-rw-write");

/** Who holds it as `held` keeps out whoever takes it so: readers keep no readers out. */
export const keepsOut = (held: LockFamily, taken: LockFamily): boolean =>
  !(held === taken && (held === "reader-writer-shared" || mayTakeAgain(held, taken)));

/** Callers decide which lock a name means: two may be one. */
const mayBeNamed = (one: Held, other: Held): boolean =>
  one.family === other.family && areOneForSome(one.path, other.path);

const balanceUnder = (locks: HeldLocks, held: Held, sign: 1 | -1): number =>
  [...locks.values()]
    .filter((other) => other !== held && other.balance * sign > 0 && mayBeNamed(other, held))
    .reduce((sum, { balance }) => sum + balance, 0);

/** What is given back for the callers may be the lock that is left, where they decide which one a name means. */
export const mayBeGivenAs = (taken: Held | undefined, given: Held): boolean =>
  given.balance < 0 && taken !== undefined && mayBeNamed(taken, given);

/** More is held by other names, where all that may be its own are, than was given back by its own. */
export const isHeldByOther = (locks: HeldLocks, held: Held): boolean => held.balance + balanceUnder(locks, held, 1) > 0;

/** All that was taken by its own name may have been given back by others. */
const isGivenByOther = (locks: HeldLocks, held: Held): boolean => {
  const given = balanceUnder(locks, held, -1);
  return given < 0 && held.balance + given <= 0;
};

const isTakenAgain = (locks: HeldLocks, before: Held, taken: LockStep): boolean =>
  before.again ||
  !(
    (taken.tried === true && keepsOut(before.family, taken.family)) ||
    mayTakeAgain(before.family, taken.family) ||
    isGivenByOther(locks, before)
  );

/** A handle that is in use for another lock: which of the two a release by it ends is not asked. */
const noteReuse = (locks: HeldLocks, { path, handle }: LockStep): HeldLocks => {
  const others = [...locks.values()].filter((held) => isHeldHere(held) && held.handle === handle);
  if (handle === undefined || others.every((held) => held.path.text === path.text)) return locks;
  return new Map([...locks].map(([key, held]) => [key, others.includes(held) ? { ...held, again: true } : held]));
};

export const acquireLock = (locks: HeldLocks, taken: LockStep): HeldLocks => {
  const before = locks.get(taken.path.text);
  if (before && isHeldHere(before))
    return put(locks, { ...before, again: isTakenAgain(locks, before, taken), balance: before.balance + 1 });
  const { tried = false, span } = taken;
  const balance = (before?.balance ?? 0) + 1;
  const behind = [...locks].flatMap(([key, other]) => (other.balance < 0 ? [key] : []));
  const held = {
    ...taken,
    tried,
    again: false,
    awaited: false,
    restored: undefined,
    spans: [span],
    behind,
    lent: before,
    maybe: before?.maybe ?? false,
    balance,
  };
  return noteReuse(put(locks, held), taken);
};

/** Callers have to do with the hold that they had: it is given back as it was taken there, whatever it became here. */
const asLent = (held: Held, { form, span, restored }: LockStep): Held => ({
  ...held,
  ...held.lent,
  converted: false,
  form,
  span,
  spans: [span],
  restored,
});

export const releaseLock = (locks: HeldLocks, given: LockStep): HeldLocks => {
  const before = locks.get(given.path.text);
  if (before?.balance === 1) return without(locks, before);
  if (before && before.balance > 1) return put(locks, { ...before, balance: before.balance - 1 });
  const { span, restored } = given;
  if (before?.converted === true) return put(locks, asLent(before, given));
  if (before?.lent) return put(locks, before.lent);
  const balance = (before?.balance ?? 0) - 1;
  const unlike = {
    restored,
    tried: false,
    again: false,
    awaited: false,
    spans: [span],
    behind: [],
    lent: undefined,
    maybe: before?.maybe ?? false,
  };
  return put(locks, { ...given, ...unlike, balance });
};

/** Of a lock that a caller has taken for reading. */
const convertedForCaller = (locks: HeldLocks, taken: LockStep): HeldLocks => {
  const lent = releaseLock(new Map(), { ...taken, family: "reader-writer-shared", tried: false }).get(taken.path.text);
  return lent ? put(locks, { ...lent, family: taken.family, balance: 0, lent, converted: true }) : locks;
};

/** A lock held for reading becomes one held for writing. */
export const convertLock = (locks: HeldLocks, taken: LockStep): HeldLocks => {
  const before = locks.get(taken.path.text);
  if (!before) return convertedForCaller(locks, taken);
  return isHeldHere(before) ? put(locks, { ...before, family: taken.family }) : locks;
};

/** The lock that was taken with this handle; the last one, where the handle was used again while in use. */
export const heldByHandle = (locks: HeldLocks, handle: string): Held | undefined =>
  [...locks.values()].findLast((held) => held.handle === handle && isHeldHere(held));

/** The locks that are held here are handed to something that is not followed. */
export const entrustedLocks = (locks: HeldLocks): HeldLocks =>
  new Map([...locks].map(([key, held]) => [key, isHeldHere(held) ? { ...held, again: true } : held]));

/** The locks that are held where an `await` is. */
export const awaitedLocks = (locks: HeldLocks): HeldLocks =>
  new Map([...locks].map(([key, held]) => [key, isHeldHere(held) ? { ...held, awaited: true } : held]));

const maybeHeld = (held: Held): Held => (held.maybe ? held : { ...held, maybe: true });

const unitedSpans = (one: Held, other: Held): readonly Span[] => {
  if (one.spans === other.spans) return one.spans;
  const spans = new Map([...one.spans, ...other.spans].map((span) => [spanKey(span), span]));
  return spans.size === one.spans.length ? one.spans : [...spans.values()];
};

const commonBehind = (one: Held, other: Held): readonly string[] =>
  one.behind.every((key) => other.behind.includes(key))
    ? one.behind
    : one.behind.filter((key) => other.behind.includes(key));

const withTold = (held: Held, told: Pick<Held, "spans" | "behind">): Held =>
  held.spans === told.spans && held.behind === told.behind ? held : { ...held, ...told };

/** One that was taken again comes last: of it nothing more is asked. */
const rankOf = (held: Held): string => `${held.again ? "1" : "0"}${heldText(maybeHeld(held))}`;

/** Of two ways in which a lock may be held one is kept, the same in whatever order they come. */
const keptOf = (one: Held, other: Held): Held => {
  if (one === other) return one;
  const told = { spans: unitedSpans(one, other), behind: commonBehind(one, other) };
  if (heldText(one) === heldText(other)) return withTold(one, told);
  const kept = rankOf(one) <= rankOf(other) ? one : other;
  return withTold(maybeHeld(kept), told);
};

/** Join of two lock states: what both hold stays certain, the rest becomes `maybe`. The first itself, where it says all. */
export const joinLocks = (a: HeldLocks, b: HeldLocks): HeldLocks => {
  if (a === b) return a;
  const joined = new Map<string, Held>();
  for (const [key, one] of a) {
    const other = b.get(key);
    joined.set(key, other ? keptOf(one, other) : maybeHeld(one));
  }
  for (const [key, other] of b) if (!a.has(key)) joined.set(key, maybeHeld(other));
  return joined.size === a.size && [...a].every(([key, held]) => joined.get(key) === held) ? a : joined;
};

/** Where the locks were taken, and behind which others: told along, and never what keeps two states apart. */
export const lockSpansText = (locks: HeldLocks): string =>
  [...locks.values()]
    .map(({ path, spans, behind }) => [`${path.text}@${spans.map(spanKey).sort().join()}`, ...behind].join(">"))
    .sort()
    .join(";");
