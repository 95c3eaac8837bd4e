// Which processor this worker is. A worker that never attaches is the only processor of a machine of its own, made at
// first need, so that DPCs, timers and interrupts work on a single worker without ceremony.
import { takeBuild } from "../build.js";
import { RECORDS, cpu, deliverPending } from "../cpu.js";
import { KernelError } from "../errors.js";
import { processorIdentity, unattachedIdentity, type Identity } from "../identity.js";
import { PASSIVE_LEVEL } from "../levels.js";
import { listenInEventLoop, stopListening } from "./event-loop.js";
import { FREE, LISTENING, PROCESSOR, RUNNING, createSystem, processorAt, wordsOf, type KSYSTEM } from "./system.js";

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

const requirePassive = (routine: string): void => {
  if (cpu.irql !== PASSIVE_LEVEL)
    throw new KernelError(
      "IRQL_TOO_HIGH",
      `\`${routine}\` needs PASSIVE_LEVEL, but the level is ${String(cpu.irql)}; call it before locks are taken`,
    );
};

const claim = (words: Int32Array, number: number): boolean =>
  Atomics.compareExchange(words, processorAt(number) + PROCESSOR.state, FREE, RUNNING) === FREE;

const choose = (system: KSYSTEM, wanted: number | undefined): number => {
  const words = wordsOf(system);
  if (wanted !== undefined) {
    if (!Number.isInteger(wanted) || wanted < 0 || wanted >= system.processors)
      throw new RangeError(
        `\`attachProcessor\` needs a number below ${String(system.processors)}, got ${String(wanted)}`,
      );
    if (claim(words, wanted)) return wanted;
    throw new KernelError("NO_FREE_PROCESSOR", `processor ${String(wanted)} is attached already; choose another`);
  }
  for (let number = 0; number < system.processors; number++) if (claim(words, number)) return number;
  throw new KernelError(
    "NO_FREE_PROCESSOR",
    `all ${String(system.processors)} processors are attached; create the system with more of them`,
  );
};

/** Either all processors of a machine run the verifier build or none: what one does not tell, no other can check. */
const joinVerifier = ({ verifier }: KSYSTEM): void => {
  const build = takeBuild();
  const isVerified = build.memory() !== undefined;
  if (isVerified !== (verifier !== undefined))
    throw new KernelError(
      "OTHER_BUILD",
      isVerified
        ? "this worker runs the verifier build, but the machine was made by the free one; choose the verifier where `createSystem` is called, too"
        : "the machine was made in the verifier build, but this worker runs the free one; start it with `IRQL_VERIFIER=1`, or import `irql/runtime/verifier` first",
    );
  if (verifier !== undefined) build.join(verifier);
};

/**
 * Makes this worker a processor of a machine and returns its number: `number`, or the first that is free. From then
 * on its name in locks is that number, and other workers can send it DPCs and interrupts; where the engine has
 * `Atomics.waitAsync`, they are also delivered while the worker stands idle in its event loop. IRQL: PASSIVE_LEVEL.
 * @throws KernelError `ALREADY_ATTACHED`, `NO_FREE_PROCESSOR`, `IRQL_TOO_HIGH`; `OTHER_BUILD` where only one of worker and
 * machine is verified.
 */
export const attachProcessor = (system: KSYSTEM, number?: number): number => {
  requirePassive("attachProcessor");
  if (current?.attached === true)
    throw new KernelError(
      "ALREADY_ATTACHED",
      `this worker is processor ${String(current.number)} already; call \`detachProcessor\` first`,
    );
  joinVerifier(system);
  const own = become(system, choose(system, number), true);
  identify(processorIdentity(own.number));
  Atomics.store(own.words, own.block + PROCESSOR.identity, cpu.id);
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
  requirePassive("detachProcessor");
  if (current?.attached !== true) return;
  stopListening();
  const { words, block } = current;
  Atomics.store(words, block + PROCESSOR.identity, 0);
  Atomics.store(words, block + PROCESSOR.state, FREE);
  current = null;
  identify(unattachedIdentity());
  processor();
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
