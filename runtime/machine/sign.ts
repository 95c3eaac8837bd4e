// What stands in a processor's block about its worker: by it others tell whether the worker still lives.
import { cpu } from "../cpu.js";
import { unattachedIdentity } from "../identity.js";
import { ownThread } from "../watch/thread.js";
import { FREE, PROCESSOR } from "./system.js";

/** This worker is the processor from now on. */
export const signIn = (words: Int32Array, block: number): void => {
  const { id, exact } = unattachedIdentity();
  Atomics.add(words, block + PROCESSOR.workers, 1);
  Atomics.store(words, block + PROCESSOR.identity, cpu.id);
  Atomics.store(words, block + PROCESSOR.worker, exact ? id : 0);
  Atomics.store(words, block + PROCESSOR.thread, ownThread());
};

/** Nobody is: neither its worker, which leaves, nor one that has ended. */
export const signOut = (words: Int32Array, block: number): void => {
  for (const word of [PROCESSOR.identity, PROCESSOR.asleep, PROCESSOR.worker, PROCESSOR.thread, PROCESSOR.ending])
    Atomics.store(words, block + word, 0);
  Atomics.store(words, block + PROCESSOR.state, FREE);
};
