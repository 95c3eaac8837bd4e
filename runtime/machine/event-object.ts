import { MachineObject, OBJECT_BYTES } from "./machine-object.js";

/**
 * An event. `new KEVENT()` belongs to the worker that makes it; `new KEVENT(buffer, byteOffset)` lies in shared memory
 * (64 bytes) and is the same event in every worker that makes an object over the same bytes.
 */
export class KEVENT extends MachineObject {
  /** Bytes of storage for one event. */
  static readonly BYTES: number = OBJECT_BYTES;
  /** @internal */
  static readonly TYPE: string = "KEVENT";
  declare private readonly nominal: "KEVENT";

  /**
   * @throws TypeError where the storage is not a fixed-length SharedArrayBuffer; RangeError where it does not fit.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- storage is checked at run time, as for every object
  constructor(...storage: any[]) {
    super(KEVENT.TYPE, storage);
  }
}
