// Reader/writer spin locks: many readers or one writer. A waiting writer holds new readers back (no starvation of
// writers), so a worker that holds the lock shared must not take it shared again.
//
//   word 0   bit 31 writer inside | bit 30 writer waiting | bit 21 ABANDONED | bit 20 KICK: somebody sleeps |
//            bits 18..16 kind | bits 15..0 readers, or the writer's identity
//   word 1   wake-ups so far; sleepers wait on it         word 2   as in spin locks
import * as layout from "../lock/layout.js";
import { and, differ, equal, go, isClear, isSet, minus, or, plus, step, swap, when } from "./expr.js";
import { TIRED, type Branch, type Expr, type Machine, type Step } from "./ir.js";

const { ABANDONED, KICK, KIND_MASK, LOCK_WORD, OWNER_MASK, SLEEP_WORD, STATUS_WORD } = layout;
const { WRITER, WRITER_WAITS } = layout;

const owner = and("seen", OWNER_MASK);
const kindSeen = and("seen", KIND_MASK);
const gone = when(isSet("seen", ABANDONED), "abandoned");
const otherKind: readonly Branch[] = [
  when(equal(kindSeen, "kind"), "judge"),
  when(equal(kindSeen, 0), "judge"),
  go("mixedUse"),
];
const recursion = when(equal(and("seen", WRITER | OWNER_MASK), or(WRITER, "self")), "recursion");
const look: Step = step(["load", "seen", LOCK_WORD], ...otherKind);

const sharedIn = or(plus("seen", 1), "kind");
const exclusiveIn = or(or("me", WRITER), "kind");

/** Sleeping, for readers and writers: whoever clears KICK changes the count, so no wake-up falls between. */
const sleepUnless = (mayEnter: Expr, ...others: readonly Branch[]): Readonly<Record<string, Step>> => ({
  readCount: step(["load", "count", SLEEP_WORD], go("recheck")),
  recheck: step(
    ["load", "seen", LOCK_WORD],
    when(mayEnter, "look"),
    gone,
    ...others,
    when(isClear("seen", KICK), "askForKick"),
    go("sleep"),
  ),
  askForKick: step(["cas", "was", LOCK_WORD, "seen", or("seen", KICK)], go("recheck")),
  sleep: step(["wait", "woken", SLEEP_WORD, "count"], when(equal("woken", 2), "watch"), go("look")),
  watch: step(["watch"], go("look")),
});

const wakeSleepers: Readonly<Record<string, Step>> = {
  countWake: step(["add", "was", SLEEP_WORD, 1], go("wake")),
  wake: step(["notify", SLEEP_WORD], go("done")),
};

/** No writer is inside or waits: one reader more. */
export const takeShared: Machine = {
  name: "takeShared",
  params: ["kind"],
  steps: {
    look: step(
      ["peek", "seen", LOCK_WORD],
      when(equal(and("seen", WRITER | WRITER_WAITS | ABANDONED | KIND_MASK), "kind"), "swap"),
      go("busy"),
    ),
    swap: swap(plus("seen", 1), "done", "busy", "enter"),
  },
};

/** Nobody sleeps: one reader less. */
export const giveUpShared: Machine = {
  name: "giveUpShared",
  params: ["kind"],
  steps: {
    look: step(
      ["peek", "seen", LOCK_WORD],
      when(differ(and("seen", WRITER | KICK | KIND_MASK), "kind"), "busy"),
      when(isClear("seen", OWNER_MASK), "busy"),
      go("swap"),
    ),
    swap: swap(minus("seen", 1), "done", "busy"),
  },
};

/** Nobody is inside and nobody waits: the writer enters. */
export const takeExclusive: Machine = {
  name: "takeExclusive",
  params: ["kind", "me"],
  steps: {
    look: step(["peek", "seen", LOCK_WORD], when(equal("seen", "kind"), "swap"), go("busy")),
    swap: swap(exclusiveIn, "done", "busy", "enter"),
  },
};

/** Nobody sleeps: the writer leaves. */
export const giveUpExclusive: Machine = {
  name: "giveUpExclusive",
  params: ["kind", "me"],
  steps: {
    look: step(
      ["peek", "seen", LOCK_WORD],
      when(equal(and("seen", WRITER | KICK | KIND_MASK | OWNER_MASK), exclusiveIn), "swap"),
      go("busy"),
    ),
    // The mark of waiting writers goes too: they set it again, and readers get their chance in between.
    swap: swap(and("seen", ABANDONED | KIND_MASK), "done", "busy"),
  },
};

const mayRead = isClear("seen", WRITER | WRITER_WAITS | ABANDONED);
const mayWrite = isClear("seen", WRITER | OWNER_MASK | ABANDONED);

