/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/consistent-indexed-object-style -- driver objects carry whatever fields a driver puts there */
import type { KIRQL, NTSTATUS } from "./levels.js";

/** A device, as far as role types mention it. Drivers add their own fields. */
export interface DEVICE_OBJECT {
  DeviceExtension?: any;
  [field: string]: any;
}

/** A driver, as far as role types mention it. */
export interface DRIVER_OBJECT {
  [field: string]: any;
}

/** A request. `CancelIrql` is the level that a cancel routine restores when it releases the cancel lock. */
export interface IRP {
  CancelIrql: KIRQL;
  Cancel: boolean;
  IoStatus: { Status: NTSTATUS; Information: number };
  [field: string]: any;
}
