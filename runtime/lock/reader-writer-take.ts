// The ways in and out of a reader/writer lock: the short ones through whichever kernel works on its memory.
import { takeBuild } from "../build.js";
import * as worker from "../cpu.js";
import * as EXIT from "../kernel/exit.js";
import { host } from "../kernel/host.js";
import * as kernel from "../kernel/kernel.generated.js";
import type { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import { READER_WRITER } from "./layout.js";
import { refuse } from "./misuse.js";
import * as record from "./records.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const forgetExactly = record.forgetExactly;
const forgetWay = record.forgetWay;
const remember = record.remember;
const rememberWay = record.rememberWay;
const build = takeBuild();
const giveUpExclusive = kernel.giveUpExclusive;
const giveUpShared = kernel.giveUpShared;
const takeExclusive = kernel.takeExclusive;
const takeShared = kernel.takeShared;

/** Every exit but success and `busy` is a misuse. */
const judge = (exit: number, lock: EX_SPIN_LOCK, routine: string): boolean => {
  if (exit > EXIT.busy) refuse(exit, lock, READER_WRITER, routine);
  return exit === EXIT.done;
};

/** The same for ways in: a lock that was not taken is forgotten. */
const judgeEntry = (exit: number, lock: EX_SPIN_LOCK, routine: string): boolean => {
  forgetWay();
  if (exit !== EXIT.done) forgetExactly(lock);
  return judge(exit, lock, routine);
};

/** The same for the slow ways out. */
const judgeExit: typeof judge = (exit, lock, routine) => {
  forgetWay();
  return judge(exit, lock, routine);
};

/** Enters as one more reader. @throws KernelError where that can never succeed. */
export const enterShared = build.enter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset } = lock;
  remember(lock);
  if ((wasm === null ? takeShared(words, index) : wasm.takeShared(byteOffset)) !== 0) {
    rememberWay(lock);
    judgeEntry(kernel.acquireShared(words, index, record.selfFor(lock), host), lock, routine);
  }
});

/** Leaves as a reader. @throws KernelError where nobody holds the lock shared. */
export const leaveShared = build.leave((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset } = lock;
  if ((wasm === null ? giveUpShared(words, index) : wasm.giveUpShared(byteOffset)) !== 0) {
    rememberWay(lock);
    judgeExit(kernel.releaseShared(words, index, host), lock, routine);
  }
  forgetExactly(lock);
});

/** Enters as the writer. @throws KernelError where that can never succeed. */
export const enterExclusive = build.enter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset } = lock;
  remember(lock);
  const { id } = cpu;
  if ((wasm === null ? takeExclusive(words, index, id) : wasm.takeExclusive(byteOffset, id)) !== 0) {
    rememberWay(lock);
    judgeEntry(kernel.acquireExclusive(words, index, id, record.selfFor(lock), host), lock, routine);
  }
});

/** Leaves as the writer. @throws KernelError where this worker does not hold the lock exclusively. */
export const leaveExclusive = build.leave((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset } = lock;
  const { id } = cpu;
  if ((wasm === null ? giveUpExclusive(words, index, id) : wasm.giveUpExclusive(byteOffset, id)) !== 0) {
    rememberWay(lock);
    judgeExit(kernel.releaseExclusive(words, index, id, host), lock, routine);
  }
  forgetExactly(lock);
});

/** Enters as a reader unless a writer is inside or waits. */
export const tryShared = build.tryToEnter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index } = lock;
  remember(lock);
  if (wasm !== null && wasm.takeShared(lock.byteOffset) === EXIT.done) return true;
  return judgeEntry(kernel.tryShared(words, index, host), lock, routine);
});

/** Enters as the writer unless anybody is inside. */
export const tryExclusive = build.tryToEnter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index } = lock;
  remember(lock);
  if (wasm !== null && wasm.takeExclusive(lock.byteOffset, cpu.id) === EXIT.done) return true;
  return judgeEntry(kernel.tryExclusive(words, index, cpu.id, host), lock, routine);
});

/** Makes the only reader the writer. */
export const convert = build.convert((lock: EX_SPIN_LOCK, routine) => {
  return judge(kernel.convert(lock.words, lock.index, cpu.id, host), lock, routine);
});
