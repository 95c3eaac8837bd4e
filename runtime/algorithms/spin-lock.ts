// The spin lock of one 64-byte line: a queue by ticket; waiters spin, then sleep. Ordinary, interrupt and queued locks
// let newcomers pass a head of the queue that sleeps (STEAL), so that a hand-over never waits for a thread to be woken;
// strictly queued ones never do. Layout: ../lock/layout.ts.
//
// `me`: identity of the worker. `self`: the same where it proves that this worker holds the lock, else -1.
import * as layout from "../lock/layout.js";
import { and, differ, equal, go, isClear, isSet, minus, or, plus, shiftRight, step, swap, when } from "./expr.js";
import { TIRED, type Branch, type Expr, type Machine } from "./ir.js";

const { ABANDONED, FIRST_SLOT_WORD, HANDED_OVER, HEAD_WORD, KICK, KIND_MASK, LOCK_WORD, OWNER_MASK } = layout;
const { QUEUED_STRICT, SLEEPERS_MASK, SLOTS, SLOT_MASK, STATE_MASK, STATUS_WORD, STEAL } = layout;
const { TAIL_ONE, TAIL_SHIFT, TICKET_MASK, WAKE_ONE } = layout;

const owner = and("seen", OWNER_MASK);
const kindSeen = and("seen", KIND_MASK);
const tail = shiftRight("seen", TAIL_SHIFT);
const slotOf = (ticket: Expr): Expr => plus(FIRST_SLOT_WORD, and(ticket, SLOT_MASK));
const isStrict = equal("kind", QUEUED_STRICT);
const gone = when(isSet("seen", ABANDONED), "abandoned");
const otherKind: readonly Branch[] = [
  when(equal(kindSeen, "kind"), "judge"),
  when(equal(kindSeen, 0), "judge"),
  go("mixedUse"),
];

/** Free, used as this kind before, and nobody waits or who comes first sleeps: takes it. */
export const take: Machine = {
  name: "take",
  params: ["kind", "me"],
  steps: {
    look: step(
      ["peek", "seen", LOCK_WORD],
      when(equal(and("seen", STATE_MASK), "kind"), "lookAtHead"),
      // The owner that clears KICK has woken the head; until that has come, all is left to newcomers.
      when(equal(and("seen", STATE_MASK & ~KICK), or("kind", STEAL)), "swap"),
      go("busy"),
    ),
    lookAtHead: step(["peek", "head", HEAD_WORD], when(equal("head", tail), "swap"), go("busy")),
    swap: swap(or("seen", "me"), "done", "busy", "enter"),
  },
};

/** Ours and nobody to wake: frees it. The exchange is the owner check, at no further cost. */
export const giveUp: Machine = {
  name: "giveUp",
  params: ["kind", "me"],
  steps: {
    look: step(
      ["peek", "seen", LOCK_WORD],
      when(differ(and("seen", OWNER_MASK | KIND_MASK | KICK), or("kind", "me")), "busy"),
      when(isStrict, "lookAtHead"),
      go("swap"),
    ),
    lookAtHead: step(["peek", "head", HEAD_WORD], when(equal("head", tail), "swap"), go("busy")),
    swap: swap(and("seen", ~OWNER_MASK), "done", "busy"),
  },
};

/** Takes the lock if it is free and no waiter that is awake comes first. A race alone is no answer. */
export const tryTake: Machine = {
  name: "tryTake",
  params: ["kind", "me"],
  steps: {
    look: step(["load", "seen", LOCK_WORD], ...otherKind),
    judge: {
      go: [gone, when(differ(owner, 0), "busy"), when(isSet("seen", STEAL), "swap"), go("lookAtHead")],
    },
    lookAtHead: step(["load", "head", HEAD_WORD], when(equal("head", tail), "swap"), go("busy")),
    swap: swap(or("seen", or("kind", "me")), "done", "look", "enter"),
  },
};

