import { nonPagedWords } from "../storage.js";

/** Bytes of storage for a DPC, a timer or an event. */
export const OBJECT_BYTES = 64;

/** What DPCs, timers and events are: words of memory that belong to the worker or, given a buffer and an offset, to all. */
export class MachineObject {
  /** Whether other workers may have the same bytes. @internal */
  readonly shared: boolean;
  /** @internal */
  readonly words: Int32Array<SharedArrayBuffer>;
  /** @internal */
  readonly index: number;

  constructor(type: string, storage: readonly unknown[]) {
    this.shared = storage.length > 0;
    const own = this.shared ? storage : [new SharedArrayBuffer(OBJECT_BYTES)];
    const [buffer, byteOffset = 0] = own as [SharedArrayBuffer, number?];
    this.words = nonPagedWords(type, OBJECT_BYTES, buffer, byteOffset);
    this.index = byteOffset >>> 2;
  }
}