export const acquireShared: Machine = {
  name: "acquireShared",
  params: ["kind", "self"],
  steps: {
    look,
    judge: { go: [gone, recursion, go("spin")] },
    spin: step(["load", "seen", LOCK_WORD], when(mayRead, "enter"), when(TIRED, "readCount"), go("spin")),
    enter: swap(sharedIn, "done", "look", "enter"),
    ...sleepUnless(mayRead),
  },
};

export const acquireExclusive: Machine = {
  name: "acquireExclusive",
  params: ["kind", "me", "self"],
  steps: {
    look,
    judge: { go: [gone, recursion, go("spin")] },
    spin: step(
      ["load", "seen", LOCK_WORD],
      when(mayWrite, "enter"),
      when(isClear("seen", WRITER_WAITS), "ask"),
      when(TIRED, "readCount"),
      go("spin"),
    ),
    // A writer that cannot enter says so, each time: the writer before it takes the mark away.
    ask: step(["cas", "was", LOCK_WORD, "seen", or(or("seen", WRITER_WAITS), "kind")], go("look")),
    enter: swap(or(exclusiveIn, and("seen", KICK)), "done", "look", "enter"),
    ...sleepUnless(mayWrite, when(isClear("seen", WRITER_WAITS), "look")),
  },
};

/** `calm`: where one of these holds, nobody is woken. */
const releases = (
  name: string,
  params: readonly string[],
  refused: Expr,
  value: Expr,
  ...calm: readonly Expr[]
): Machine => ({
  name,
  params,
  steps: {
    look: step(
      ["load", "seen", LOCK_WORD],
      when(equal(kindSeen, 0), "notOwned"),
      when(differ(kindSeen, "kind"), "mixedUse"),
      when(refused, "notOwned"),
      ...calm.map((one) => when(one, "swap")),
      go("swapAndWake"),
    ),
    swap: swap(value, "done", "look"),
    swapAndWake: swap(and(value, ~KICK), "countWake", "look"),
    ...wakeSleepers,
  },
});

/** A writer is inside, or nobody: less one, both have the highest bit. */
const noReader = isSet(minus(and("seen", WRITER | OWNER_MASK), 1), WRITER);

export const releaseShared = releases(
  "releaseShared",
  ["kind"],
  noReader,
  minus("seen", 1),
  // Only the last reader wakes, and only where somebody sleeps.
  differ(owner, 1),
  isClear("seen", KICK),
);

const notOurs = differ(and("seen", WRITER | OWNER_MASK), or(WRITER, "me"));

export const releaseExclusive = releases(
  "releaseExclusive",
  ["kind", "me"],
  notOurs,
  and("seen", ABANDONED | KIND_MASK | KICK),
  isClear("seen", KICK),
);

/** The writer becomes the only reader again. */
export const downgrade = releases(
  "downgrade",
  ["kind", "me"],
  notOurs,
  or(and("seen", ABANDONED | KIND_MASK | KICK), 1),
  isClear("seen", KICK),
);

/** Takes the lock if it can be had now; a race alone is no answer. */
const tries = (name: string, params: readonly string[], may: Expr, value: Expr): Machine => ({
  name,
  params,
  steps: {
    look,
    judge: { go: [gone, when(may, "enter"), go("busy")] },
    enter: swap(value, "done", "look", "enter"),
  },
});

export const tryShared = tries("tryShared", ["kind"], mayRead, sharedIn);
export const tryExclusive = tries(
  "tryExclusive",
  ["kind", "me"],
  mayWrite,
  or(exclusiveIn, and("seen", KICK | WRITER_WAITS)),
);

/** Makes the only reader the writer; never in an abandoned lock, which nobody enters any more. */
export const convert: Machine = {
  name: "convert",
  params: ["kind", "me"],
  steps: {
    look: step(
      ["load", "seen", LOCK_WORD],
      when(equal(kindSeen, 0), "notOwned"),
      when(differ(kindSeen, "kind"), "mixedUse"),
      go("judge"),
    ),
    judge: {
      go: [when(noReader, "notOwned"), when(equal(and("seen", OWNER_MASK | ABANDONED), 1), "swap"), go("busy")],
    },
    swap: swap(or(exclusiveIn, and("seen", KICK | WRITER_WAITS)), "done", "look", "enter"),
  },
};

/** Marks the lock as abandoned by `who` and wakes all that sleep on it. */
export const abandonReaderWriter: Machine = {
  name: "abandonReaderWriter",
  params: ["who"],
  steps: {
    blame: step(["store", STATUS_WORD, "who"], go("mark")),
    mark: step(["or", "was", LOCK_WORD, ABANDONED], go("countWake")),
    ...wakeSleepers,
  },
};
