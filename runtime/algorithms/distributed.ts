// Distributed reader/writer spin locks: each processor has a flag on a line of its own, so that readers write no common line.
// The lock's own line is a reader/writer lock as in reader-writer.ts; who has no flag, or finds a writer there, is counted in
// it. A writer takes it and then waits until every flag is down. A reader raises its flag and then looks for a writer, a writer
// marks the lock and then looks for flags: in the one order of all accesses, one of the two sees the other.
//
//   flag   0 down | 1 up: its processor is inside, or looks whether it may | 2 up, and the writer sleeps on it
import * as layout from "../lock/layout.js";
import { and, differ, equal, go, isSet, step, when } from "./expr.js";
import { TIRED, type Machine, type Step } from "./ir.js";
import { abandonReaderWriter } from "./reader-writer.js";

const { ABANDONED, KIND_MASK, LOCK_WORD, WRITER, WRITER_WAITS } = layout;

const down: Step = step(["cas", "was", "flag", 1, 0], when(equal("was", 1), "done"), go("busy"));
const enterUnlessAbandoned: Step = step(["load", "seen", LOCK_WORD], when(isSet("seen", ABANDONED), "abandoned"), [
  1,
  "done",
  "enter",
]);

/** Enters as a reader by the flag. `busy`: the flag is up, but there is a writer: `retreat` follows. */
export const takeFlag: Machine = {
  name: "takeFlag",
  params: ["flag", "kind"],
  steps: {
    raise: step(["cas", "was", "flag", 0, 1], when(differ("was", 0), "recursion"), go("look")),
    look: step(
      ["load", "seen", LOCK_WORD],
      when(equal(and("seen", WRITER | WRITER_WAITS | ABANDONED | KIND_MASK), "kind"), "done", "enter"),
      go("busy"),
    ),
  },
};

/** Leaves by the flag, where no writer sleeps on it. */
export const giveUpFlag: Machine = { name: "giveUpFlag", params: ["flag"], steps: { down } };

/** Takes the flag down and wakes the writer that sleeps on it. */
const lower = (name: string, end: string): Machine => ({
  name,
  params: ["flag"],
  steps: {
    down: step(["cas", "was", "flag", 1, 0], when(equal("was", 1), end), when(equal("was", 0), "busy"), go("clear")),
    clear: step(["store", "flag", 0], go("wake")),
    wake: step(["notify", "flag"], go(end)),
  },
});

/** `busy`: the flag was down, so the reader is counted in the lock. */
export const releaseFlag = lower("releaseFlag", "done");
/** Always `busy`: there was a writer, so the reader must be counted in the lock. */
export const retreat = lower("retreat", "busy");

/** The writer waits until a flag is down. */
export const drain: Machine = {
  name: "drain",
  params: ["flag"],
  steps: {
    spin: step(["load", "up", "flag"], when(equal("up", 0), "enter"), when(TIRED, "ask"), go("spin")),
    ask: step(["cas", "up", "flag", 1, 2], when(equal("up", 0), "enter"), go("sleep")),
    sleep: step(["wait", "woken", "flag", 2], when(equal("woken", 2), "watch"), go("look")),
    watch: step(["watch"], go("look")),
    look: step(["load", "seen", LOCK_WORD], when(isSet("seen", ABANDONED), "abandoned"), go("spin")),
    enter: enterUnlessAbandoned,
  },
};

/** The writer looks whether a flag is down, and does not wait. */
export const lookAtFlag: Machine = {
  name: "lookAtFlag",
  params: ["flag"],
  steps: {
    look: step(["load", "up", "flag"], when(equal("up", 0), "enter"), go("busy")),
    enter: enterUnlessAbandoned,
  },
};

/** Marks the lock as abandoned by `who`, and takes its flag down. */
export const abandonDistributed: Machine = {
  name: "abandonDistributed",
  params: ["who", "flag"],
  steps: {
    ...abandonReaderWriter.steps,
    wake: step(["notify", layout.SLEEP_WORD], go("lower")),
    lower: step(["store", "flag", 0], go("wakeWriter")),
    wakeWriter: step(["notify", "flag"], go("done")),
  },
};
