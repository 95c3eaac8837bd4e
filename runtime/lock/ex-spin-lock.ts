import { FLAGS_WORD, LOCK_BYTES, READER_WRITER, READER_WRITER_DISTRIBUTED } from "./layout.js";
import { LockObject } from "./lock-object.js";
import { optionsOf, refuseValue, requireWhole } from "../refuse.js";

export interface ExSpinLockOptions {
  /**
   * The lock is distributed: processors 0 to `processors` - 1 read by a flag of their own, on a line of 64 bytes of its own, so
   * that readers do not disturb each other; writers look at all flags. 1 to 255; all workers must choose the same.
   */
  readonly processors?: number | undefined;
}

const requireSame = (before: number, processors: number): void => {
  if (before !== 0 && before !== processors)
    refuseValue(
      `\`EX_SPIN_LOCK\` has ${String(before)} processors`,
      processors,
      "; all workers must pass the same number",
    );
};

/**
 * A reader/writer spin lock: 64 bytes of shared, non-paged memory. Many workers may hold it shared, or one exclusive.
 * It travels to another worker as `buffer` and `byteOffset`. Zeroed memory is an initialised lock.
 */
export class EX_SPIN_LOCK extends LockObject {
  /** Bytes of storage for one lock that is not distributed. */
  static readonly BYTES: number = LOCK_BYTES;
  /** Bytes of storage for one with flags for so many processors. @throws RangeError for a number that is not from 0 to 255. */
  static readonly bytesFor = (processors: number): number => {
    requireWhole("`EX_SPIN_LOCK` needs a number of processors", processors, 0, 255);
    return LOCK_BYTES * (1 + processors);
  };
  /** @internal */
  static override readonly TYPE: string = "EX_SPIN_LOCK";
  declare private readonly nominal: "EX_SPIN_LOCK";
  /** How many processors have a flag. @internal */
  readonly flags: number;
  /** As what the lock is used. @internal */
  readonly kind: number;

  /**
   * @throws TypeError where `buffer` is not a fixed-length SharedArrayBuffer.
   * @throws RangeError where `byteOffset` is no multiple of 4 or the lock does not fit.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0, options: ExSpinLockOptions = {}) {
    const { processors = 0 } = optionsOf(options);
    super(EX_SPIN_LOCK.TYPE, EX_SPIN_LOCK.bytesFor(processors), buffer, byteOffset);
    this.flags = processors;
    this.kind = processors === 0 ? READER_WRITER : READER_WRITER_DISTRIBUTED;
    if (processors > 0)
      requireSame(Atomics.compareExchange(this.words, this.index + FLAGS_WORD, 0, processors), processors);
  }
}
