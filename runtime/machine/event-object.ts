import { nonPagedWords } from "../storage.js";
import { DISPATCHER_BYTES } from "./dispatcher.js";

/**
 * An event. `new KEVENT()` belongs to the worker that makes it; `new KEVENT(buffer, byteOffset)` lies in shared memory
 * (64 bytes) and is the same event in every worker that makes an object over the same bytes.
 */
export class KEVENT {
  /** Bytes of storage for one event. */
  static readonly BYTES: number = DISPATCHER_BYTES;
  declare private readonly nominal: "KEVENT";
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
    this.words = nonPagedWords("KEVENT", DISPATCHER_BYTES, buffer, byteOffset);
    this.index = byteOffset >>> 2;
  }
}
