// Broken variants of the machines, each by one small change that a person could make. The model checker must catch them
// all: that is what its silence about the machines themselves is worth.
import * as layout from "../lock/layout.js";
import { and, differ, equal, go, isClear, or, plus, step, swap, when } from "./expr.js";
import { ALWAYS, type Access, type Expr, type Machine, type Step } from "./ir.js";

export interface Mutant {
  readonly lock: "spin" | "reader/writer" | "distributed";
  readonly machine: string;
  readonly mistake: string;
  readonly change: (machine: Machine) => Machine;
}

type Change = Mutant["change"];

const { ABANDONED, HEAD_WORD, KICK, KIND_MASK, OWNER_MASK, SLEEP_WORD, STATE_MASK, STEAL, TICKET_MASK } = layout;
const { READER_WRITER, WRITER, WRITER_WAITS } = layout;

const withStep = (name: string, change: (step: Step) => Step): Change => {
  return (machine) => {
    const step = machine.steps[name];
    if (step === undefined) throw new Error(`\`${machine.name}\` has no step \`${name}\``);
    return { ...machine, steps: { ...machine.steps, [name]: change(step) } };
  };
};

/** The step is not made: what comes after its last branch follows at once. */
const skip = (name: string): Change =>
  withStep(name, ({ go: branches, set }) => ({ ...(set && { set }), go: branches.slice(-1) }));

/** The step goes to one place, whatever it has seen. */
const always = (name: string, to: string): Change => withStep(name, (one) => ({ ...one, go: [go(to)] }));

/** The step does not go where it should on some condition. */
const without = (name: string, to: string): Change =>
  withStep(name, (one) => ({
    ...one,
    go: one.go.filter(([condition, target]) => target !== to || condition === ALWAYS),
  }));

const reroute = (name: string, from: string, to: string): Change =>
  withStep(name, (one) => ({
    ...one,
    go: one.go.map(([condition, target, ...mark]) => [condition, target === from ? to : target, ...mark]),
  }));

const instead = (name: string, replacement: Step): Change => withStep(name, () => replacement);
const access = (name: string, replacement: Access): Change =>
  withStep(name, (one) => ({ ...one, access: replacement }));

/** The exchange is made without a comparison. */
const overwrite = (name: string): Change =>
  withStep(name, (one) => {
    if (one.access?.[0] !== "cas") throw new Error(`\`${name}\` compares nothing`);
    const [, , at, , value] = one.access;
    return {
      ...one,
      access: ["store", at, value],
      go: one.go.slice(0, 1).map(([, to, ...mark]) => [ALWAYS, to, ...mark]),
    };
  });

const both =
  (first: Change, second: Change): Change =>
  (machine) =>
    second(first(machine));

type Row = readonly [machine: string, mistake: string, change: Change];

