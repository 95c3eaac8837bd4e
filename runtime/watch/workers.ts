// Takes: worker threads, of any host. Gives: the end of each, reported to the machine of which it was a processor. A host's
// `exit` comes only while this thread runs its event loop; what waiters find without it: reap.ts, `looksDead`.
import { threadIdentity } from "../identity.js";
import { claimProcessor } from "../machine/free-processor.js";
import {
  FREE,
  PROCESSOR,
  RESERVED,
  isRunning,
  numbersOf,
  processorAt,
  wordsOf,
  type KSYSTEM,
} from "../machine/system.js";
import { refuseValue, requireFunction, requireWhole } from "../refuse.js";
import type { IsDead } from "./claim.js";
import { GRACE, reap, timeMark } from "./reap.js";

/** What is used of a worker: Node's `Worker`, or a web worker. */
export interface ProcessorWorker {
  terminate: () => unknown;
  readonly threadId?: number;
  on?(event: "exit", listener: () => void): unknown;
  addEventListener?(event: "error" | "close", listener: () => void): void;
}

const byNumber =
  (number: number): IsDead =>
  (_words, _block, other) =>
    other === number;

const requireNumber = (routine: string, system: KSYSTEM, number: number): void => {
  wordsOf(system);
  requireWhole(`\`${routine}\` needs a number`, number, 0, system.processors - 1);
};

const byThread = (thread: number): IsDead => {
  const worker = threadIdentity(thread);
  return (words, block) => Atomics.load(words, block + PROCESSOR.worker) === worker;
};

/** Again where somebody else is at it. */
const reapSoon = (system: KSYSTEM, isDead: IsDead): void => {
  if (!reap(system, isDead)) setTimeout(reapSoon, 1, system, isDead);
};

/** For waiters that look before this thread hears of the end: the worker was told to. */
const announceEnd = (system: KSYSTEM, isDead: IsDead): void => {
  const words = wordsOf(system);
  for (const number of numbersOf(system)) {
    const block = processorAt(number);
    if (isRunning(words, block) && isDead(words, block, number))
      Atomics.store(words, block + PROCESSOR.ending, timeMark());
  }
};

/** `ended`: when the worker is no more. */
const follow = (system: KSYSTEM, worker: ProcessorWorker, isDead: IsDead, ended = (): void => undefined): void => {
  const terminate = worker.terminate.bind(worker);
  const bury = (): void => {
    ended();
    reapSoon(system, isDead);
  };
  worker.terminate = () => {
    announceEnd(system, isDead);
    const answer = terminate();
    // A web worker's end is no event: it is out of its code after a moment.
    if (worker.on === undefined) setTimeout(bury, GRACE);
    return answer;
  };
  if (worker.on !== undefined) worker.on("exit", bury);
  // An exception does not end a browser's worker, but leaves its level raised and its locks held.
  else for (const event of ["error", "close"] as const) worker.addEventListener?.(event, () => worker.terminate());
};

/**
 * Watches a worker that the program has started and that attaches by itself: when it has ended, its locks are marked as abandoned and
 * its processor is free. `number` is needed where workers have no `threadId` (web workers): the processor that it is, as long
 * as it lives. Its `terminate` is wrapped. A web worker in which an error stays uncaught is terminated; one that calls `close()`
 * itself must `detachProcessor` first. IRQL: any.
 * @throws TypeError where a number is needed; RangeError for one that the system does not have.
 */
export const adoptProcessor = (system: KSYSTEM, worker: ProcessorWorker, number?: number): void => {
  if (typeof (worker as ProcessorWorker | undefined)?.terminate !== "function")
    refuseValue("`adoptProcessor` needs a worker", worker, "", TypeError);
  const thread = worker.threadId;
  if (number === undefined && (thread === undefined || thread < 0))
    throw new TypeError("`adoptProcessor` cannot tell which processor this is: pass the number with which it attaches");
  if (number !== undefined) requireNumber("adoptProcessor", system, number);
  follow(system, worker, number === undefined ? byThread(thread ?? 0) : byNumber(number));
};

/**
 * Says that the worker that was processor `number` has ended, where the program knows it and no event tells. Its locks are marked as
 * abandoned, and the number is free. Never call it of a worker that still runs. IRQL: any.
 * @throws RangeError for a number that the system does not have.
 */
export const abandonProcessor = (system: KSYSTEM, number: number): void => {
  requireNumber("abandonProcessor", system, number);
  reapSoon(system, byNumber(number));
};

/** What a started worker must get: it calls `attachProcessor(system, number)`. */
export interface ProcessorStart {
  readonly system: KSYSTEM;
  readonly number: number;
}

const reserve = (system: KSYSTEM, wanted: number | undefined): number => {
  const words = wordsOf(system);
  return claimProcessor(system, wanted, (state) => Atomics.compareExchange(words, state, FREE, RESERVED) === FREE);
};

/** A worker that ended before it attached. */
const unreserve = (system: KSYSTEM, number: number, workers: number): void => {
  const words = wordsOf(system);
  const block = processorAt(number);
  if (Atomics.load(words, block + PROCESSOR.workers) === workers)
    Atomics.compareExchange(words, block + PROCESSOR.state, RESERVED, FREE);
};

/**
 * Starts a worker as a processor of the system and watches it, as `adoptProcessor` does. `start` makes the worker (the program
 * writes `new Worker(…)` itself, because bundlers look for that) and gives it what it is called with, as `workerData` or message.
 * `number`: default the first that is free. IRQL: any.
 * @throws KernelError `NO_FREE_PROCESSOR`; what `start` throws.
 */
export const startProcessor = <Started extends ProcessorWorker>(
  system: KSYSTEM,
  start: (first: ProcessorStart) => Started,
  number?: number,
): Started => {
  requireFunction("startProcessor", start);
  const own = reserve(system, number);
  const workers = Atomics.load(wordsOf(system), processorAt(own) + PROCESSOR.workers);
  try {
    const worker = start({ system, number: own });
    const isDead: IsDead = (words, block, other) =>
      other === own && Atomics.load(words, block + PROCESSOR.workers) === workers + 1;
    follow(system, worker, isDead, () => {
      unreserve(system, own, workers);
    });
    return worker;
  } catch (error) {
    unreserve(system, own, workers);
    throw error;
  }
};
