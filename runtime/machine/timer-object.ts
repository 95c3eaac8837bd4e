import { nonPagedWords } from "../storage.js";
import { DISPATCHER_BYTES } from "./dispatcher.js";

/**
 * A timer. `new KTIMER()` belongs to the worker that makes it; `new KTIMER(buffer, byteOffset)` lies in shared memory
 * (64 bytes) and can be waited for in every worker that makes an object over the same
 * bytes. It runs on the processor that set it.
 */
export class KTIMER {
  /** Bytes of storage for one timer. */
  static readonly BYTES: number = DISPATCHER_BYTES;
  declare private readonly nominal: "KTIMER";
  /** @internal */
  readonly words: Int32Array<SharedArrayBuffer>;
  /** @internal */
  readonly index: number;

  /**
   * @throws TypeError where the storage is not a fixed-length SharedArrayBuffer; RangeError where it does not fit.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- storage is checked at run time, as for every object
  constructor(...storage: any[]) {
    const [buffer, byteOffset = 0] = (storage.length > 0 ? storage : [new SharedArrayBuffer(DISPATCHER_BYTES)]) as [
      SharedArrayBuffer,
      number?,
    ];
    this.words = nonPagedWords("KTIMER", DISPATCHER_BYTES, buffer, byteOffset);
    this.index = byteOffset >>> 2;
  }
}
