// One worker of a torture: takes the locks of the round again and again, in all ways, holds them for random times, stalls, and
// is killed at any moment. It looks for company inside, and says when a lock was refused to it.
import { workerData } from "node:worker_threads";
import * as runtime from "../index.js";
import * as job from "./torture-job.js";
import type { TortureJob } from "./torture-job.js";

const { arena, kernel, lock: kind, number, place, seed, system } = workerData as TortureJob;
runtime.openArena(arena, kernel);
if (number >= 0) runtime.attachProcessor(system, number);

const { COMMON, LINE, OF_PLACE, ROUNDS, ROUND_LINES, SHARED_AT, placeWord } = job;
const { buffer } = arena;
const shared = new Int32Array(buffer, SHARED_AT, job.SHARED_WORDS);
const times = new Float64Array(buffer, SHARED_AT, job.SHARED_WORDS / 2);
const own = placeWord(place);
const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Marsaglia's xorshift. */
let state = seed | 1;
const random = (below: number): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};

const sleep = (milliseconds: number): void => {
  Atomics.wait(nobody, 0, 0, milliseconds);
};
const time = (): number => performance.timeOrigin + performance.now();

/** Mostly short, sometimes longer than a waiter spins, rarely a stall. */
const dwell = (): void => {
  const dice = random(200);
  if (dice === 0) sleep(random(20));
  else if (dice < 10) sleep(0.05);
  else for (let turn = random(300); turn > 0; turn--) random(2);
};

/** Two counters that only one worker at a time changes, and that differ inside. */
const section = (line: number): void => {
  const counters = new Int32Array(buffer, line * 64, 2);
  if (counters[0] !== counters[1]) Atomics.add(shared, COMMON.faults, 1);
  counters[0] = (counters[0] ?? 0) + 1;
  dwell();
  counters[1] = (counters[1] ?? 0) + 1;
};

const look = (line: number): void => {
  const counters = new Int32Array(buffer, line * 64, 2);
  if (counters[0] !== counters[1]) Atomics.add(shared, COMMON.faults, 1);
  dwell();
};

interface Round {
  readonly spin: runtime.KSPIN_LOCK;
  readonly strict: boolean;
  readonly readerWriter: runtime.EX_SPIN_LOCK;
  readonly at: number;
}

const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));

/** A round's spin lock is ordinary, queued or strictly queued; its reader/writer lock is compact or distributed. */
const newRound = (round: number): Round => {
  const at = (round % ROUNDS) * ROUND_LINES;
  const processors = number >= 0 && round % 2 === 1 ? system.processors : 0;
  return {
    spin: new runtime.KSPIN_LOCK(buffer, (at + LINE.spin) * 64, { policy: round % 3 === 2 ? "strict" : "bounded" }),
    strict: round % 3 !== 0,
    readerWriter: new runtime.EX_SPIN_LOCK(buffer, (at + LINE.readerWriter) * 64, { processors }),
    at,
  };
};

const spinPass = ({ at, spin, strict }: Round): void => {
  if (strict) {
    runtime.KeAcquireInStackQueuedSpinLock(spin, handle);
    section(at + LINE.spinCounters);
    runtime.KeReleaseInStackQueuedSpinLock(handle);
    return;
  }
  const oldIrql = runtime.KeAcquireSpinLock(spin);
  section(at + LINE.spinCounters);
  runtime.KeReleaseSpinLock(spin, oldIrql);
};

const readPass = ({ at, readerWriter }: Round): void => {
  const oldIrql = runtime.ExAcquireSpinLockShared(readerWriter);
  look(at + LINE.readerWriterCounters);
  runtime.ExReleaseSpinLockShared(readerWriter, oldIrql);
};

const writePass = ({ at, readerWriter }: Round): void => {
  const oldIrql = runtime.ExAcquireSpinLockExclusive(readerWriter);
  section(at + LINE.readerWriterCounters);
  runtime.ExReleaseSpinLockExclusive(readerWriter, oldIrql);
};

/** Looks, then sets: two operations where a lock needs one. */
const brokenPass = ({ at, spin: { index, words } }: Round): void => {
  while (Atomics.load(words, index) !== 0) sleep(0.01);
  sleep(0.01);
  Atomics.store(words, index, 1);
  section(at + LINE.spinCounters);
  Atomics.store(words, index, 0);
};

const passes = kind === "broken" ? [brokenPass] : [spinPass, spinPass, readPass, writePass];

/** One pass; false where the lock is refused, which ends the round for this worker. */
const pass = (round: Round): boolean => {
  times[own / 2 + OF_PLACE.began / 2] = time();
  try {
    passes[random(passes.length)]?.(round);
    return true;
  } catch (error) {
    if (!(error instanceof runtime.KernelError) || error.code !== "SPIN_LOCK_ABANDONED") throw error;
    times[own / 2 + OF_PLACE.ended / 2] = time();
    return false;
  }
};

for (;;) {
  const number = Atomics.load(shared, COMMON.round);
  // Said before the round is looked at again: the driver initialises no lock of a round in which somebody works.
  Atomics.store(shared, own + OF_PLACE.round, number + 1);
  const round = newRound(number);
  let goesOn = true;
  while (goesOn && Atomics.load(shared, COMMON.round) === number) {
    goesOn = pass(round);
    if (!goesOn) Atomics.store(shared, own + OF_PLACE.failed, number + 1);
    Atomics.add(shared, own + OF_PLACE.done, 1);
  }
  while (Atomics.load(shared, COMMON.round) === number) Atomics.wait(shared, COMMON.round, number, 100);
}
