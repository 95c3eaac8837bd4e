// The way in and out of a spin lock: first the short way (free, ours, nobody waits), through whichever kernel works on its
// memory, then the long one, which is JavaScript's.
import { takeBuild } from "../build.js";
import * as worker from "../cpu.js";
import * as EXIT from "../kernel/exit.js";
import { host } from "../kernel/host.js";
import * as kernel from "../kernel/kernel.generated.js";
import { acquire, release, tryTake } from "../kernel/kernel.generated.js";
import type { LockKind } from "./layout.js";
import { refuseValue } from "../refuse.js";
import { refuse } from "./misuse.js";
import * as record from "./records.js";
import { KSPIN_LOCK } from "./spin-lock.js";

// The engine reads an imported binding from memory each time (about 1 ns) but folds a constant of the module itself.
const cpu = worker.cpu;
const forget = record.forget;
const forgetWay = record.forgetWay;
const remember = record.remember;
const rememberWay = record.rememberWay;
const build = takeBuild();
const Lock = KSPIN_LOCK;
const giveUpHere = kernel.giveUp;
const takeHere = kernel.take;

/** Takes the lock. @throws KernelError, with nothing changed, where that can never succeed or mixes kinds. */
export const take = /* @__PURE__ */ build.take((lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const { wasm } = lock;
  if (!((lock as unknown) instanceof Lock)) refuseLock(lock, routine);
  remember(lock);
  const { id } = cpu;
  const exit = wasm === null ? takeHere(lock.words, lock.index, kind, id) : wasm.take(lock.byteOffset, kind, id);
  if (exit) acquireSlowly(lock, kind, routine);
});

/**
 * Frees the lock; the verifier compares the level that is restored next. @throws KernelError, with nothing changed, where
 * this worker does not hold it as `kind`.
 */
export const giveUp = /* @__PURE__ */ build.giveUp((lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const { wasm } = lock;
  if (!((lock as unknown) instanceof Lock)) refuseLock(lock, routine);
  const { id } = cpu;
  const exit = wasm === null ? giveUpHere(lock.words, lock.index, kind, id) : wasm.giveUp(lock.byteOffset, kind, id);
  if (exit) releaseSlowly(lock, kind, routine);
  forget();
});

/** Takes the lock if it is free and no waiter that is awake comes first. @throws KernelError as `take`. */
export const tryToTake = /* @__PURE__ */ build.tryToTake(
  (lock: KSPIN_LOCK, kind: LockKind, routine: string): boolean => {
    const { wasm, words, index } = lock;
    if (!((lock as unknown) instanceof Lock)) refuseLock(lock, routine);
    remember(lock);
    if (wasm !== null && wasm.take(lock.byteOffset, kind, cpu.id) === EXIT.done) return true;
    const exit = tryTake(words, index, kind, cpu.id, host);
    if (exit === EXIT.done) return true;
    forget();
    if (exit !== EXIT.busy) refuse(exit, lock, kind, routine);
    return false;
  },
);

const refuseLock = (lock: unknown, routine: string): never =>
  refuseValue(`\`${routine}\` needs a KSPIN_LOCK`, lock, "", TypeError);

const acquireSlowly = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  const { words, index } = lock;
  const { id } = cpu;
  const self = record.selfFor(lock);
  rememberWay(lock);
  const exit = acquire(words, index, kind, id, self, host);
  forgetWay();
  if (exit === 0) return;
  forget();
  refuse(exit, lock, kind, routine);
};

const releaseSlowly = (lock: KSPIN_LOCK, kind: LockKind, routine: string): void => {
  rememberWay(lock);
  const exit = release(lock.words, lock.index, kind, cpu.id, host);
  forgetWay();
  if (exit !== 0) refuse(exit, lock, kind, routine);
};
