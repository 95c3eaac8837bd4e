/* eslint-disable @typescript-eslint/no-explicit-any -- contexts and arguments are the driver's own types */
// The role types whose parameters matter to a driver in TypeScript. Declaring a function with one of them fixes the
// level at which it is entered; the levels are those of the WDK headers.
import type { NTSTATUS } from "./levels.js";
import type { KDPC } from "./machine/dpc-object.js";
import type { KINTERRUPT } from "./machine/interrupt-object.js";
import type { DEVICE_OBJECT, DRIVER_OBJECT, IRP } from "./objects.js";

/** Deferred procedure; entered at IRQL DISPATCH_LEVEL (wdm.h, nc-wdm-kdeferred_routine). */
export type KDEFERRED_ROUTINE<C = any> = (
  Dpc: KDPC,
  DeferredContext: C,
  SystemArgument1: any,
  SystemArgument2: any,
) => void;
/** Interrupt service routine; entered at the device's IRQL with the interrupt's lock held (nc-wdm-kservice_routine). */
export type KSERVICE_ROUTINE<C = any> = (Interrupt: KINTERRUPT, ServiceContext: C) => boolean;
/** Runs as if it were the interrupt routine (nc-wdm-ksynchronize_routine). */
export type KSYNCHRONIZE_ROUTINE<C = any> = (SynchronizeContext: C) => boolean;
/** Completion of a request; entered at any IRQL up to DISPATCH_LEVEL (nc-wdm-io_completion_routine). */
export type IO_COMPLETION_ROUTINE<C = any> = (DeviceObject: DEVICE_OBJECT, Irp: IRP, Context: C) => NTSTATUS | void;
/** DPC of an interrupt; entered at IRQL DISPATCH_LEVEL (nc-wdm-io_dpc_routine). */
export type IO_DPC_ROUTINE<C = any> = (Dpc: KDPC, DeviceObject: DEVICE_OBJECT, Irp: IRP, Context: C) => void;
/** Work item; entered at IRQL PASSIVE_LEVEL (nc-wdm-io_workitem_routine). */
export type IO_WORKITEM_ROUTINE<C = any> = (DeviceObject: DEVICE_OBJECT, Context: C) => void;
/** Dispatch routine; entered at any IRQL up to DISPATCH_LEVEL, mostly PASSIVE_LEVEL (nc-wdm-driver_dispatch). */
export type DRIVER_DISPATCH = (DeviceObject: DEVICE_OBJECT, Irp: IRP) => NTSTATUS | void;
/** Starts a request; entered at IRQL DISPATCH_LEVEL (nc-wdm-driver_startio). */
export type DRIVER_STARTIO = (DeviceObject: DEVICE_OBJECT, Irp: IRP) => void;
/** Cancels a request; entered at IRQL DISPATCH_LEVEL with the cancel lock held (nc-wdm-driver_cancel). */
export type DRIVER_CANCEL = (DeviceObject: DEVICE_OBJECT, Irp: IRP) => void;
/** Loads the driver; entered at IRQL PASSIVE_LEVEL (nc-wdm-driver_initialize). */
export type DRIVER_INITIALIZE = (DriverObject: DRIVER_OBJECT, RegistryPath: string) => NTSTATUS | void;
/** Unloads the driver; entered at IRQL PASSIVE_LEVEL (nc-wdm-driver_unload). */
export type DRIVER_UNLOAD = (DriverObject: DRIVER_OBJECT) => void;
/** Adds a device; entered at IRQL PASSIVE_LEVEL (nc-wdm-driver_add_device). */
export type DRIVER_ADD_DEVICE = (DriverObject: DRIVER_OBJECT, PhysicalDeviceObject: DEVICE_OBJECT) => NTSTATUS | void;
/** Expiry of an EX_TIMER; entered at IRQL DISPATCH_LEVEL (nc-wdm-ext_callback). */
export type EXT_CALLBACK<C = any> = (Timer: any, Context: C) => void;
/** A system thread; entered at IRQL PASSIVE_LEVEL (nc-wdm-kstart_routine). */
export type KSTART_ROUTINE<C = any> = (StartContext: C) => void;
