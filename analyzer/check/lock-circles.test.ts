import { describe, expect, it } from "vitest";
import { addTo } from "../ir/add-to.js";
import type { FunctionUnit } from "../ir/graph.js";
import { fn } from "../testing/build-graph.js";
import { spanKey } from "../ir/span.js";
import { program } from "../testing/program.js";
import { LockCircles } from "./lock-circles.js";
import { lockNestings, type Nesting } from "./lock-nestings.js";

const lockOf = (index: number): string => `lock${String(index)}`;

/** Makes the locks that all functions know. */
const locks = (count: number): FunctionUnit =>
  fn(
    "m",
    [],
    (b) => {
      for (let index = 0; index < count; index += 1) b.store(lockOf(index), b.allocate());
    },
    { kind: "module" },
  );

/** Functions under a lock of their own each, that call others there. */
const underLocks = (count: number, called: (index: number) => readonly number[]): FunctionUnit[] => [
  locks(count),
  ...Array.from({ length: count }, (_, index) =>
    fn(
      `f${String(index)}`,
      ["n"],
      (b) => {
        const old = b.routine("KeAcquireSpinLock", b.load(lockOf(index)));
        for (const other of called(index)) b.if(b.opaque(), () => b.run(`f${String(other)}`, "n"));
        b.routine("KeReleaseSpinLock", b.load(lockOf(index)), old);
      },
      { roles: ["IO_WORKITEM_ROUTINE"] },
    ),
  ),
];

/** What the search for a circle through each place costs, for one way of taking a lock under another. */
const costOf = (units: readonly FunctionUnit[]): number => {
  const nestings = lockNestings(program(units));
  const byPlace = new Map<string, Nesting[]>();
  for (const nesting of nestings) addTo(byPlace, spanKey(nesting.point.operation.span), nesting);
  const circles = new LockCircles(nestings);
  const found = [...byPlace.values()].map((there) => circles.best(there));
  expect(found).not.toContain(undefined);
  return circles.steps / nestings.length;
};

describe("the search for circles of locks", () => {
  it.each([
    ["the next", 20, (index: number) => [index + 1]],
    ["the next", 40, (index: number) => [index + 1]],
    ["two others", 40, (index: number) => [index + 1, index * 7 + 3]],
    ["all others", 20, (index: number) => Array.from({ length: 19 }, (_, other) => index + 1 + other)],
  ])(
    "costs each way of taking one under another little, where functions call %s under their locks, of %d",
    (...row) => {
      const [, count, called] = row;
      expect(costOf(underLocks(count, (index) => called(index).map((other) => other % count)))).toBeLessThan(8);
    },
  );
});
