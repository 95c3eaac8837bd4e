import { expect, it } from "vitest";
import type { Contract } from "./contract.js";
import { printContract } from "./print-contract.js";

const nothing: Contract = {
  name: "f",
  origin: "tags",
  requires: 0xffff,
  statesLevel: false,
  level: { kind: "same" },
  saves: undefined,
  locks: [],
  returnsCurrentLevel: false,
  callbacks: [],
  mayBlock: false,
  notWhileHoldingSpinLock: false,
  source: "f.ts",
};
const argument = (index: number, ...keys: string[]) => ({ root: { kind: "argument", index }, keys }) as const;
const result = { root: { kind: "return" }, keys: [] } as const;
const self = (...keys: string[]) => ({ root: { kind: "this" }, keys }) as const;

it("prints a contract that says nothing", () => {
  expect(printContract(nothing)).toBe("irql * -> same");
});

it("prints levels and locks of a raising acquire", () => {
  const contract: Contract = {
    ...nothing,
    requires: 0b111,
    level: { kind: "raise", to: 2 },
    saves: result,
    locks: [{ operation: "acquire", family: "ordinary", form: "raise", lock: argument(0) }],
  };
  expect(printContract(contract)).toBe("irql 0..2 -> 2; saves return; +arg0 (ordinary, raise)");
});

it("prints where a level goes when it is not one number", () => {
  const at = (level: Contract["level"]): string => printContract({ ...nothing, level });
  expect(at({ kind: "raise", to: argument(1, "level") })).toBe("irql * -> arg1.level");
  expect(at({ kind: "raise", to: { levels: 0x1ff8 } })).toBe("irql * -> 3..12");
  expect(at({ kind: "restore", from: self("#lock", "irql") })).toBe("irql * -> restored from this.#lock.irql");
});

it("prints every operation on locks", () => {
  const locks = (["release", "try", "convert", "init", "test", "internal"] as const).map(
    (operation) => ({ operation, family: "wdf", form: "dpc", lock: argument(0) }) as const,
  );
  expect(printContract({ ...nothing, locks })).toBe(
    "irql * -> same; -arg0 (wdf, dpc); ?+arg0 (wdf, dpc); ^arg0 (wdf, dpc); init arg0 (wdf, dpc); test arg0 (wdf, dpc); " +
      "+-arg0 (wdf, dpc)",
  );
});

it("prints handles, further families and conditions of locks", () => {
  const lock = { operation: "release", family: "queued", form: "raise" } as const;
  const print = (extra: Partial<Contract["locks"][number]>): string | undefined =>
    printContract({ ...nothing, locks: [{ ...lock, lock: undefined, ...extra }] }).split("; ")[1];
  expect(print({})).toBe("-? (queued, raise)");
  expect(print({ handle: argument(0) })).toBe("-lock of arg0 (queued, raise)");
  expect(print({ lock: argument(0), handle: argument(1) })).toBe("-arg0 by arg1 (queued, raise)");
  expect(print({ lock: { root: { kind: "global", name: "vpb" }, keys: [] }, also: ["vpb"] })).toBe(
    "-vpb (queued/vpb, raise)",
  );
  expect(print({ lock: self(), when: { kind: "return", truthy: false } })).toBe("-this (queued, raise) when !return");
  const condition = { kind: "argument", path: argument(2), equals: false, value: undefined } as const;
  expect(print({ lock: result, when: condition })).toBe("-return (queued, raise) when arg2 != null");
});

it("prints the rest in a fixed order", () => {
  const contract: Contract = {
    ...nothing,
    lockNeeds: [
      { lock: self("a"), held: true },
      { lock: self("b"), held: false, when: { kind: "return", truthy: true } },
    ],
    alwaysMin: 1,
    alwaysMax: 2,
    returnsCurrentLevel: true,
    callbacks: [
      { argument: 0, when: "now", level: 0x1ff8 },
      { argument: 1, when: "later", role: "KDEFERRED_ROUTINE" },
    ],
    mayBlock: true,
    notWhileHoldingSpinLock: true,
    cases: [
      {
        when: { kind: "flag", path: argument(0), mask: 1, name: "PagedPool", set: true },
        requires: 3,
        mayBlock: false,
        level: { kind: "same" },
      },
    ],
    guardedBy: self("#lock"),
    functionClass: "DRIVER_CANCEL",
  };
  expect(printContract(contract)).toBe(
    "irql * -> same; needs this.a; needs free this.b when return; never below 1; never above 2; returns the level; " +
      "calls arg0 now at 3..12; calls arg1 later as KDEFERRED_ROUTINE; may block; no spin lock held; " +
      "when arg0 has PagedPool: irql 0..1, does not block, -> same; guarded by this.#lock; class DRIVER_CANCEL",
  );
});
