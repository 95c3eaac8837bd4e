import { cases } from "./cases.mjs";
import { page, range } from "./levels.mjs";

const SPIN = new Set(
  "ordinary queued reader-writer-shared reader-writer-exclusive interrupt cancel ndis ndis-rw-read ndis-rw-write wdf vpb".split(
    " ",
  ),
);

/** Locks of the whole system have no argument. */
const GLOBAL = new Set(["cancel", "vpb"]);

const DIRQL = "3..12";

/** Facts that the fact file leaves to the reader. */
const EXCEPTIONS = {
  // The lock comes out: it is the result.
  WdfSpinLockCreate: { lock: "r" },
  NdisAllocateRWLock: { lock: "r" },
  // An enumeration chooses among the adapter's DPC, StartIo and interrupt locks; the level follows from it.
  StorPortAcquireSpinLock: { family: "other", raise: "2..12" },
  StorPortReleaseSpinLock: { family: "other" },
  // Read or write, as it was taken.
  NdisReleaseRWLock: { family: "ndis-rw-write,ndis-rw-read" },
  // A passive-level interrupt's lock: no level changes.
  WdfInterruptTryToAcquireLock: { form: "raise" },
};

/**
 * Beside the routines that their pages or rule pages name: they run other drivers' code (completion, start or dispatch
 * routines) before they return, and that code may want the lock.
 */
const RUNS_OTHERS = new Set([
  "IoCallDriver",
  "IofCallDriver",
  "PoCallDriver",
  "IoStartNextPacketByKey",
  "WdfRequestComplete",
  "WdfRequestCompleteWithInformation",
  "WdfRequestCompleteWithPriorityBoost",
]);

const isAtLevel = (name) => /AtDpcLevel$|FromDpcLevel$|^NdisDpr/.test(name);

const form = (row) => {
  const special = EXCEPTIONS[row.name]?.form;
  if (special) return special;
  if (row.name.startsWith("Kef")) return "kef";
  if (row.name.endsWith("ForDpc")) return "forDpc";
  return isAtLevel(row.name) ? "dpc" : "raise";
};

/**
 * Page and header sometimes bound the level differently: legal is what either allows. DIRQL has no macro, so that a header
 * writes HIGH_LEVEL for it: there the page stands. Releases and acquires "at DPC level" are legal above it, too.
 */
const bounds = (row) => {
  if (isAtLevel(row.name)) return "2..15";
  if (row.irqlMin === undefined && row.irqlMax === undefined) return "-";
  let min = row.irqlMin ?? 0;
  let max = row.irqlMax ?? 15;
  if (row.headerDisagrees && row.headerBound && max !== 12) {
    min = Math.min(min, row.headerBound.min ?? 0);
    max = Math.max(max, row.headerBound.max ?? 2);
  }
  return range(min, max);
};

const savedPlace = (row, where) => {
  if (where === "out-parameter" || where === "return") return "r";
  if (where === "handle") return `a${row.irqlParameter}#`;
  if (where === "lock-object") return `a${row.lock.lockParameter}#`;
  // `parameter`: releases have no out-parameter before it.
  return where === "parameter" ? `a${row.irqlParameter}` : undefined;
};

const raiseTarget = (row) => {
  if (EXCEPTIONS[row.name]?.raise) return EXCEPTIONS[row.name].raise;
  if (row.targetIrqlParameter !== undefined && row.raisesTo === undefined) return `a${row.targetIrqlParameter}`;
  return row.raisesTo ?? DIRQL;
};

const levelClauses = (row) => {
  const saves = savedPlace(row, row.savesIrql);
  const restores = savedPlace(row, row.restoresIrql);
  return [
    row.effect === "raise" || EXCEPTIONS[row.name]?.raise ? `raise:${raiseTarget(row)}` : undefined,
    restores === undefined ? undefined : `restore:${restores}`,
    saves === undefined ? undefined : `saves:${saves}`,
  ];
};

/** Queue handles: every acquire names one behind the lock, every release of a queued lock names nothing else. */
const lockPlaces = (row) => {
  const { kind, lockParameter } = row.lock;
  const fixed = EXCEPTIONS[row.name]?.lock;
  const inStack = row.name.includes("InStackQueued");
  if (inStack && row.lock.op === "release") return ["_", "a0"];
  if (inStack) return ["a0", "a1"];
  const handle = [row.savesIrql, row.restoresIrql].includes("handle") ? `a${row.irqlParameter}` : undefined;
  const argument = lockParameter === null ? "_" : `a${lockParameter}`;
  const lock = GLOBAL.has(kind) ? `g=${kind}` : (fixed ?? argument);
  return handle === undefined ? [lock] : [lock, handle];
};

/** Mutexes, resources and regions are no spin locks: they leave only their effect on the level. */
const lockClause = (row) => {
  const { op, kind } = row.lock;
  if (!op || op === "free" || !SPIN.has(kind)) return undefined;
  const places = lockPlaces(row);
  // A list routine's hidden lock cannot meet another one.
  if (op === "internal" && places[0] === "_") return undefined;
  return `lock:${op}:${EXCEPTIONS[row.name]?.family ?? kind}:${form(row)}:${places.join(":")}`;
};

/** A wait that depends on something that no argument tells is left out: at DISPATCH_LEVEL it would be a guess. */
const mayBlock = (row, caseClauses) =>
  row.mayBlock && (row.irqlMax < 2 || caseClauses.some((clause) => clause.includes(":free:")));

/** One line of the table. */
export const routineRow = (row, callbacks) => {
  const caseClauses = cases(row);
  const clauses = [
    ...levelClauses(row),
    lockClause(row),
    row.name === "KeGetCurrentIrql" ? "current" : undefined,
    ...callbacks,
    mayBlock(row, caseClauses) ? "block" : undefined,
    row.notWhileHoldingSpinLock || RUNS_OTHERS.has(row.name) ? "nospin" : undefined,
    ...caseClauses,
  ].filter((clause) => clause !== undefined);
  return [row.name, bounds(row), clauses.join(" "), page(row.source ?? "", "nf", row.name)].join("|");
};
