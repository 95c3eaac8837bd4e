// One worker of a stress run: takes the lock again and again, and looks for company inside.
import { parentPort, workerData } from "node:worker_threads";
import * as runtime from "../index.js";
import { HEAD_WORD, TICKET_MASK, ticketOf } from "../lock/layout.js";
import { AT_WORD, type Family, type StressJob, type StressResult } from "./stress-job.js";

const job = workerData as StressJob;
const { buffer } = runtime.openArena(job.arena, job.kernel);
if (job.system !== undefined) runtime.attachProcessor(job.system);
const words = new Int32Array(buffer);
const lock = new runtime.KSPIN_LOCK(buffer, AT_WORD.lock * 4);
const strict = new runtime.KSPIN_LOCK(buffer, AT_WORD.lock * 4, { policy: "strict" });
const readerWriter = new runtime.EX_SPIN_LOCK(buffer, AT_WORD.second * 4);
const distributed = new runtime.EX_SPIN_LOCK(buffer, AT_WORD.distributed * 4, { processors: 2 });
const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));

let overlaps = 0;
let outOfTurn = 0;
let judged = 0;

/** Lets other workers run, even on one core. */
const pass = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** What only one worker at a time may do: plain, racy accesses on purpose. */
const section = (dwell = 0): void => {
  if (words[AT_WORD.inside] !== 0 || words[AT_WORD.first] !== words[AT_WORD.last]) overlaps++;
  words[AT_WORD.inside] = 1;
  words[AT_WORD.first] = (words[AT_WORD.first] ?? 0) + 1;
  if (dwell > 0) pass(dwell);
  words[AT_WORD.last] = (words[AT_WORD.last] ?? 0) + 1;
  words[AT_WORD.inside] = 0;
};

/** A moment before an acquire: how many sections there have been, and the number of the next waiter. */
interface Moment {
  readonly sections: number;
  readonly ticket: number;
}

const now = (): Moment => ({
  sections: Atomics.load(words, AT_WORD.first),
  ticket: ticketOf(Atomics.load(words, AT_WORD.lock)),
});

/**
 * Waiters that had queued before: the next one's number as seen before the call, against the number served inside. Numbers start
 * anew after `TICKET_MASK`: where a worker stood still between the two and so many others came that they may have, nothing is told.
 */
const checkTurn = (before: Moment): void => {
  if (Atomics.load(words, AT_WORD.first) - before.sections > TICKET_MASK / 4) return;
  judged++;
  const served = Atomics.load(words, AT_WORD.lock + HEAD_WORD);
  if (((served - before.ticket) & TICKET_MASK) > TICKET_MASK / 2) outOfTurn++;
};

const readAndWrite = (one: runtime.EX_SPIN_LOCK): void => {
  const shared = runtime.ExAcquireSpinLockShared(one);
  if (words[AT_WORD.inside] !== 0 || words[AT_WORD.first] !== words[AT_WORD.last]) overlaps++;
  runtime.ExReleaseSpinLockShared(one, shared);
  const exclusive = runtime.ExAcquireSpinLockExclusive(one);
  section();
  runtime.ExReleaseSpinLockExclusive(one, exclusive);
};

const rounds: Readonly<Record<Family, () => void>> = {
  ordinary: () => {
    const before = now();
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    checkTurn(before);
    section();
    runtime.KeReleaseSpinLock(lock, oldIrql);
  },
  // Held so long that waiters sleep, on any number of cores.
  "ordinary, held long": () => {
    const before = now();
    const oldIrql = runtime.KeAcquireSpinLock(lock);
    checkTurn(before);
    section(0.01);
    runtime.KeReleaseSpinLock(lock, oldIrql);
  },
  "at-dpc-level": () => {
    runtime.KeAcquireSpinLockAtDpcLevel(lock);
    section();
    runtime.KeReleaseSpinLockFromDpcLevel(lock);
  },
  try: () => {
    while (!runtime.KeTryToAcquireSpinLockAtDpcLevel(lock));
    section();
    runtime.KeReleaseSpinLockFromDpcLevel(lock);
  },
  queued: () => {
    runtime.KeAcquireInStackQueuedSpinLock(lock, handle);
    section();
    runtime.KeReleaseInStackQueuedSpinLock(handle);
  },
  "strictly queued": () => {
    const before = now();
    runtime.KeAcquireInStackQueuedSpinLock(strict, handle);
    checkTurn(before);
    section();
    runtime.KeReleaseInStackQueuedSpinLock(handle);
  },
  "reader-writer": () => {
    readAndWrite(readerWriter);
  },
  // Two of the workers have a flag, the others are counted.
  distributed: () => {
    readAndWrite(distributed);
  },
  broken: () => {
    // Looks, then sets: two operations where a lock needs one. Time passes between them and inside, so that the
    // mistake shows on one core as well.
    while (Atomics.load(words, AT_WORD.lock) !== 0) pass(0.01);
    pass(0.01);
    Atomics.store(words, AT_WORD.lock, 1);
    section(0.01);
    Atomics.store(words, AT_WORD.lock, 0);
  },
};

const startTogether = (): void => {
  Atomics.add(words, AT_WORD.ready, 1);
  Atomics.notify(words, AT_WORD.ready);
  for (let ready = 0; ready < job.workers; ready = Atomics.load(words, AT_WORD.ready))
    Atomics.wait(words, AT_WORD.ready, ready, 100);
};

startTogether();
const raises = job.family === "at-dpc-level" || job.family === "try";
const begin = performance.now();
if (raises) runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
const round = rounds[job.family];
for (let count = 0; count < job.acquisitions; count++) round();
if (raises) runtime.KeLowerIrql(runtime.PASSIVE_LEVEL);
const result: StressResult = { overlaps, outOfTurn, judged, milliseconds: performance.now() - begin };
parentPort?.postMessage(result);
