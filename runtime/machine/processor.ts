// Which processor this worker is. A worker that never attaches is the only processor of a machine of its own, made at
// first need, so that DPCs, timers and interrupts work on a single worker without ceremony.
import { takeBuild } from "../build.js";
import { RECORDS, cpu, deliverPending } from "../cpu.js";
import { processorIdentity, unattachedIdentity, type Identity } from "../identity.js";
import { requirePassive } from "../lock/level-checks.js";
import { refuse, requireWhole } from "../refuse.js";
import { listenInEventLoop, stopListening } from "./event-loop.js";
import { atOwnEnd } from "../watch/own-end.js";
import { reap } from "../watch/reap.js";
import { watchWaitsIn } from "../watch/waits.js";
import { claimProcessor } from "./free-processor.js";
import { signIn, signOut } from "./sign.js";
import {
  FREE,
  LISTENING,
  PROCESSOR,
  RESERVED,
  RUNNING,
  createSystem,
  processorAt,
  wordsOf,
  type KSYSTEM,
} from "./system.js";

export interface Processor {
  readonly system: KSYSTEM;
  readonly number: number;
  readonly words: Int32Array<SharedArrayBuffer>;
  /** Index of this processor's block. */
  readonly block: number;
  /** False for the machine that a worker has for itself. */
  readonly attached: boolean;
}

let current: Processor | null = null;

const become = (system: KSYSTEM, number: number, attached: boolean): Processor => {
  const words = wordsOf(system);
  const block = processorAt(number);
  cpu.pending = words;
  cpu.pendingIndex = block + PROCESSOR.pending;
  cpu.records = words.subarray(block + PROCESSOR.records, block + PROCESSOR.records + RECORDS).fill(0);
  cpu.depth = 1;
  cpu.asleep = words.subarray(block + PROCESSOR.asleep, block + PROCESSOR.asleep + 1).fill(0);
  current = { system, number, words, block, attached };
  return current;
};

const identify = ({ id, exact }: Identity): void => {
  cpu.id = id;
  cpu.exactId = exact;
};

/** This worker's processor. */
export const processor = (): Processor => {
  if (current !== null) return current;
  const own = become(createSystem({ processors: 1 }), 0, false);
  Atomics.store(own.words, own.block + PROCESSOR.state, RUNNING);
  return own;
};

const NO_LOCKS = "call it while no lock is held and the level is not raised";

const choose = (system: KSYSTEM, wanted: number | undefined): number => {
  const words = wordsOf(system);
  if (wanted !== undefined) requireWhole("`attachProcessor` needs a number", wanted, 0, system.processors - 1);
  const gets = (state: number, from: number): boolean => Atomics.compareExchange(words, state, from, RUNNING) === from;
  // One that is kept for a worker is given to the worker that asks for it.
  return claimProcessor(
    system,
    wanted,
    (state) => gets(state, FREE) || (wanted !== undefined && gets(state, RESERVED)),
  );
};

/** Either all processors of a machine run the verifier build or none: what one does not tell, no other can check. */
const joinVerifier = ({ verifier }: KSYSTEM): void => {
  const build = takeBuild();
  const isVerified = build.memory() !== undefined;
  if (isVerified !== (verifier !== undefined))
    refuse(
      "OTHER_BUILD",
      `only ${isVerified ? "this worker runs" : "who called `createSystem` ran"} the verifier; ` +
        "start all with `IRQL_VERIFIER=1`, or import `irql/runtime/verifier` first in all",
    );
  if (verifier !== undefined) build.join(verifier);
};

/**
 * Makes this worker a processor of a machine and returns its number: `number`, or the first that is free. From then
 * on its name in locks is that number, and other workers can send it DPCs and interrupts; where the engine has
 * `Atomics.waitAsync`, they are also delivered while the worker stands idle in its event loop. Its waits for locks notice dead
 * processors and deadlocks of the machine. Attach before making locks: they then have names by which others find them.
 * IRQL: PASSIVE_LEVEL.
 * @throws KernelError `ALREADY_ATTACHED`, `NO_FREE_PROCESSOR`, `IRQL_TOO_HIGH`; `OTHER_BUILD` where only one of worker and
 * machine is verified.
 */
export const attachProcessor = (system: KSYSTEM, number?: number): number => {
  requirePassive("attachProcessor", NO_LOCKS);
  if (current?.attached === true)
    refuse(
      "ALREADY_ATTACHED",
      `this worker is processor ${String(current.number)} already; call \`detachProcessor\` first`,
    );
  wordsOf(system);
  joinVerifier(system);
  const own = become(system, choose(system, number), true);
  identify(processorIdentity(own.number));
  signIn(own.words, own.block);
  watchWaitsIn(system, own.number);
  atOwnEnd(leaveAsDead);
  if (listenInEventLoop(own.words, own.block + PROCESSOR.pending, deliverPending))
    Atomics.store(own.words, own.block + PROCESSOR.state, LISTENING);
  deliverPending();
  return own.number;
};

/**
 * Leaves the machine; the number becomes free for another worker. Disconnect interrupts and cancel timers before.
 * IRQL: PASSIVE_LEVEL. Without an attached processor it does nothing.
 * @throws KernelError `IRQL_TOO_HIGH`.
 */
export const detachProcessor = (): void => {
  requirePassive("detachProcessor", NO_LOCKS);
  if (current?.attached !== true) return;
  signOut(current.words, current.block);
  standAlone();
};

const standAlone = (): void => {
  stopListening();
  watchWaitsIn(null, 0);
  current = null;
  identify(unattachedIdentity());
  processor();
};

/** How long a worker that ends tries to mark its locks itself; then others do. Milliseconds. */
const PATIENCE = 50;

/** The worker ends by itself: what it holds is lost, and nobody need wait until its parent hears of it. */
const leaveAsDead = (): void => {
  if (current?.attached !== true) return;
  const { system, number } = current;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const isOwn = (_words: Int32Array, _block: number, other: number): boolean => other === number;
  for (let tries = 0; !reap(system, isOwn) && tries < PATIENCE; tries++) Atomics.wait(pause, 0, 0, 1);
  standAlone();
};

/**
 * The number of this worker's processor; 0 for a worker that is not attached. IRQL: any.
 * Source: wdk-ddi-src/content/wdm/nf-wdm-kegetcurrentprocessornumber.md
 */
export const KeGetCurrentProcessorNumber = (): number => current?.number ?? 0;

/** Blocks until the pending word differs from `seen` or the time is over. */
export const sleepOnPending = (own: Processor, seen: number, milliseconds: number): void => {
  const { words, block } = own;
  const state = Atomics.exchange(words, block + PROCESSOR.state, LISTENING);
  Atomics.wait(words, block + PROCESSOR.pending, seen, milliseconds);
  Atomics.store(words, block + PROCESSOR.state, state);
};