const spin: readonly Row[] = [
  ["take", "writes the owner without comparing", overwrite("swap")],
  ["take", "does not look whether somebody waits", always("lookAtHead", "swap")],
  ["take", "takes a lock that is held", instead("look", step(["peek", "seen", 0], go("lookAtHead")))],
  [
    "take",
    "takes an abandoned lock",
    instead(
      "look",
      step(["peek", "seen", 0], when(equal(and("seen", STATE_MASK & ~ABANDONED), "kind"), "swap"), go("busy")),
    ),
  ],
  [
    "giveUp",
    "forgets the sleeping head",
    instead(
      "look",
      step(
        ["peek", "seen", 0],
        when(differ(and("seen", OWNER_MASK | KIND_MASK), or("kind", "me")), "busy"),
        go("swap"),
      ),
    ),
  ],
  ["giveUp", "frees a strict lock although somebody waits", without("look", "lookAtHead")],
  ["giveUp", "frees without comparing", overwrite("swap")],
  ["tryTake", "takes a lock that is held", without("judge", "busy")],
  ["tryTake", "takes an abandoned lock", without("judge", "abandoned")],
  ["tryTake", "passes those that wait, awake", always("lookAtHead", "swap")],
  ["acquire", "takes without comparing", overwrite("swap")],
  ["acquire", "passes those that wait, awake", always("lookAtHead", "swap")],
  ["acquire", "draws a ticket that is not one atomic operation", overwrite("enqueue")],
  ["acquire", "draws a ticket without queueing behind it", access("enqueue", ["cas", "was", 0, "seen", "seen"])],
  ["acquire", "enters an abandoned lock as a newcomer", without("judge", "abandoned")],
  ["acquire", "does not wait for its turn", always("awaitTurn", "head")],
  [
    "acquire",
    "does not check its turn after it has registered",
    reroute("registerForTurn", "recheckTurn", "sleepForTurn"),
  ],
  ["acquire", "does not see the mark after it has registered", without("recheckTurn", "abandoned")],
  [
    "acquire",
    "sleeps for its turn unregistered",
    access("registerForTurn", ["load", "count", plus(8, and("ticket", 7))]),
  ],
  ["acquire", "sleeps again without checking its turn", reroute("rereadTurnSlot", "recheckTurn", "sleepForTurn")],
  [
    "acquire",
    "does not take what was handed over",
    instead(
      "head",
      step(
        ["load", "seen", 0],
        when(equal(and("seen", OWNER_MASK), 0), "takeAsHead"),
        when("tired", "announceSleep"),
        go("head"),
      ),
    ),
  ],
  ["acquire", "competes for an abandoned lock", without("head", "abandoned")],
  ["acquire", "takes as head without comparing", overwrite("takeAsHead")],
  ["acquire", "clears the owner when it wakes", access("wakeful", ["and", "was", 0, ~(STEAL | KICK | OWNER_MASK)])],
  ["acquire", "overwrites the word when it announces its sleep", overwrite("announce")],
  ["acquire", "does not check KICK after it has registered", reroute("registerAsHead", "recheckKick", "sleepAsHead")],
  ["acquire", "sleeps as head unregistered", access("registerAsHead", ["load", "count", plus(8, and("ticket", 7))])],
  ["acquire", "sleeps again without checking KICK", reroute("rereadHeadSlot", "recheckKick", "sleepAsHead")],
  ["acquire", "sleeps on in an abandoned lock", without("recheckKick", "abandoned")],
  ["acquire", "keeps the headship", reroute("takeAsHead", "passHead", "done")],
  [
    "acquire",
    "passes the headship to the one after",
    access("passHead", ["cas", "was", HEAD_WORD, "ticket", and(plus("ticket", 2), TICKET_MASK)]),
  ],
  [
    "acquire",
    "overwrites the mark with the next turn",
    access("passHead", ["store", HEAD_WORD, and(plus("ticket", 1), TICKET_MASK)]),
  ],
  ["acquire", "does not look for a sleeper behind it", always("passHead", "done")],
  [
    "acquire",
    "lets others pass the sleeper and forgets to have it woken",
    access("leaveToUnlocker", ["or", "was", 0, STEAL]),
  ],
  ["acquire", "wakes the next without counting", access("countWake", ["load", "was", plus(8, and("ticket", 7))])],
  ["acquire", "counts a wake-up without waking", skip("wake")],
  ["release", "frees a strict lock although somebody waits", reroute("handOver", "swapToNext", "free")],
  ["release", "frees without comparing", overwrite("free")],
  [
    "release",
    "hands over and keeps KICK",
    instead("swapToNext", swap(or(and("seen", ~OWNER_MASK), layout.HANDED_OVER), "freed", "look")),
  ],
  ["release", "frees and keeps KICK", instead("free", swap(and("seen", ~OWNER_MASK), "freed", "look"))],
  ["release", "forgets the sleeping head", reroute("freed", "lookAtSleeper", "done")],
  ["release", "wakes without counting", access("countWake", ["load", "was", plus(8, and("head", 7))])],
  ["release", "counts a wake-up without waking", skip("wake")],
  ["release", "wakes the one after", access("wake", ["notify", plus(8, and(plus("head", 1), 7))])],
  ["abandon", "does not mark the word", access("mark", ["load", "was", 0])],
  ["abandon", "does not end the turns", withStep("endTurns", ({ go: branches, set = [] }) => ({ set, go: branches }))],
  [
    "abandon",
    "marks after it has woken",
    both(
      reroute("blame", "mark", "endTurns"),
      both(reroute("wake", "done", "mark"), reroute("mark", "endTurns", "done")),
    ),
  ],
  ["abandon", "wakes without counting", access("countWake", ["load", "was", 8])],
  ["abandon", "wakes nobody", skip("wake")],
  ["abandon", "wakes the first slot only", without("wake", "countWake")],
];

const late: Step = step(["load", "count", SLEEP_WORD], go("sleep"));
const withLateCount: Change = (machine) => {
  const changed = reroute("recheck", "sleep", "late")(machine);
  return { ...changed, steps: { ...changed.steps, late } };
};

