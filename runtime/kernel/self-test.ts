// The short ways of a kernel on one lock, in numbers. An engine whose WebAssembly gives other numbers than its JavaScript is
// not trusted with locks.
import { ABANDONED, KICK, LOCK_BYTES, ORDINARY, READER_WRITER, WRITER } from "../lock/layout.js";
import {
  giveUp,
  giveUpExclusive,
  giveUpFlag,
  giveUpShared,
  take,
  takeExclusive,
  takeFlag,
  takeShared,
  type WasmKernel,
} from "./kernel.generated.js";

const ME = 7;
/** Not at the start of the memory, so that a lost address shows. */
const AT = LOCK_BYTES;
const LOCK = AT / 4;

type Way = (lock: number, first: number, second: number) => number;
type Here = (words: Int32Array, ...call: Parameters<Way>) => number;

const WAYS: Readonly<Record<keyof WasmKernel, Here>> = {
  take,
  giveUp,
  takeShared,
  giveUpShared,
  takeExclusive,
  giveUpExclusive,
  takeFlag,
  giveUpFlag,
};

/** Free, held by one reader, by this worker, waited for, abandoned; of each kind. */
const LOCK_WORDS = [ORDINARY, READER_WRITER, READER_WRITER | WRITER].flatMap((kind) =>
  [0, 1, ME, KICK, KICK | 1, KICK | ME, ABANDONED | ME].map((state) => kind | state),
);

/** Whether the kernel, over `words` (zeroed), does what the JavaScript kernel does: same answers, same words. */
export const agrees = (words: Int32Array, tried: WasmKernel): boolean => {
  const expected = new Int32Array(words.length);
  const names = Object.keys(WAYS) as (keyof WasmKernel)[];
  const same = (name: keyof WasmKernel, word: number, first: number, second: number): boolean => {
    const way: Way = tried[name];
    words[LOCK] = expected[LOCK] = word;
    return way(AT, first, second) === WAYS[name](expected, LOCK, first, second) && words[LOCK] === expected[LOCK];
  };
  // The flag is another word of the line; what one way leaves in it, the next finds.
  const all = names.every((name) =>
    LOCK_WORDS.every((word) =>
      [ORDINARY, READER_WRITER].every((kind) =>
        name.endsWith("Flag") ? same(name, word, ME, kind) : same(name, word, kind, ME),
      ),
    ),
  );
  return all && words.every((value, index) => value === expected[index]);
};
