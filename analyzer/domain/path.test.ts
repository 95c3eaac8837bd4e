import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromOutside,
  indexOfKey,
  isElementKey,
  isNamedOutside,
  parsePath,
  symbolicKey,
  UNKNOWN_ELEMENT,
} from "./path.js";

const root = fc.constantFrom("param:0", "this", "var:src/a.b.ts#<module>@1", "value:src/[id].ts#f@3:1@@g:2");
const plainKey = fc.constantFrom("lock", "#inner", "[0]", '["a"]', UNKNOWN_ELEMENT, "{src/a.ts#f@1}");
const plain = fc
  .tuple(root, fc.array(plainKey, { maxLength: 2 }))
  .map(([from, keys]) => parsePath([from, ...keys].join("|")));

describe("the key of an element at a symbolic index", () => {
  it("names the place that the index was read from, one inside another as well", () => {
    const inside = fc.oneof(plainKey, plain.map(symbolicKey));
    const nested = fc
      .tuple(root, fc.array(inside, { maxLength: 3 }))
      .map(([from, keys]) => parsePath([from, ...keys].join("|")));
    fc.assert(
      fc.property(nested, (index) => {
        const key = symbolicKey(index);
        expect([isElementKey(key), key.includes("|"), indexOfKey(key)]).toEqual([true, false, index]);
      }),
    );
  });

  it("is none of the other keys", () => {
    expect(["lock", "[0]", '["a"]', UNKNOWN_ELEMENT].map(indexOfKey)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("the name that callers have for a place", () => {
  const element = (index: string): string => `param:0|${symbolicKey(parsePath(index))}|lock`;

  it("leaves open which element it is where only the function knows the index", () => {
    const path = parsePath(element("value:src/a.ts#f@3:1"));
    expect([isNamedOutside(path), fromOutside(path).text]).toEqual([false, `param:0|${UNKNOWN_ELEMENT}|lock`]);
  });

  it("is the same where they pass the index, or a number is written", () => {
    for (const text of [element("param:1"), "param:0|[0]|lock", `this|${UNKNOWN_ELEMENT}`, "var:src/a.ts#f@1|lock"])
      expect([isNamedOutside(parsePath(text)), fromOutside(parsePath(text)).text]).toEqual([true, text]);
  });

  it("is none for what is made in the function", () => {
    for (const text of ["new:src/a.ts#f@3:1|lock", "value:src/a.ts#f@3:1"])
      expect(isNamedOutside(parsePath(text))).toBe(false);
  });
});
