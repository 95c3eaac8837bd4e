import { describe, expect, it } from "vitest";
import { printLevels } from "../domain/level-set.js";
import { model } from "./model.js";

const book = model();
const summary = (name: string): string => {
  const role = book.role(name);
  if (role === undefined) return "unknown";
  const holds = role.holds === undefined ? "" : ` holds ${role.holds}`;
  const min = role.alwaysMin === undefined ? "" : ` never below ${String(role.alwaysMin)}`;
  return `${role.name} ${printLevels(role.entry)}${role.isRange ? " range" : ""}${holds}${min}`;
};

describe("roles", () => {
  it.each([
    ["KDEFERRED_ROUTINE", "KDEFERRED_ROUTINE 2"],
    ["KDEFERRED_ROUTINE (threaded)", "KDEFERRED_ROUTINE (threaded) 0,2"],
    ["IO_DPC_ROUTINE", "IO_DPC_ROUTINE 2 never below 2"],
    ["IO_COMPLETION_ROUTINE", "IO_COMPLETION_ROUTINE 0..2 range"],
    ["DRIVER_DISPATCH", "DRIVER_DISPATCH 0..2 range"],
    ["DRIVER_DISPATCH_PAGED", "DRIVER_DISPATCH_PAGED 0"],
    ["DRIVER_STARTIO", "DRIVER_STARTIO 2 never below 2"],
    ["DRIVER_CANCEL", "DRIVER_CANCEL 2 holds cancel"],
    ["DRIVER_INITIALIZE", "DRIVER_INITIALIZE 0"],
    ["DRIVER_UNLOAD", "DRIVER_UNLOAD 0"],
    ["DRIVER_ADD_DEVICE", "DRIVER_ADD_DEVICE 0"],
    ["KSERVICE_ROUTINE", "KSERVICE_ROUTINE 3..12 holds interrupt"],
    ["KMESSAGE_SERVICE_ROUTINE", "KMESSAGE_SERVICE_ROUTINE 3..12 holds interrupt"],
    ["KSYNCHRONIZE_ROUTINE", "KSYNCHRONIZE_ROUTINE 3..12 holds interrupt"],
    ["IO_WORKITEM_ROUTINE", "IO_WORKITEM_ROUTINE 0"],
    ["IO_TIMER_ROUTINE", "IO_TIMER_ROUTINE 2"],
    ["KSTART_ROUTINE", "KSTART_ROUTINE 0"],
    ["EXT_CALLBACK", "EXT_CALLBACK 2"],
    ["KIPI_BROADCAST_WORKER", "KIPI_BROADCAST_WORKER 14"],
    ["KBUGCHECK_CALLBACK_ROUTINE", "KBUGCHECK_CALLBACK_ROUTINE 15"],
    ["EVT_WDF_TIMER", "EVT_WDF_TIMER 0,2 range"],
    ["EVT_WDF_INTERRUPT_ISR", "EVT_WDF_INTERRUPT_ISR 3..12 holds interrupt"],
    ["MINIPORT_ISR", "MINIPORT_ISR 3..12"],
    ["MINIPORT_SHUTDOWN", "MINIPORT_SHUTDOWN 0,15 range"],
  ])("%s", (name, expected) => {
    expect(summary(name)).toBe(expected);
  });

  it.each([
    ["PKDEFERRED_ROUTINE", "KDEFERRED_ROUTINE"],
    ["PIO_COMPLETION_ROUTINE", "IO_COMPLETION_ROUTINE"],
    ["PFN_WDF_DPC", "EVT_WDF_DPC"],
    ["OID_REQUEST_COMPLETE_HANDLER", "PROTOCOL_OID_REQUEST_COMPLETE"],
  ])("the pointer type %s means %s", (alias, name) => {
    expect(book.role(alias)?.name).toBe(name);
    expect(book.role(alias)).toBe(book.role(name));
  });

  it("has none for a type whose level no source states, nor for other names", () => {
    expect(book.role("ALLOCATE_FUNCTION")).toBeUndefined();
    expect(book.role("toString")).toBeUndefined();
    expect(book.roles.has("ALLOCATE_FUNCTION")).toBe(false);
  });

  it("says the level in one sentence", () => {
    const says = (name: string): string | undefined => book.role(name)?.says;
    expect(says("KDEFERRED_ROUTINE")).toBe("a DPC routine runs at `DISPATCH_LEVEL`");
    expect(says("KDEFERRED_ROUTINE (threaded)")).toBe(
      "a threaded DPC routine may run at `PASSIVE_LEVEL` as well as at `DISPATCH_LEVEL`",
    );
    expect(says("IO_COMPLETION_ROUTINE")).toBe("a completion routine runs at any level up to `DISPATCH_LEVEL`");
    expect(says("DRIVER_CANCEL")).toBe("a cancel routine runs at `DISPATCH_LEVEL` with the cancel spin lock held");
    expect(says("KSERVICE_ROUTINE")).toBe(
      "an interrupt service routine runs at its interrupt's level (DIRQL) with its interrupt's spin lock held",
    );
    expect(says("DMA_CANCEL_TRANSFER")).toBe("a function of type `DMA_CANCEL_TRANSFER` runs at any level");
    expect(says("MINIPORT_SHUTDOWN")).toBe(
      "a function of type `MINIPORT_SHUTDOWN` runs at `PASSIVE_LEVEL` or `HIGH_LEVEL`",
    );
  });

  it("keeps the style of messages everywhere: one line, no final period, levels in backticks", () => {
    for (const role of book.roles.values()) {
      expect(role.says).toMatch(/^an? .*[^.]$/);
      expect(role.says.replace(/`[^`]*`/g, "")).not.toMatch(/_LEVEL/);
      expect(role.entry).not.toBe(0);
    }
    expect(book.roles.size).toBeGreaterThan(740);
  });
});
