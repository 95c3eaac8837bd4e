/** Interrupt request levels as on x64 (source: wdm.h; DDI guide "Managing hardware priorities"). */

/** An interrupt request level, 0 to 15. */
export type KIRQL = number;
/** A status: negative values are failures. */
export type NTSTATUS = number;
/** An unsigned 32-bit number. */
export type ULONG = number;

/** Ordinary code; nothing is masked. */
export const PASSIVE_LEVEL = 0;
/** The same as `PASSIVE_LEVEL`. */
export const LOW_LEVEL = 0;
/** Asynchronous procedure calls are masked. */
export const APC_LEVEL = 1;
/** The level of deferred procedure calls and of held spin locks; nothing may wait here. */
export const DISPATCH_LEVEL = 2;
/** The same as `DISPATCH_LEVEL`. */
export const DPC_LEVEL = 2;
/** The highest device level, at which interrupt routines of several devices are synchronised. */
export const SYNCH_LEVEL = 12;
/** The clock's interrupt. */
export const CLOCK_LEVEL = 13;
/** Interrupts between processors. */
export const IPI_LEVEL = 14;
/** Everything is masked. */
export const HIGH_LEVEL = 15;