const readerWriter: readonly Row[] = [
  [
    "takeShared",
    "reads beside a writer",
    instead("look", step(["peek", "seen", 0], when(equal(and("seen", KIND_MASK), READER_WRITER), "swap"), go("busy"))),
  ],
  ["takeShared", "counts without comparing", overwrite("swap")],
  [
    "takeExclusive",
    "writes beside readers",
    instead("look", step(["peek", "seen", 0], when(isClear("seen", WRITER), "swap"), go("busy"))),
  ],
  ["takeExclusive", "enters without comparing", overwrite("swap")],
  ["giveUpShared", "forgets the sleepers", instead("look", step(["peek", "seen", 0], go("swap")))],
  ["giveUpShared", "leaves without comparing", overwrite("swap")],
  ["giveUpExclusive", "forgets the sleepers", instead("look", step(["peek", "seen", 0], go("swap")))],
  [
    "giveUpExclusive",
    "leaves its mark in the word",
    instead("swap", swap(and("seen", KIND_MASK | WRITER_WAITS | WRITER), "done", "busy")),
  ],
  ["acquireShared", "counts without comparing", overwrite("enter")],
  ["acquireShared", "sleeps without asking to be woken", reroute("recheck", "askForKick", "sleep")],
  ["acquireShared", "reads the count after it has checked", withLateCount],
  ["acquireShared", "does not see the mark before it sleeps", without("recheck", "abandoned")],
  [
    "acquireShared",
    "enters an abandoned lock",
    both(
      without("judge", "abandoned"),
      instead("judge", {
        go: [when(isClear("seen", WRITER | WRITER_WAITS), "enter"), when("tired", "readCount"), go("look")],
      }),
    ),
  ],
  ["acquireShared", "sleeps again without looking", reroute("sleep", "look", "sleep")],
  ["acquireExclusive", "enters without comparing", overwrite("enter")],
  [
    "acquireExclusive",
    "enters and forgets the sleepers",
    instead("enter", swap(or("me", WRITER | READER_WRITER), "done", "look", "enter")),
  ],
  ["acquireExclusive", "asks without comparing", overwrite("ask")],
  ["acquireExclusive", "sleeps without asking to be woken", reroute("recheck", "askForKick", "sleep")],
  ["acquireExclusive", "reads the count after it has checked", withLateCount],
  ["releaseShared", "forgets the sleepers", reroute("look", "swapAndWake", "swap")],
  ["releaseShared", "wakes without counting", access("countWake", ["load", "was", SLEEP_WORD])],
  ["releaseShared", "counts a wake-up without waking", skip("wake")],
  ["releaseExclusive", "forgets the sleepers", reroute("look", "swapAndWake", "swap")],
  ["releaseExclusive", "counts a wake-up without waking", skip("wake")],
  ["tryShared", "reads beside a writer", instead("judge", { go: [go("enter")] })],
  [
    "tryExclusive",
    "writes beside readers",
    instead("judge", { go: [when(isClear("seen", WRITER), "enter"), go("busy")] }),
  ],
  ["convert", "becomes the writer beside another reader", instead("judge", { go: [go("swap")] })],
  ["convert", "forgets the sleepers", instead("swap", swap(or("me", WRITER | READER_WRITER), "done", "look", "enter"))],
  ["convert", "converts without comparing", overwrite("swap")],
  ["abandonReaderWriter", "does not mark the word", access("mark", ["load", "was", 0])],
  ["abandonReaderWriter", "wakes without counting", access("countWake", ["load", "was", SLEEP_WORD])],
  ["abandonReaderWriter", "wakes nobody", skip("wake")],
];

/** The two accesses in the other order: then neither of reader and writer need see the other. */
const looksFirst: Change = (machine) => ({
  ...machine,
  steps: {
    look: step(
      ["load", "seen", 0],
      when(equal(and("seen", WRITER | WRITER_WAITS | ABANDONED | KIND_MASK), "kind"), "raise"),
      go("up"),
    ),
    raise: step(["cas", "was", "flag", 0, 1], go("done")),
    up: step(["cas", "was", "flag", 0, 1], go("busy")),
  },
});

const withSwaps =
  (value: Expr): Change =>
  (machine) =>
    both(
      instead("swap", swap(value, "done", "look")),
      instead("swapAndWake", swap(and(value, ~KICK), "countWake", "look")),
    )(machine);

const rows = (lock: Mutant["lock"], table: readonly Row[]): Mutant[] =>
  table.map(([machine, mistake, change]) => ({ lock, machine, mistake, change }));

const distributed: readonly Row[] = [
  ["takeFlag", "does not raise the flag", access("raise", ["load", "was", "flag"])],
  ["takeFlag", "enters whatever it has seen", always("look", "done")],
  [
    "takeFlag",
    "enters an abandoned lock",
    instead(
      "look",
      step(["load", "seen", 0], when(isClear("seen", WRITER | WRITER_WAITS), "done", "enter"), go("busy")),
    ),
  ],
  ["takeFlag", "looks before it raises the flag", looksFirst],
  ["giveUpFlag", "takes the flag down under a sleeper", access("down", ["store", "flag", 0])],
  ["releaseFlag", "does not take the flag down", skip("clear")],
  ["releaseFlag", "wakes nobody", skip("wake")],
  ["retreat", "leaves the flag up", always("down", "busy")],
  ["retreat", "wakes nobody", skip("wake")],
  ["drain", "does not wait", always("spin", "enter")],
  ["drain", "says that it sleeps where nobody is", access("ask", ["store", "flag", 2])],
  ["drain", "does not see the mark before it enters", instead("enter", { go: [when(1, "done", "enter")] })],
  ["drain", "enters when it is woken", reroute("sleep", "look", "enter")],
  ["lookAtFlag", "does not look", always("look", "enter")],
  ["downgrade", "stays the writer", access("swap", ["load", "was", 0])],
  ["downgrade", "is no reader any more", withSwaps(and("seen", KIND_MASK | KICK | ABANDONED))],
  ["abandonDistributed", "leaves the flag of the dead up", skip("lower")],
  ["abandonDistributed", "does not wake the writer", skip("wakeWriter")],
  ["abandonDistributed", "does not mark the word", access("mark", ["load", "was", 0])],
];

export const mutants: readonly Mutant[] = [
  ...rows("spin", spin),
  ...rows("reader/writer", readerWriter),
  ...rows("distributed", distributed),
];
