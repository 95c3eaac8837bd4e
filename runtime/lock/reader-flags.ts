// The flags of distributed reader/writer locks (../algorithms/distributed.ts). Processors of a system have one each where the lock has
// a line for them; other workers are counted in the lock.
import * as worker from "../cpu.js";
import * as EXIT from "../kernel/exit.js";
import { host } from "../kernel/host.js";
import * as kernel from "../kernel/kernel.generated.js";
import type { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import * as layout from "./layout.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const LINE_WORDS = layout.LINE_WORDS;
const giveUpFlag = kernel.giveUpFlag;
const takeFlag = kernel.takeFlag;

/** Whether this worker reads by a flag of its own; never where the lock is not distributed. */
export const hasFlag = ({ flags }: EX_SPIN_LOCK): boolean => cpu.id <= flags;

/** Raises the flag and looks for a writer: an exit; `busy` with the flag down again, because there is one. */
export const enterByFlag = ({ wasm, words, index, byteOffset, kind }: EX_SPIN_LOCK): number => {
  const flag = LINE_WORDS * cpu.id;
  const exit = wasm === null ? takeFlag(words, index, flag, kind) : wasm.takeFlag(byteOffset, flag, kind);
  return exit === EXIT.busy ? kernel.retreat(words, index, flag, host) : exit;
};

/** Takes the flag down; false where it was not up. */
export const leaveByFlag = ({ wasm, words, index, byteOffset }: EX_SPIN_LOCK): boolean => {
  const flag = LINE_WORDS * cpu.id;
  const exit = wasm === null ? giveUpFlag(words, index, flag) : wasm.giveUpFlag(byteOffset, flag);
  return exit === EXIT.done || kernel.releaseFlag(words, index, flag, host) === EXIT.done;
};

/** Whether this worker is inside by its flag. */
export const isFlagUp = (lock: EX_SPIN_LOCK): boolean =>
  hasFlag(lock) && Atomics.load(lock.words, lock.index + LINE_WORDS * cpu.id) !== 0;

type Look = typeof kernel.drain;

const lookAtAll = ({ words, index, flags }: EX_SPIN_LOCK, look: Look): number => {
  for (let id = 1; id <= flags; id++) {
    const exit = id === cpu.id ? EXIT.done : look(words, index, LINE_WORDS * id, host);
    if (exit !== EXIT.done) return exit;
  }
  return EXIT.done;
};

/** As the writer: waits until the flags of all others are down. */
export const drainFlags = (lock: EX_SPIN_LOCK): number => lookAtAll(lock, kernel.drain);

/** As the writer: whether the flags of all others are down. */
export const lookAtFlags = (lock: EX_SPIN_LOCK): number => lookAtAll(lock, kernel.lookAtFlag);
