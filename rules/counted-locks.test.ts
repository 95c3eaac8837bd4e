import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, findingsIn } from "./testing/check-sources.js";

/** A routine of two helpers: the lock is taken where `take` holds before, and given back where `give` does. */
const helpers = (take: string, up: string, down: string, give: string): string => `let depth = 0;
const enter = (): void => {
  if (${take}) KeAcquireSpinLockAtDpcLevel(lock);
  ${up}
};
const leave = (): void => {
  ${down}
  if (${give}) KeReleaseSpinLockFromDpcLevel(lock);
};
export const onDpc: KDEFERRED_ROUTINE = () => {
  enter();
  leave();
};`;

const COUNTED = {
  steps: helpers("depth === 0", "depth += 1;", "depth -= 1;", "depth === 0"),
  inConditions: helpers("depth++ === 0", "", "", "--depth === 0"),
  before: helpers("!depth", "depth++;", "", "depth-- === 1"),
  bounds: helpers("depth < 1", "depth++;", "depth--;", "!(depth > 0)"),
  field: `class Recursive {
  readonly #lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
  #depth = 0;
  enter(): void {
    if (this.#depth === 0) KeAcquireSpinLockAtDpcLevel(this.#lock);
    this.#depth++;
  }
  leave(): void {
    this.#depth--;
    if (this.#depth === 0) KeReleaseSpinLockFromDpcLevel(this.#lock);
  }
}
const recursive = new Recursive();
export const onDpc: KDEFERRED_ROUTINE = () => {
  recursive.enter();
  recursive.leave();
};`,
};

const NOT_COUNTED = {
  onlyUp: helpers("depth === 0", "depth += 1;", "", "depth === 0"),
  onlyDown: helpers("depth === 0", "", "depth -= 1;", "depth === 0"),
  anotherNumber: helpers("depth === 7", "depth += 1;", "depth -= 1;", "depth === 7"),
  beside: helpers("true", "depth += 1; if (depth === 0) work();", "depth -= 1; if (depth === 0) work();", "false"),
};

type Name = keyof typeof COUNTED | keyof typeof NOT_COUNTED;

let report: Report;
beforeAll(async () => {
  const sources = Object.entries({ ...COUNTED, ...NOT_COUNTED });
  report = await checkSources(Object.fromEntries(sources.map(([name, code]) => [`${name}.ts`, code])));
});

const certainties = (name: Name): string[] => [
  ...new Set(
    findingsIn(report, `${name}.ts`)
      .filter(({ ruleId }) => ruleId === "unreleased-spin-lock" || ruleId === "release-unheld")
      .map(({ certainty }) => certainty),
  ),
];

describe("a lock that a number counts", () => {
  it.each(Object.keys(COUNTED) as (keyof typeof COUNTED)[])("makes nothing certain: %s", (name) => {
    expect(certainties(name).filter((one) => one !== "possible")).toEqual([]);
  });

  it.each(Object.keys(NOT_COUNTED) as (keyof typeof NOT_COUNTED)[])("is none: %s", (name) => {
    expect(certainties(name)).toContain("certain");
  });
});