/** Takes the lock however long it lasts. */
export const acquire: Machine = {
  name: "acquire",
  params: ["kind", "me", "self"],
  steps: {
    look: step(["load", "seen", LOCK_WORD], ...otherKind),
    judge: {
      go: [
        gone,
        when(equal(owner, "self"), "recursion"),
        when(differ(owner, 0), "enqueue"),
        // Never used, or strict and free: then nobody waits, ever.
        when(equal(kindSeen, 0), "swap"),
        when(isStrict, "swap"),
        when(isSet("seen", STEAL), "swap"),
        go("lookAtHead"),
      ],
    },
    lookAtHead: step(["load", "head", HEAD_WORD], when(equal("head", tail), "swap"), go("enqueue")),
    swap: swap(or("seen", or("kind", "me")), "done", "look", "enter"),
    // By compare-and-exchange on the word just judged, which fixes the order of arrival.
    enqueue: {
      access: ["cas", "was", LOCK_WORD, "seen", plus("seen", TAIL_ONE)],
      set: [["ticket", tail]],
      go: [when(equal("was", "seen"), "awaitTurn", "queue"), go("look")],
    },

    awaitTurn: step(
      ["load", "head", HEAD_WORD],
      when(equal("head", "ticket"), "head"),
      when(equal("head", -1), "abandoned"),
      when(TIRED, "registerForTurn"),
      go("awaitTurn"),
    ),
    registerForTurn: {
      access: ["add", "count", slotOf("ticket"), 1],
      set: [["count", plus("count", 1)]],
      go: [go("recheckTurn")],
    },
    recheckTurn: step(
      ["load", "head", HEAD_WORD],
      when(equal("head", "ticket"), "leaveTurnSlot"),
      when(equal("head", -1), "abandoned"),
      go("sleepForTurn"),
    ),
    sleepForTurn: step(
      ["wait", "woken", slotOf("ticket"), "count"],
      when(equal("woken", 2), "watchTurn"),
      go("rereadTurnSlot"),
    ),
    watchTurn: step(["watch"], go("rereadTurnSlot")),
    rereadTurnSlot: step(["load", "count", slotOf("ticket")], go("recheckTurn")),
    leaveTurnSlot: step(["sub", "count", slotOf("ticket"), 1], go("head")),

    head: step(
      ["load", "seen", LOCK_WORD],
      gone,
      when(equal(owner, 0), "takeAsHead"),
      when(equal(owner, HANDED_OVER), "takeAsHead"),
      when(TIRED, "announceSleep"),
      when(isSet("seen", STEAL | KICK), "wakeful"),
      go("head"),
    ),
    wakeful: step(["and", "was", LOCK_WORD, ~(STEAL | KICK)], go("head")),
    takeAsHead: swap(or(and("seen", ~(OWNER_MASK | STEAL | KICK)), "me"), "passHead", "head", "enter"),

    announceSleep: {
      set: [["flags", KICK]],
      go: [when(isStrict, "announce"), go("announceAndYield")],
    },
    announceAndYield: { set: [["flags", KICK | STEAL]], go: [go("announce")] },
    announce: swap(or("seen", "flags"), "registerAsHead", "head"),
    registerAsHead: {
      access: ["add", "count", slotOf("ticket"), 1],
      set: [["count", plus("count", 1)]],
      go: [go("recheckKick")],
    },
    // The owner that clears KICK also wakes this slot; whoever registers later than that sees KICK gone here.
    recheckKick: step(
      ["load", "seen", LOCK_WORD],
      gone,
      when(isClear("seen", KICK), "leaveHeadSlot"),
      go("sleepAsHead"),
    ),
    sleepAsHead: step(
      ["wait", "woken", slotOf("ticket"), "count"],
      when(equal("woken", 2), "watchHead"),
      go("rereadHeadSlot"),
    ),
    watchHead: step(["watch"], go("rereadHeadSlot")),
    rereadHeadSlot: step(["load", "count", slotOf("ticket")], go("recheckKick")),
    leaveHeadSlot: step(["sub", "count", slotOf("ticket"), 1], go("head")),

    // The lock is ours; the next waiter becomes the head of the queue. An abandoned lock keeps its -1.
    passHead: {
      access: ["cas", "was", HEAD_WORD, "ticket", and(plus("ticket", 1), TICKET_MASK)],
      set: [["ticket", plus("ticket", 1)]],
      go: [go("lookAtNext")],
    },
    lookAtNext: step(
      ["load", "count", slotOf("ticket")],
      when(isClear("count", SLEEPERS_MASK), "done"),
      when(isStrict, "countWake"),
      go("leaveToUnlocker"),
    ),
    // Not woken now: that would lengthen the section. Who unlocks will.
    leaveToUnlocker: step(["or", "was", LOCK_WORD, STEAL | KICK], go("done")),
    // A strict hand-over would wait for the sleeper, so it is woken while the section runs.
    countWake: step(["add", "was", slotOf("ticket"), WAKE_ONE], go("wake")),
    wake: step(["notify", slotOf("ticket")], go("done")),
  },
};

/** Gives the lock up: free for all, or, strictly queued, handed to the head of the queue. */
export const release: Machine = {
  name: "release",
  params: ["kind", "me"],
  steps: {
    look: step(
      ["load", "seen", LOCK_WORD],
      when(differ(owner, "me"), "notOwned"),
      when(differ(kindSeen, "kind"), "mixedUse"),
      go("lookAtHead"),
    ),
    lookAtHead: step(["load", "head", HEAD_WORD], when(differ(tail, "head"), "handOver"), go("free")),
    handOver: { go: [when(isStrict, "swapToNext"), go("free")] },
    swapToNext: swap(or(and("seen", ~(OWNER_MASK | KICK)), HANDED_OVER), "freed", "look"),
    free: swap(and("seen", ~(OWNER_MASK | KICK)), "freed", "look"),
    freed: { go: [when(isClear("seen", KICK), "done"), go("lookAtSleeper")] },
    // None: the head announced its sleep but will see that KICK is gone before it sleeps.
    lookAtSleeper: step(
      ["load", "count", slotOf("head")],
      when(isClear("count", SLEEPERS_MASK), "done"),
      go("countWake"),
    ),
    countWake: step(["add", "was", slotOf("head"), WAKE_ONE], go("wake")),
    wake: step(["notify", slotOf("head")], go("done")),
  },
};

/** Marks the lock as abandoned by `who` and wakes all that sleep on it. For a reaper, never for the owner. */
export const abandon: Machine = {
  name: "abandon",
  params: ["who"],
  steps: {
    blame: step(["store", STATUS_WORD, "who"], go("mark")),
    mark: step(["or", "was", LOCK_WORD, ABANDONED], go("endTurns")),
    endTurns: { access: ["store", HEAD_WORD, -1], set: [["left", SLOTS]], go: [go("countWake")] },
    countWake: step(["add", "was", minus(FIRST_SLOT_WORD + SLOTS, "left"), WAKE_ONE], go("wake")),
    wake: {
      access: ["notify", minus(FIRST_SLOT_WORD + SLOTS, "left")],
      set: [["left", minus("left", 1)]],
      go: [when("left", "countWake"), go("done")],
    },
  },
};
