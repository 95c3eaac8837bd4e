import { MachineObject, OBJECT_BYTES } from "./machine-object.js";

export * as DPC from "./dpc-words.js";

/** What a DPC runs, as this worker registered it. */
export interface DpcRoutine {
  readonly run: (dpc: KDPC, context: unknown, first: unknown, second: unknown) => void;
  readonly context: unknown;
  readonly threaded: boolean;
}

/**
 * A deferred procedure call. `new KDPC()` belongs to the worker that makes it; `new KDPC(buffer, byteOffset)` lies in
 * shared memory (64 bytes) and can be sent to another processor, where the same bytes have been given a routine with
 * `KeInitializeDpc` too, because functions cannot be shared.
 */
export class KDPC extends MachineObject {
  /** Bytes of storage for one DPC. */
  static readonly BYTES: number = OBJECT_BYTES;
  /** @internal */
  static readonly TYPE: string = "KDPC";
  declare private readonly nominal: "KDPC";
  /** Null until `KeInitializeDpc`. @internal */
  routine: DpcRoutine | null = null;

  /**
   * @throws TypeError where the storage is not a fixed-length SharedArrayBuffer; RangeError where it does not fit.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- storage is checked at run time, as for every object
  constructor(...storage: any[]) {
    super(KDPC.TYPE, storage);
  }
}
