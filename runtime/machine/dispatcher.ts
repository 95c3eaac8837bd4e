// What a wait can wait for: a state word, a type word, and marks of the processors that wait. Events and timers are
// both of this shape, in 64 bytes of shared memory.
import * as OBJECT from "./dispatcher-words.js";
import { requireWhole } from "../refuse.js";
import { processor } from "./processor.js";
import { PROCESSOR, demand, processorAt } from "./system.js";

export * as OBJECT from "./dispatcher-words.js";

/** Signals stay until they are cleared. */
export const NOTIFICATION = 0;
/** A signal releases one waiter and is gone. */
export const SYNCHRONIZATION = 1;

/** Bit in a pending word: look again at what you wait for. No level is below 0, so it never counts as pending. */
export const LOOK_AGAIN = 1;

export interface Waitable {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly index: number;
}

/** Sets type and state. `what`: what the constants of its types end in. @throws RangeError where the type is none of the two. */
export const initialize = (routine: string, what: string, object: Waitable, type: number, state: number): void => {
  const fix = `; pass \`Notification${what}\` or \`Synchronization${what}\``;
  requireWhole(`\`${routine}\` needs a type`, type, NOTIFICATION, SYNCHRONIZATION, fix);
  Atomics.store(object.words, object.index + OBJECT.type, type);
  Atomics.store(object.words, object.index + OBJECT.state, state);
};

/** Signals the object and wakes who waits; returns the state before. */
export const signal = ({ words, index }: Waitable): number => {
  const before = Atomics.exchange(words, index + OBJECT.state, 1);
  if (Atomics.load(words, index + OBJECT.waiters) > 0) wakeWaiters(words, index);
  return before;
};

const wakeWaiters = (words: Int32Array, index: number): void => {
  Atomics.notify(words, index + OBJECT.state);
  const { words: machine, system } = processor();
  for (let number = 0; number < system.processors; number++)
    if ((Atomics.load(words, index + OBJECT.marks + (number >>> 5)) & (1 << (number & 31))) !== 0)
      demand(machine, processorAt(number), LOOK_AGAIN);
};

/** Takes the signal as a wait does; false where there is none. */
export const consume = ({ words, index }: Waitable): boolean => {
  if (Atomics.load(words, index + OBJECT.type) === NOTIFICATION) return Atomics.load(words, index + OBJECT.state) !== 0;
  return Atomics.compareExchange(words, index + OBJECT.state, 1, 0) === 1;
};

const mark = (number: number): number => 1 << (number & 31);

/** Marks this processor as a waiter. */
export const beginWait = ({ words, index }: Waitable): void => {
  const { number, block, words: machine } = processor();
  Atomics.or(words, index + OBJECT.marks + (number >>> 5), mark(number));
  Atomics.add(words, index + OBJECT.waiters, 1);
  Atomics.and(machine, block + PROCESSOR.pending, ~LOOK_AGAIN);
};

/** Takes the mark away. */
export const endWait = ({ words, index }: Waitable): void => {
  const { number } = processor();
  Atomics.sub(words, index + OBJECT.waiters, 1);
  Atomics.and(words, index + OBJECT.marks + (number >>> 5), ~mark(number));
};
