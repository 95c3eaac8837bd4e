import { describe, expect, it } from "vitest";
import { rootPath } from "../domain/path.js";
import { joinLocks, type OuterLock, type OuterLocks } from "./outer-lock.js";

const lock = (name: string, maybe: boolean): OuterLock => ({
  path: rootPath(`var:${name}`),
  family: "ordinary",
  form: "raise",
  handle: undefined,
  maybe,
  span: { file: "a.ts", start: 0, end: 1 },
});

const held = (...locks: readonly OuterLock[]): OuterLocks => new Map(locks.map((one) => [one.path.text, one]));

describe("locks of callers that are taken together", () => {
  it.each([
    ["surely on both ways", [lock("a", false)], [lock("a", false)], [false]],
    ["surely on the second way", [lock("a", true)], [lock("a", false)], [true]],
    ["surely on the first way", [lock("a", false)], [lock("a", true)], [true]],
    ["on one way each", [lock("a", false)], [lock("b", false)], [true, true]],
  ])("are held: %s", (_, one, other, maybe) => {
    const joined = joinLocks(held(...one), held(...other));
    expect([...joined.values()].map((each) => each.maybe)).toEqual(maybe);
  });
});
