// What the workers of a model run: calls of machines, as the runtime's routines make them.
import * as layout from "../lock/layout.js";
import * as distributed from "./distributed.js";
import type { Machine } from "./ir.js";
import * as readerWriter from "./reader-writer.js";
import * as spinLock from "./spin-lock.js";

export type Hold = "none" | "shared" | "exclusive";

export interface Call {
  /** The short way first; the next one where it says `busy`. */
  readonly machines: readonly string[];
  /** What the worker holds after success. */
  readonly hold: Hold;
  /** Where the script goes on after success, and where the last machine said `busy`; the end of a script is its length. */
  readonly then: number;
  readonly busy?: number;
  /** Where the script goes on in an abandoned lock, because the worker has still to leave it. */
  readonly abandoned?: number;
  /** Whose flag: how many workers further, counted round; its own where nothing is said. */
  readonly flag?: number;
}

export type Script = readonly Call[];

export interface LockModel {
  readonly name: string;
  readonly machines: Readonly<Record<string, Machine>>;
  readonly abandon: Machine;
  readonly kind: number;
  /** The lock's first word at the start. */
  readonly initial: number;
  /** Nobody passes a waiter, ever; else nobody passes one that is awake. */
  readonly strict: boolean;
  /** Words that count wake-ups: all that matters is whether they have changed. `sleepers`: bits that are no count. */
  readonly counters: { readonly from: number; readonly to: number; readonly sleepers: number };
  /** Tickets start anywhere, so states that differ by a shift of all of them are one. */
  readonly tickets: boolean;
}

const spin = (name: string, kind: number, strict = false): LockModel => {
  const { abandon, ...machines } = spinLock;
  const { FIRST_SLOT_WORD, SLOTS, SLEEPERS_MASK } = layout;
  const counters = { from: FIRST_SLOT_WORD, to: FIRST_SLOT_WORD + SLOTS, sleepers: SLEEPERS_MASK };
  return { name, machines, abandon, kind, initial: 0, strict, counters, tickets: true };
};

export const ordinary = spin("ordinary", layout.ORDINARY);
export const queuedStrict = spin("queued, strict", layout.QUEUED_STRICT, true);

export const readersAndWriters = ((): LockModel => {
  const { abandonReaderWriter: abandon, ...machines } = readerWriter;
  const counters = { from: layout.SLEEP_WORD, to: layout.SLEEP_WORD + 1, sleepers: 0 };
  const kind = layout.READER_WRITER;
  return { name: "reader/writer", machines, abandon, kind, initial: 0, strict: false, counters, tickets: false };
})();

export const distributedReadersAndWriters = ((): LockModel => {
  const { abandonDistributed: abandon, ...machines } = distributed;
  const kind = layout.READER_WRITER_DISTRIBUTED;
  const all = { ...readersAndWriters.machines, ...machines };
  return { ...readersAndWriters, name: "distributed", machines: all, abandon, kind };
})();

export const lockAndUnlock: Script = [
  { machines: ["take", "acquire"], hold: "exclusive", then: 1 },
  { machines: ["giveUp", "release"], hold: "none", then: 2 },
];

export const tryAndUnlock: Script = [
  { machines: ["tryTake"], hold: "exclusive", then: 1, busy: 2 },
  { machines: ["giveUp", "release"], hold: "none", then: 2 },
];

const endShared: Call = { machines: ["giveUpShared", "releaseShared"], hold: "none", then: 9 };
const endExclusive: Call = { machines: ["giveUpExclusive", "releaseExclusive"], hold: "none", then: 9 };

export const read: Script = [{ machines: ["takeShared", "acquireShared"], hold: "shared", then: 1 }, endShared];

export const write: Script = [
  { machines: ["takeExclusive", "acquireExclusive"], hold: "exclusive", then: 1 },
  endExclusive,
];

export const readAndConvert: Script = [
  { machines: ["takeShared", "acquireShared"], hold: "shared", then: 1 },
  { machines: ["convert"], hold: "exclusive", then: 2, busy: 3 },
  endExclusive,
  endShared,
];

export const tryRead: Script = [{ machines: ["tryShared"], hold: "shared", then: 1, busy: 9 }, endShared];
export const tryWrite: Script = [{ machines: ["tryExclusive"], hold: "exclusive", then: 1, busy: 9 }, endExclusive];

const onFlag = ["takeFlag", "retreat"];
const endFlagged: Call = {
  machines: ["giveUpFlag", "releaseFlag", "giveUpShared", "releaseShared"],
  hold: "none",
  then: 99,
};
const endWriter: Call = { ...endExclusive, then: 99 };
const look = (flag: number, hold: Hold, then: number, busy: number): Call => ({
  machines: ["lookAtFlag"],
  flag,
  hold,
  then,
  busy,
  abandoned: busy,
});

/** Of a lock with flags for three workers. */
export const readFlagged: Script = [
  { machines: [...onFlag, "takeShared", "acquireShared"], hold: "shared", then: 1 },
  endFlagged,
];

export const tryReadFlagged: Script = [
  { machines: [...onFlag, "tryShared"], hold: "shared", then: 1, busy: 99 },
  endFlagged,
];

export const writeDistributed: Script = [
  { machines: ["takeExclusive", "acquireExclusive"], hold: "none", then: 1 },
  { machines: ["drain"], flag: 1, hold: "none", then: 2 },
  { machines: ["drain"], flag: 2, hold: "exclusive", then: 3 },
  endWriter,
];

export const tryWriteDistributed: Script = [
  { machines: ["tryExclusive"], hold: "none", then: 1, busy: 99 },
  look(1, "none", 2, 4),
  look(2, "exclusive", 3, 4),
  endWriter,
  endWriter,
];

export const readAndConvertFlagged: Script = [
  ...readFlagged.slice(0, 1),
  look(0, "shared", 6, 2),
  // By the flag.
  { machines: ["tryExclusive"], hold: "shared", then: 3, busy: 10, abandoned: 10 },
  look(1, "shared", 4, 9),
  look(2, "exclusive", 5, 9),
  { machines: ["releaseFlag"], hold: "exclusive", then: 12 },
  // By the count.
  { machines: ["convert"], hold: "shared", then: 7, busy: 10 },
  look(1, "shared", 8, 11),
  look(2, "exclusive", 12, 11),
  { machines: ["giveUpExclusive", "releaseExclusive"], hold: "shared", then: 10 },
  endFlagged,
  { machines: ["downgrade"], hold: "shared", then: 10 },
  endWriter,
];
