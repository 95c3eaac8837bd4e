// The ways in and out of a reader/writer lock: the short ones through whichever kernel works on its memory.
import { takeBuild } from "../build.js";
import * as worker from "../cpu.js";
import * as EXIT from "../kernel/exit.js";
import { host } from "../kernel/host.js";
import * as kernel from "../kernel/kernel.generated.js";
import { refuseObject } from "../refuse.js";
import { EX_SPIN_LOCK } from "./ex-spin-lock.js";
import { refuse } from "./misuse.js";
import { drainFlags, enterByFlag, hasFlag, isFlagUp, leaveByFlag, lookAtFlags } from "./reader-flags.js";
import * as record from "./records.js";

// Constants of the module, for the reason given in take.ts.
const cpu = worker.cpu;
const forgetExactly = record.forgetExactly;
const forgetWay = record.forgetWay;
const remember = record.remember;
const rememberWay = record.rememberWay;
const build = takeBuild();
const Lock = EX_SPIN_LOCK;
const giveUpExclusive = kernel.giveUpExclusive;
const giveUpShared = kernel.giveUpShared;
const takeExclusive = kernel.takeExclusive;
const takeShared = kernel.takeShared;

/** Before a lock is entered. @throws TypeError, with nothing changed, where it is none. */
const begin = (lock: EX_SPIN_LOCK, routine: string): void => {
  if (!((lock as unknown) instanceof Lock)) refuseObject(routine, lock, Lock);
  remember(lock);
};

/** Every exit but success and `busy` is a misuse. */
const judge = (exit: number, lock: EX_SPIN_LOCK, routine: string): boolean => {
  if (exit > EXIT.busy) refuse(exit, lock, lock.kind, routine);
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

const slowly = (
  lock: EX_SPIN_LOCK,
  routine: string,
  way: (lock: EX_SPIN_LOCK) => number,
  judged = judgeEntry,
): void => {
  rememberWay(lock);
  judged(way(lock), lock, routine);
};

const countIn = (lock: EX_SPIN_LOCK): number =>
  kernel.acquireShared(lock.words, lock.index, lock.kind, record.selfFor(lock), host);

const countOut = ({ words, index, kind }: EX_SPIN_LOCK): number => kernel.releaseShared(words, index, kind, host);

const becomeWriter = (lock: EX_SPIN_LOCK): number =>
  kernel.acquireExclusive(lock.words, lock.index, lock.kind, cpu.id, record.selfFor(lock), host);

const giveBack = ({ words, index, kind }: EX_SPIN_LOCK): number =>
  kernel.releaseExclusive(words, index, kind, cpu.id, host);

/** Whether the flag was enough; else the worker must be counted. */
const entersByFlag = (lock: EX_SPIN_LOCK, routine: string): boolean => {
  const exit = enterByFlag(lock);
  return exit !== EXIT.busy && judgeEntry(exit, lock, routine);
};

/** Enters as one more reader. @throws KernelError where that can never succeed. */
export const enterShared = /* @__PURE__ */ build.enter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset, kind } = lock;
  begin(lock, routine);
  if (hasFlag(lock) && entersByFlag(lock, routine)) return;
  if ((wasm === null ? takeShared(words, index, kind) : wasm.takeShared(byteOffset, kind)) !== 0)
    slowly(lock, routine, countIn);
});

/** Leaves as a reader. @throws KernelError where nobody holds the lock shared. */
export const leaveShared = /* @__PURE__ */ build.leave((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset, kind } = lock;
  const isOut = hasFlag(lock) && leaveByFlag(lock);
  if (!isOut && (wasm === null ? giveUpShared(words, index, kind) : wasm.giveUpShared(byteOffset, kind)) !== 0)
    slowly(lock, routine, countOut, judgeExit);
  forgetExactly(lock);
});

/** Enters as the writer. @throws KernelError where that can never succeed. */
export const enterExclusive = /* @__PURE__ */ build.enter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset, kind } = lock;
  const { id } = cpu;
  if (isFlagUp(lock)) judge(EXIT.recursion, lock, routine);
  begin(lock, routine);
  if ((wasm === null ? takeExclusive(words, index, kind, id) : wasm.takeExclusive(byteOffset, kind, id)) !== 0)
    slowly(lock, routine, becomeWriter);
  if (lock.flags !== 0) slowly(lock, routine, drainFlags);
});

/** Leaves as the writer. @throws KernelError where this worker does not hold the lock exclusively. */
export const leaveExclusive = /* @__PURE__ */ build.leave((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, byteOffset, kind } = lock;
  const { id } = cpu;
  if ((wasm === null ? giveUpExclusive(words, index, kind, id) : wasm.giveUpExclusive(byteOffset, kind, id)) !== 0)
    slowly(lock, routine, giveBack, judgeExit);
  forgetExactly(lock);
});

/** Enters as a reader unless a writer is inside or waits. */
export const tryShared = /* @__PURE__ */ build.tryToEnter((lock: EX_SPIN_LOCK, routine) => {
  const { wasm, words, index, kind } = lock;
  begin(lock, routine);
  if (hasFlag(lock) && entersByFlag(lock, routine)) return true;
  if (wasm !== null && wasm.takeShared(lock.byteOffset, kind) === EXIT.done) return true;
  return judgeEntry(kernel.tryShared(words, index, kind, host), lock, routine);
});

/** Enters as the writer unless anybody is inside. */
export const tryExclusive = /* @__PURE__ */ build.tryToEnter((lock: EX_SPIN_LOCK, routine) => {
  begin(lock, routine);
  return judgeEntry(isFlagUp(lock) ? EXIT.busy : tryAlone(lock, giveBack), lock, routine);
});

/** Takes the lock's own line, and looks at the flags. */
const tryAlone = (lock: EX_SPIN_LOCK, undo: (lock: EX_SPIN_LOCK) => unknown): number => {
  const { words, index, kind } = lock;
  const exit = kernel.tryExclusive(words, index, kind, cpu.id, host);
  return exit === EXIT.done ? aloneOr(lock, undo) : exit;
};

const aloneOr = (lock: EX_SPIN_LOCK, undo: (lock: EX_SPIN_LOCK) => unknown): number => {
  const exit = lookAtFlags(lock);
  if (exit !== EXIT.done) undo(lock);
  return exit;
};

/** Who is inside by its flag takes it down once it is the writer. */
const convertFlagged = (lock: EX_SPIN_LOCK): number => {
  const exit = tryAlone(lock, giveBack);
  if (exit === EXIT.done) leaveByFlag(lock);
  return exit;
};

const convertCounted = (lock: EX_SPIN_LOCK): number => {
  const { words, index, kind } = lock;
  const exit = kernel.convert(words, index, kind, cpu.id, host);
  if (exit !== EXIT.done) return exit;
  return aloneOr(lock, () => kernel.downgrade(words, index, kind, cpu.id, host));
};

/** Makes the only reader the writer; never in an abandoned lock, which it may still leave. */
export const convert = /* @__PURE__ */ build.convert((lock: EX_SPIN_LOCK, routine) => {
  const exit = isFlagUp(lock) ? convertFlagged(lock) : convertCounted(lock);
  return exit !== EXIT.abandoned && judge(exit, lock, routine);
});
