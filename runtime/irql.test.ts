import { afterEach, describe, expect, it } from "vitest";
import {
  APC_LEVEL,
  DISPATCH_LEVEL,
  HIGH_LEVEL,
  KeGetCurrentIrql,
  KeLowerIrql,
  KeRaiseIrql,
  KeRaiseIrqlToDpcLevel,
  KfLowerIrql,
  KfRaiseIrql,
  PASSIVE_LEVEL,
} from "./index.js";
import { cpu } from "./cpu.js";

afterEach(() => {
  cpu.irql = PASSIVE_LEVEL;
});

describe("the level of a worker", () => {
  it("goes up and comes back", () => {
    const first = KeRaiseIrql(APC_LEVEL);
    const second = KeRaiseIrqlToDpcLevel();
    const third = KfRaiseIrql(HIGH_LEVEL);
    expect([first, second, third, KeGetCurrentIrql()]).toEqual([0, 1, 2, 15]);
    KfLowerIrql(third);
    KeLowerIrql(first);
    expect(KeGetCurrentIrql()).toBe(PASSIVE_LEVEL);
  });

  it("refuses a raise that lowers and a lowering that raises, and stays", () => {
    const refused = expect.objectContaining({ code: "INVALID_IRQL" }) as unknown;
    KeRaiseIrql(DISPATCH_LEVEL);
    for (const level of [APC_LEVEL, 16, 2.5, Number.NaN]) expect(() => KeRaiseIrql(level)).toThrow(refused);
    for (const level of [3, -1, 0.5, Number.NaN])
      expect(() => {
        KeLowerIrql(level);
      }).toThrow(refused);
    expect(KeGetCurrentIrql()).toBe(DISPATCH_LEVEL);
    KeRaiseIrql(HIGH_LEVEL);
    expect(() => KeRaiseIrqlToDpcLevel()).toThrow(refused);
  });
});
