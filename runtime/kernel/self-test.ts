// A run of a kernel on one lock, in numbers. An engine whose WebAssembly gives other numbers than its JavaScript is not
// trusted with locks (the baseline compiler of Node 20 lost variables across a wait).
import { ABANDONED, LOCK_BYTES, ORDINARY } from "../lock/layout.js";
import { abandon, acquire, giveUp, release, take } from "./kernel.generated.js";
import type { WasmKernel } from "./kernel.generated.js";
import type { Host } from "./host.js";

const ME = 7;
const OTHER = 8;
/** Not at the start of the memory, so that a lost address shows. */
const AT = LOCK_BYTES;

const neverWoken: Host = {
  wait: () => 2,
  notify: () => undefined,
  watch: (words, lock) => abandon(words, lock, OTHER, neverWoken),
  pause: () => undefined,
  spins: 0,
};

type Tried = Pick<WasmKernel, "take" | "giveUp" | "acquire" | "release">;

const javaScript = (words: Int32Array): Tried => ({
  take: (lock, kind, me) => take(words, lock >>> 2, kind, me),
  giveUp: (lock, kind, me) => giveUp(words, lock >>> 2, kind, me),
  acquire: (lock, kind, me, self) => acquire(words, lock >>> 2, kind, me, self, neverWoken),
  release: (lock, kind, me) => release(words, lock >>> 2, kind, me, neverWoken),
});

/** A lock taken, given up, refused, and waited for until its owner is found dead: all exits and all words. */
const run = (words: Int32Array, kernel: Tried): readonly number[] => {
  words[AT / 4] = ORDINARY;
  const exits = [
    kernel.take(AT, ORDINARY, ME),
    kernel.take(AT, ORDINARY, ME),
    kernel.acquire(AT, ORDINARY, ME, ME),
    kernel.giveUp(AT, ORDINARY, ME),
    kernel.acquire(AT, ORDINARY, OTHER, OTHER),
    kernel.release(AT, ORDINARY, ME),
    kernel.acquire(AT, ORDINARY, ME, ME),
  ];
  return [...exits, ...words];
};

/** Looks around in the place of the WebAssembly kernel's own watch. */
export const watchTrial = (words: Int32Array, lock: number): void => {
  abandon(words, lock, OTHER, neverWoken);
};

/** Whether the kernel, over `words` (zeroed), does what the JavaScript kernel does. */
export const agrees = (words: Int32Array, kernel: WasmKernel): boolean => {
  const expected = new Int32Array(words.length);
  const wanted = run(expected, javaScript(expected));
  kernel.slice.value = 0;
  const got = run(words, kernel);
  return (words[AT / 4] ?? 0) & ABANDONED ? wanted.every((value, index) => value === got[index]) : false;
};
