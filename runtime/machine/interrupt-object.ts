import type { KIRQL } from "../levels.js";
import { KSPIN_LOCK } from "../lock/spin-lock.js";
import { requireWhole } from "../refuse.js";
import { VECTOR, vectorAt, wordsOf, type KSYSTEM } from "./system.js";

/**
 * An interrupt line as one worker sees it. `IoConnectInterrupt` makes the object of the processor that serves the line;
 * `new KINTERRUPT(system, vector)` makes one on another processor, for `KeSynchronizeExecution` and the interrupt's lock.
 */
export class KINTERRUPT {
  /** @internal */
  static readonly TYPE: string = "KINTERRUPT";
  declare private readonly nominal: "KINTERRUPT";
  /** @internal */
  readonly system: KSYSTEM;
  /** @internal */
  readonly vector: number;
  /** The lock that is held while the service routine runs. @internal */
  readonly lock: KSPIN_LOCK;
  /** Level at which the lock is held, or 0: the one with which the line was connected. @internal */
  readonly synchronizeIrql: KIRQL;

  /**
   * Arguments: the system, the number of the line, and where they differ from the line's own, lock and level.
   * @throws RangeError where the machine has no such line.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked at run time, as for every object
  constructor(...storage: any[]) {
    const [system, vector = 0, lock, level = 0] = storage as [KSYSTEM, number?, KSPIN_LOCK?, KIRQL?];
    this.system = system;
    this.vector = requireVector(system, vector);
    this.lock = lock ?? new KSPIN_LOCK(system.buffer, vectorAt(system, vector) * 4);
    this.synchronizeIrql = level;
  }

  /** Level at which the lock is held. @internal */
  get level(): KIRQL {
    const words = wordsOf(this.system);
    return this.synchronizeIrql || Atomics.load(words, vectorAt(this.system, this.vector) + VECTOR.level);
  }
}

export const requireVector = (system: KSYSTEM, vector: number): number => {
  wordsOf(system);
  requireWhole("an interrupt needs a line", vector, 0, system.vectors - 1, "; make the system with more `vectors`");
  return vector;
};
