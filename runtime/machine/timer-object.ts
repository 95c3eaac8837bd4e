import { MachineObject, OBJECT_BYTES } from "./machine-object.js";

/**
 * A timer. `new KTIMER()` belongs to the worker that makes it; `new KTIMER(buffer, byteOffset)` lies in shared memory
 * (64 bytes) and can be waited for in every worker that makes an object over the same
 * bytes. It runs on the processor that set it.
 */
export class KTIMER extends MachineObject {
  /** Bytes of storage for one timer. */
  static readonly BYTES: number = OBJECT_BYTES;
  /** @internal */
  static readonly TYPE: string = "KTIMER";
  declare private readonly nominal: "KTIMER";

  /**
   * @throws TypeError where the storage is not a fixed-length SharedArrayBuffer; RangeError where it does not fit.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- storage is checked at run time, as for every object
  constructor(...storage: any[]) {
    super(KTIMER.TYPE, storage);
  }
}
