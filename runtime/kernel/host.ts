// What a machine needs of the engine besides atomic operations: how to sleep, to wake, to pause and to look around.

import { takeBuild } from "../build.js";

/** What the JavaScript kernel calls. */
export interface Host {
  /** Sleeps while the word has the value: 0 woken, 1 other value, 2 the slice of time is over. */
  wait(words: Int32Array, word: number, value: number): number;
  notify(words: Int32Array, word: number): void;
  watch(words: Int32Array, lock: number): void;
  pause(): void;
  /** Looks at the lock before a waiter sleeps. */
  readonly spins: number;
}

/** A sleep ends after this time at the latest; the sleeper looks again and goes on sleeping. Milliseconds. */
export const SLICE = 100;

/** False in a browser's window thread: it spins on, because a waiter that has queued cannot leave the queue. */
export const mayBlock = ((): boolean => {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
})();

type Watch = (words: Int32Array, lock: number) => void;

let watcher: Watch = () => undefined;

/** Says who looks around when a waiter has slept for a slice of time; it may abandon the lock, not take it, nor throw. */
export const onLongWait = (routine: Watch): void => {
  watcher = routine;
};

const { checkpoint } = takeBuild();
const atomics = Atomics as { pause?: () => void };

/** A thread that may not sleep spins its slices; the watch comes as often. */
export const spinSlice = (now: () => number): Host["wait"] => {
  let end = 0;
  return () => {
    const time = now();
    if (time < end) return 1;
    end = time + SLICE;
    return 2;
  };
};

export const host: Host = {
  wait: mayBlock
    ? (words, word, value) => {
        const outcome = Atomics.wait(words, word, value, SLICE);
        return outcome === "timed-out" ? 2 : outcome === "ok" ? 0 : 1;
      }
    : spinSlice(() => {
        checkpoint();
        return performance.now();
      }),
  notify: (words, word) => {
    Atomics.notify(words, word);
  },
  watch: (words, lock) => {
    checkpoint();
    watcher(words, lock);
  },
  /** Tells the processor that this is a spin loop, where the engine can. */
  pause: atomics.pause?.bind(Atomics) ?? (() => undefined),
  /**
   * About as long as waking a thread takes (4 to 5 microseconds), the classic bound that is at most twice as slow as the
   * best choice. A pause takes about 25 ns, a look about 10.
   */
  spins: atomics.pause === undefined ? 400 : 150,
};
