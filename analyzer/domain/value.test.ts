import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyLevel, anyValue } from "../testing/arbitraries.js";
import { rootPath } from "./path.js";
import { joinValues } from "./join-values.js";
import { literal, place, sameValue, storedValue, truthiness, UNKNOWN, valueText, type Value } from "./value.js";

const same = (a: Value, b: Value): void => {
  expect(valueText(a)).toBe(valueText(b));
  expect(sameValue(a, b)).toBe(true);
};

describe("the join of values", () => {
  it("is idempotent", () => {
    fc.assert(fc.property(anyValue, (a) => same(joinValues(a, a), a)));
  });

  it("is commutative", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => same(joinValues(a, b), joinValues(b, a))),
      { numRuns: 2000 },
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) =>
        same(joinValues(joinValues(a, b), c), joinValues(a, joinValues(b, c))),
      ),
      { numRuns: 3000 },
    );
  });

  it("ends in `unknown`, and never leaves it", () => {
    fc.assert(
      fc.property(anyValue, (a) => {
        expect(joinValues(a, UNKNOWN)).toEqual(UNKNOWN);
        expect(joinValues(UNKNOWN, a)).toEqual(UNKNOWN);
      }),
    );
  });

  it("has finite height: joining on and on comes to rest", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 20 }), (values) => {
        const joined = values.reduce(joinValues);
        same(values.reduce(joinValues, joined), joined);
      }),
    );
  });

  it("gives up on more than eight functions instead of growing", () => {
    const one = (id: number): Value => ({
      kind: "functions",
      targets: [{ kind: "function", id: String(id) }],
      receiver: undefined,
    });
    const joined = (count: number): Value => Array.from({ length: count }, (_, id) => one(id)).reduce(joinValues);
    expect(joined(8).kind).toBe("functions");
    expect(joined(9)).toEqual(UNKNOWN);
  });
});

describe("equality of values", () => {
  it("is what their texts say", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(sameValue(a, b)).toBe(valueText(a) === valueText(b));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not ask where a level was read", () => {
    fc.assert(
      fc.property(anyLevel, (level) => {
        const read = { span: { file: "/a.ts", start: 3, end: 9 }, stored: false };
        const plain: Value = { kind: "level", level, read: undefined };
        const stored = storedValue({ kind: "level", level, read });
        same(plain, stored);
        expect(stored.kind === "level" && stored.read?.stored).toBe(true);
        expect(storedValue(stored)).toBe(stored);
      }),
    );
  });
});

describe("truthiness", () => {
  it.each([
    ["0", literal(0), false],
    ["an empty text", literal(""), false],
    ["null", literal(null), false],
    ["a text", literal("no"), true],
    ["a new object", place(rootPath("new:/a.ts#f@0:1")), true],
    ["what a caller passed", place(rootPath("param:0")), undefined],
    ["nothing known", UNKNOWN, undefined],
  ])("of %s is %s", (_, value, expected) => {
    expect(truthiness(value)).toBe(expected);
  });
});
