// All that the short ways of a kernel do to one lock, as one number. An engine whose WebAssembly gives another than the
// machines (`ANSWERS` of kernel.generated.ts, which their interpreter gave) is not trusted with locks.
import { ABANDONED, KICK, LOCK_BYTES, ORDINARY, READER_WRITER, WRITER } from "../lock/layout.js";
import type { WasmKernel } from "./kernel.generated.js";

const ME = 7;
/** Not at the start of the memory, so that a lost address shows. */
const AT = LOCK_BYTES;
const LOCK = AT / 4;

type Way = (lock: number, first: number, second: number) => number;

/** Bytes of the memory on which it works. */
export const TESTED_BYTES = 2 * LOCK_BYTES;

/**
 * What each way of a kernel over `words` (`TESTED_BYTES`, zeroed) answers and leaves: for a lock that is free, held by one
 * reader, held by this worker, waited for, abandoned; of each kind.
 */
export const answersOf = (words: Int32Array, kernel: WasmKernel): number => {
  let answers = 0;
  for (const [name, way] of Object.entries(kernel) as [string, Way][])
    for (const state of [0, 1, ME, KICK, KICK | 1, KICK | ME, ABANDONED | ME])
      for (const used of [ORDINARY, READER_WRITER, READER_WRITER | WRITER])
        for (const kind of [ORDINARY, READER_WRITER]) {
          words[LOCK] = used | state;
          // The flag is another word of the line; what one way leaves in it, the next finds.
          answers += name.endsWith("Flag") ? way(AT, ME, kind) : way(AT, kind, ME);
          answers = Math.imul(answers, 31) + words[LOCK];
        }
  return words.reduce((sum, word) => Math.imul(sum, 31) + word, answers);
};
