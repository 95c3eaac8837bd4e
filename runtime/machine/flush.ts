import { deliverNow } from "./deliver.js";
import { DEFERRED } from "./dpc-queue.js";
import type { Processor } from "./processor.js";
import { FREE, PROCESSOR, demand, processorAt } from "./system.js";

/** A processor that went away answers nothing: look again after this time. Milliseconds. */
const SLICE = 10;

/** Asks every other processor to run its DPCs and waits for the answers, delivering here meanwhile. */
export const flushOthers = (own: Processor): void => {
  const { words, system, number } = own;
  const others = Array.from({ length: system.processors }, (_, other) => other).filter((other) => other !== number);
  const asked = others.map((other) => {
    const block = processorAt(other);
    const wanted = (Atomics.add(words, block + PROCESSOR.flushAsked, 1) + 1) | 0;
    if (Atomics.load(words, block + PROCESSOR.state) !== FREE) demand(words, block, DEFERRED);
    return { block, wanted };
  });
  for (const { block, wanted } of asked) awaitFlush(words, block, wanted);
};

const awaitFlush = (words: Int32Array, block: number, wanted: number): void => {
  for (;;) {
    const done = Atomics.load(words, block + PROCESSOR.flushDone);
    if (((done - wanted) | 0) >= 0 || Atomics.load(words, block + PROCESSOR.state) === FREE) return;
    Atomics.wait(words, block + PROCESSOR.flushDone, done, SLICE);
    deliverNow();
  }
};
