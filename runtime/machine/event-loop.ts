// Delivery while a worker stands idle in its event loop, where the engine has `Atomics.waitAsync` (Node 16, Chrome 87,
// Safari 16.4, Firefox 145).

import { cpu } from "../cpu.js";

interface AsyncWait {
  readonly async: boolean;
  readonly value: string | Promise<string>;
}
interface MaybeWaitAsync {
  waitAsync?(words: Int32Array, index: number, value: number, milliseconds?: number): AsyncWait;
}

const atomics = Atomics as MaybeWaitAsync;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Where the engine cannot wait in the event loop, it looks again after this time. Milliseconds. */
const POLL = 4;

/** Lets the event loop run until the word has been notified, differs from `value`, or the time is over. */
export const waitInEventLoop = async (
  words: Int32Array,
  index: number,
  value: number,
  milliseconds: number,
): Promise<void> => {
  if (atomics.waitAsync === undefined) await pause(Math.min(POLL, milliseconds));
  else await atomics.waitAsync(words, index, value, milliseconds).value;
};

let generation = 0;

/**
 * Calls `deliver` whenever a level above the current one is pending in the word and the event loop runs; false where the
 * engine cannot.
 */
export const listenInEventLoop = (words: Int32Array, index: number, deliver: () => void): boolean => {
  if (atomics.waitAsync === undefined) return false;
  const mine = ++generation;
  // What is slept on is a word in which nothing is due. Its value before the delivery would not do: what was delivered may
  // have come again since, and nobody is notified of a level that is pending already.
  const listen = (): void => {
    if (mine !== generation) return;
    const seen = Atomics.load(words, index);
    const wait = seen >>> (cpu.irql + 1) === 0 ? atomics.waitAsync?.(words, index, seen) : undefined;
    if (wait?.async === true) void (wait.value as Promise<string>).then(tick);
    else setTimeout(tick, 0);
  };
  const tick = (): void => {
    if (mine !== generation) return;
    try {
      deliver();
    } finally {
      listen();
    }
  };
  listen();
  return true;
};

/** The last listener ends. */
export const stopListening = (): void => {
  generation++;
};
