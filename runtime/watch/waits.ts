// What a waiter does each time it has slept for a slice: says in its block for what it sleeps, looks for dead processors and
// for a deadlock through itself, and minds the limits that its worker has set. It gives a lock up by marking it: nobody can
// leave a queue, and a lock that somebody could not get for so long is broken for all.
import { cpu } from "../cpu.js";
import { nameOfIdentity } from "../identity.js";
import { SLICE, onLongWait } from "../kernel/host.js";
import { abandonLock } from "../lock/abandon.js";
import {
  ABANDONED,
  DEADLOCK,
  HANDED_OVER,
  KIND_MASK,
  OVERDUE,
  OWNER_MASK,
  READER_WRITER_DISTRIBUTED,
  WRITER,
  isReaderWriter,
} from "../lock/layout.js";
import { giveReason } from "../lock/misuse.js";
import { PROCESSOR, isRunning, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";
import { optionsOf, refuseValue } from "../refuse.js";
import { withClaim } from "./claim.js";
import { cycleThrough, lockOf } from "./cycle.js";
import { looksDead, reap } from "./reap.js";

/** A wait for a spin lock that has lasted long. */
export interface LongWait {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  /** Who holds the lock: `processor 3`, `thread 2`, `readers`; `nobody` while it is handed over. */
  readonly owner: string;
  readonly milliseconds: number;
}

/** One wait of a deadlock, as `KernelError.cause` of `SPIN_LOCK_DEADLOCK` lists them: the next one's processor holds the lock. */
export interface DeadlockedWait {
  readonly processor: number;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
}

export interface WaitLimits {
  /** Milliseconds after which `onLongWait` is called, once for each wait; looked at every 100 ms. Default: never. */
  readonly warnAfter?: number | undefined;
  /** Runs inside the acquire, at its level: no locks, no waits. What it throws comes out in the event loop. */
  readonly onLongWait?: ((wait: LongWait) => void) | undefined;
  /**
   * Milliseconds after which a wait ends with `SPIN_LOCK_TIMEOUT`, for all who wait for the lock; looked at every 100 ms. The
   * lock is then as if abandoned. Default: never.
   */
  readonly failAfter?: number | undefined;
}

const NO_LIMITS: WaitLimits = {};

let limits = NO_LIMITS;
let machine: { readonly system: KSYSTEM; readonly number: number } | null = null;
let since = 0;
let warned = false;

/** The writer of a distributed lock waits for readers. */
const isDraining = (word: number): boolean =>
  (word & KIND_MASK) === READER_WRITER_DISTRIBUTED && (word & (WRITER | OWNER_MASK)) === (WRITER | cpu.id);

/** The owner field, or null where readers are inside. */
const ownerIn = (word: number): number | null =>
  (isReaderWriter(word) && (word & WRITER) === 0) || isDraining(word) ? null : word & OWNER_MASK;

const nameOfOwner = (word: number): string => {
  const owner = ownerIn(word);
  if (owner === null) return (word & OWNER_MASK) === 0 ? "nobody" : "readers";
  return owner === 0 || owner === HANDED_OVER ? "nobody" : nameOfIdentity(owner);
};

/** The lock's owner is a processor that no worker is any more: lost, in whatever memory it lies. */
const abandonLost = (system: KSYSTEM, words: Int32Array, index: number): void => {
  const owner = ownerIn(Atomics.load(words, index)) ?? 0;
  if (owner === 0 || owner > system.processors) return;
  const blocks = wordsOf(system);
  const block = processorAt(owner - 1);
  const workers = Atomics.load(blocks, block + PROCESSOR.workers);
  // A number that this machine never gave is another machine's, which shares the lock.
  if (workers === 0) return;
  const gone = !isRunning(blocks, block);
  // No worker came in between, so nobody has taken the lock under this name since.
  const still = ownerIn(Atomics.load(words, index)) === owner;
  if (gone && still && Atomics.load(blocks, block + PROCESSOR.workers) === workers) abandonLock(words, index, owner);
};

const describe = (cycle: readonly DeadlockedWait[]): string =>
  cycle
    .map(({ processor, byteOffset }, at) => {
      const holder = cycle[(at + 1) % cycle.length]?.processor;
      return `processor ${String(processor)} waits for the lock at byte ${String(byteOffset)} of its buffer, which processor ${String(holder)} holds`;
    })
    .join(", ");

const breakDeadlock = (system: KSYSTEM, number: number, words: Int32Array, index: number): void => {
  if (cycleThrough(system, number) === null) return;
  // One at a time, so that one waiter of a cycle gives up and not all.
  withClaim(system, looksDead, () => {
    const cycle = (cycleThrough(system, number) ?? []).flatMap(
      ({ processor, reference }): readonly DeadlockedWait[] => {
        const lock = lockOf(system, reference);
        return lock === null ? [] : [{ processor, buffer: lock.words.buffer, byteOffset: lock.index * 4 }];
      },
    );
    if (cycle.length === 0) return;
    giveReason({ reason: `would wait for ever: ${describe(cycle)}; take locks in one order everywhere`, cause: cycle });
    abandonLock(words, index, cpu.id | DEADLOCK);
  });
};

const warn = (wait: LongWait): void => {
  warned = true;
  try {
    limits.onLongWait?.(wait);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

const mind = (words: Int32Array, index: number): void => {
  const { failAfter = Infinity, warnAfter = Infinity } = limits;
  const milliseconds = performance.now() - since;
  const word = Atomics.load(words, index);
  if ((word & ABANDONED) !== 0) return;
  const owner = nameOfOwner(word);
  if (milliseconds >= warnAfter && !warned) warn({ buffer: words.buffer, byteOffset: index * 4, owner, milliseconds });
  if (milliseconds < failAfter) return;
  const waited = `waited ${String(Math.round(milliseconds))} ms for the lock at byte ${String(index * 4)} of its buffer`;
  giveReason({ reason: `${waited}, longer than \`failAfter\` allows; last seen in it: ${owner}` });
  abandonLock(words, index, cpu.id | OVERDUE);
};

const look = (words: Int32Array, index: number): void => {
  if (cpu.asleep[0] === 0) {
    since = performance.now() - SLICE;
    warned = false;
    Atomics.store(cpu.asleep, 0, cpu.depth);
  }
  if (machine !== null) {
    reap(machine.system, looksDead);
    abandonLost(machine.system, words, index);
    breakDeadlock(machine.system, machine.number, words, index);
  }
  mind(words, index);
};

/** This worker waits as a processor of `system` from now on, or as none. */
export const watchWaitsIn = (system: KSYSTEM | null, number: number): void => {
  machine = system === null ? null : { system, number };
  onLongWait(look);
};

const requireTime = (name: string, milliseconds = Infinity): void => {
  if (!(milliseconds > 0)) refuseValue(`\`watchWaits\` needs \`${name}\` above 0 (milliseconds)`, milliseconds);
};

/**
 * Sets this worker's limits for waits for spin locks, in place of those before; none without an argument. Deadlocks of an attached
 * processor are found without them. IRQL: any.
 * @throws RangeError for a limit that is no time.
 */
export const watchWaits = (wanted: WaitLimits = NO_LIMITS): void => {
  if (typeof (wanted as unknown) !== "object") refuseValue("`watchWaits` needs limits", wanted, "", TypeError);
  const next = optionsOf(wanted);
  requireTime("warnAfter", next.warnAfter);
  requireTime("failAfter", next.failAfter);
  limits = next;
  onLongWait(look);
};
