import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSnapshot } from "./read-snapshot.js";
import { kind, NotKept, Vocabulary } from "./vocabulary.js";
import { writeSnapshot } from "./write-snapshot.js";

class Box {
  readonly #content: unknown;

  constructor(content: unknown) {
    this.#content = content;
  }

  static readonly kind = kind(
    "box",
    Box,
    (box) => box.#content,
    (content) => new Box(content),
  );

  get content(): unknown {
    return this.#content;
  }
}

const thing = (): number => 1;
const vocabulary = new Vocabulary([["thing", thing]], [Box.kind]);

const again = (whole: object): unknown => readSnapshot(writeSnapshot(whole, vocabulary), vocabulary);

const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.integer(),
  fc.constantFrom(undefined, null, true, false, -0, 2 ** 28, -(2 ** 28) - 1, 2 ** 53, thing),
);

/** Objects that are made of objects before them, so that some are shared. */
const whole: fc.Arbitrary<object> = fc
  .array(
    fc.tuple(
      fc.nat(3),
      fc.array(
        fc.oneof(
          leaf,
          fc.nat(40).map((index) => ({ index })),
        ),
        { maxLength: 5 },
      ),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((recipes) => {
    const made: object[] = [];
    const valueOf = (part: unknown): unknown =>
      typeof part === "object" && part !== null && "index" in part ? made[Number(part.index)] : part;
    for (const [how, parts] of recipes) {
      const values = parts.map(valueOf);
      const named = values.map((value, index) => [`field${String(index)}`, value] as const);
      if (how === 0) made.push(values);
      else if (how === 1) made.push(Object.fromEntries(named));
      else if (how === 2) made.push(new Map(values.map((value, index) => [value, values[index - 1]])));
      else made.push(new Set(values));
    }
    return made;
  });

/** Each object by its place in the order in which it is met: equal where sharing is. */
const sharing = (root: unknown): string => {
  const met = new Map<unknown, number>();
  const lines: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    lines.push(String(met.get(value) ?? "new"));
    if (met.has(value)) return;
    met.set(value, met.size);
    const parts = value instanceof Map ? [...value].flat(1) : value instanceof Set ? [...value] : Object.values(value);
    for (const part of parts) visit(part);
  };
  visit(root);
  return lines.join(" ");
};

describe("a snapshot", () => {
  it("gives what was written, with all that is shared", () => {
    fc.assert(
      fc.property(whole, (written) => {
        const read = again(written);
        expect(isDeepStrictEqual(read, written)).toBe(true);
        expect(sharing(read)).toBe(sharing(written));
      }),
    );
  });

  it("is the same for what was read", () => {
    fc.assert(
      fc.property(whole, (written) => {
        const bytes = writeSnapshot(written, vocabulary);
        expect(writeSnapshot(again(written) as object, vocabulary)).toEqual(bytes);
      }),
    );
  });

  it("has each process's own things by name, and objects of classes by what they are made of", () => {
    const shared = { name: "shared" };
    const read = again([thing, new Box(shared), shared]) as [unknown, Box, unknown];
    expect(read[0]).toBe(thing);
    expect(read[1]).toBeInstanceOf(Box);
    expect(read[1].content).toBe(read[2]);
  });

  it("can be as deep as it may", () => {
    let deep: object = {};
    for (let depth = 0; depth < 200_000; depth += 1) deep = { deep };
    let read = again([deep]) as { readonly deep?: object } | undefined;
    read = (read as unknown as readonly { readonly deep?: object }[])[0];
    let depth = 0;
    for (; read?.deep; depth += 1) read = read.deep;
    expect(depth).toBe(200_000);
  });

  it.each([
    ["a function", [(): void => undefined]],
    ["an object of a class that nobody has described", [new Date()]],
    ["a symbol", [Symbol("one")]],
    ["a bigint", [1n]],
  ])("is not written of %s", (_what, item) => {
    expect(() => writeSnapshot(item, vocabulary)).toThrow(NotKept);
  });

  it("is not written of a cycle", () => {
    const cyclic: { self?: object } = {};
    cyclic.self = { cyclic };
    expect(() => writeSnapshot(cyclic, vocabulary)).toThrow(NotKept);
  });

  it("is not read where a name is missing", () => {
    const none = new Vocabulary([], []);
    expect(() => readSnapshot(writeSnapshot([thing], vocabulary), none)).toThrow(NotKept);
    expect(() => readSnapshot(writeSnapshot([new Box(1)], vocabulary), none)).toThrow(NotKept);
  });
});
