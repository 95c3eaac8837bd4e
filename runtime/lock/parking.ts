import type { Parking } from "./attempt.js";

/** A sleep ends after this time at the latest; the sleeper looks again and goes on sleeping. Milliseconds. */
const SLICE = 100;

const mayBlock = (): boolean => {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    // A browser's window thread: it spins on, because a waiter that has queued cannot leave the queue.
    return false;
  }
};

const blocking = mayBlock();

/** Alone in its function, with nothing after it: the engine of Node 20 loses locals across a wait in WebAssembly. */
const sleep = (words: Int32Array, word: number, value: number): void => {
  Atomics.wait(words, word, value, SLICE);
};

export const parking: Parking = {
  sleep: blocking ? sleep : () => undefined,
  wake: (words, word) => {
    Atomics.notify(words, word);
  },
};

const atomics = Atomics as { pause?: () => void };

/** Tells the processor that this is a spin loop, where the engine can. */
export const pause: () => void = atomics.pause?.bind(Atomics) ?? (() => undefined);

/**
 * Looks at the lock before a waiter sleeps: about as long as waking a thread takes (4 to 5 microseconds), the classic
 * bound that is at most twice as slow as the best choice. A pause takes about 25 ns, a look about 10.
 */
export const SPINS = atomics.pause === undefined ? 400 : 150;
