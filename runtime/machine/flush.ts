import { looksDead, reap } from "../watch/reap.js";
import { deliverNow } from "./deliver.js";
import { DEFERRED } from "./dpc-queue.js";
import type { Processor } from "./processor.js";
import { PROCESSOR, demand, isRunning, numbersOf, processorAt, wordsOf, type KSYSTEM } from "./system.js";

/** A processor that went away answers nothing: look again after this time. Milliseconds. */
const SLICE = 10;

/** Asks every other processor to run its DPCs and waits for the answers, delivering here meanwhile. */
export const flushOthers = (own: Processor): void => {
  const { words, system, number } = own;
  const others = numbersOf(system).filter((other) => other !== number);
  const asked = others.map((other) => {
    const block = processorAt(other);
    const wanted = (Atomics.add(words, block + PROCESSOR.flushAsked, 1) + 1) | 0;
    if (isRunning(words, block)) demand(words, block, DEFERRED);
    return { block, wanted };
  });
  for (const { block, wanted } of asked) awaitFlush(system, block, wanted);
};

const awaitFlush = (system: KSYSTEM, block: number, wanted: number): void => {
  const words = wordsOf(system);
  for (;;) {
    const done = Atomics.load(words, block + PROCESSOR.flushDone);
    if (((done - wanted) | 0) >= 0 || !isRunning(words, block)) return;
    Atomics.wait(words, block + PROCESSOR.flushDone, done, SLICE);
    reap(system, looksDead);
    deliverNow();
  }
};
