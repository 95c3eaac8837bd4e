import type { LockFamily } from "../contract/contract.js";
import { ANY_LEVEL, between, describeLevels, highest, isSingleton, levelName, lowest } from "../domain/level-set.js";
import type { LevelSet } from "../domain/level-set.js";

/** DIRQL on x64: an interrupt runs at one of these, which one is not known from the source. */
export const DEVICE_LEVELS: LevelSet = between(3, 12);

/** How people call the roles; others are called by their type. */
const NOUNS: Readonly<Record<string, string>> = {
  DRIVER_ADD_DEVICE: "an add-device routine",
  DRIVER_CANCEL: "a cancel routine",
  DRIVER_DISPATCH: "a dispatch routine",
  DRIVER_DISPATCH_PAGED: "a paged dispatch routine",
  DRIVER_INITIALIZE: "a driver's entry routine",
  DRIVER_STARTIO: "a start-I/O routine",
  DRIVER_UNLOAD: "an unload routine",
  EVT_WDF_DPC: "a DPC callback",
  EVT_WDF_INTERRUPT_DPC: "an interrupt's DPC callback",
  EVT_WDF_INTERRUPT_ISR: "an interrupt service callback",
  EVT_WDF_TIMER: "a timer callback",
  EVT_WDF_WORKITEM: "a work item callback",
  EXT_CALLBACK: "an `EX_TIMER` callback",
  IO_COMPLETION_ROUTINE: "a completion routine",
  IO_DPC_ROUTINE: "a `DpcForIsr` routine",
  "IO_DPC_ROUTINE (threaded)": "a threaded `DpcForIsr` routine",
  IO_TIMER_ROUTINE: "an I/O timer routine",
  IO_WORKITEM_ROUTINE: "a work item routine",
  IO_WORKITEM_ROUTINE_EX: "a work item routine",
  KDEFERRED_ROUTINE: "a DPC routine",
  "KDEFERRED_ROUTINE (threaded)": "a threaded DPC routine",
  KIPI_BROADCAST_WORKER: "an IPI broadcast routine",
  KMESSAGE_SERVICE_ROUTINE: "a message-signalled interrupt service routine",
  KSERVICE_ROUTINE: "an interrupt service routine",
  KSTART_ROUTINE: "a system thread",
  KSYNCHRONIZE_ROUTINE: "a routine synchronized with an interrupt",
  WORKER_THREAD_ROUTINE: "a worker thread routine",
};

const where = (name: string, entry: LevelSet): string => {
  if (name.endsWith("(threaded)")) return "may run at `PASSIVE_LEVEL` as well as at `DISPATCH_LEVEL`";
  if (entry === DEVICE_LEVELS) return "runs at its interrupt's level (DIRQL)";
  if (entry === ANY_LEVEL) return "runs at any level";
  if (isSingleton(entry)) return `runs at \`${levelName(lowest(entry))}\``;
  if (entry === between(0, highest(entry))) return `runs at any level up to \`${levelName(highest(entry))}\``;
  if ((entry & DEVICE_LEVELS) === DEVICE_LEVELS) return "runs at `PASSIVE_LEVEL` or at its interrupt's level (DIRQL)";
  return `runs at ${describeLevels(entry).replace(/\w+_LEVEL/g, "`$&`")}`;
};

const HOLDS: Partial<Record<LockFamily, string>> = {
  cancel: " with the cancel spin lock held",
  interrupt: " with its interrupt's spin lock held",
};

/** One sentence on the level of a role, for explanations: "a DPC routine runs at `DISPATCH_LEVEL`". */
export const sayRole = (name: string, entry: LevelSet, holds: LockFamily | undefined): string => {
  const noun = NOUNS[name] ?? `a function of type \`${name}\``;
  return `${noun} ${where(name, entry)}${holds === undefined ? "" : (HOLDS[holds] ?? "")}`;
};
