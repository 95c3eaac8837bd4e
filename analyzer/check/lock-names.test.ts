import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePath, type Path } from "../domain/path.js";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import { collectionText, moduleNames, maybeSame } from "./lock-names.js";

const VARIABLE = "var:/a.ts#<module>@0";

describe("a lock's name", () => {
  it("is one for a field and for the variable whose object module code puts there", () => {
    const module = fn(
      "/a.ts#<module>@0",
      [],
      (b) => {
        b.store("shared", b.allocate());
        b.store("nic", b.allocate());
        b.set(b.load("nic"), "lock", b.load("shared"));
      },
      { kind: "module" },
    );
    const names = moduleNames(program([module]));
    const shared = names.name(parsePath(`${VARIABLE}/shared@1`)).text;
    expect(names.name(parsePath(`${VARIABLE}/nic@1|lock`)).text).toBe(shared);
    expect(names.name(parsePath(`${VARIABLE}/nic@1`)).text).not.toBe(shared);
  });

  it("is left alone where it has no better one", () => {
    const names = moduleNames(program([]));
    expect(names.name(parsePath("param:0|lock")).text).toBe("param:0|lock");
  });
});

const key = fc.constantFrom("lock", "[0]", "[1]", "[*]", "[param:0]", "next");
const path: fc.Arbitrary<Path> = fc.array(key, { maxLength: 4 }).map((keys) => parsePath(["this", ...keys].join("|")));

describe("locks of one collection", () => {
  it("have one text, which is its own", () => {
    fc.assert(
      fc.property(path, (one) => {
        expect(collectionText(one)).not.toMatch(/\[(?!\*)/);
        expect(collectionText(parsePath(collectionText(one)))).toBe(collectionText(one));
      }),
    );
  });

  it("may be the same unless two numbers tell them apart", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(maybeSame(a, a)).toBe(true);
        if (collectionText(a) !== collectionText(b)) return;
        expect(maybeSame(a, b)).toBe(maybeSame(b, a));
        const apart = a.keys.some(
          (one, at) => /^\[\d\]$/.test(one) && /^\[\d\]$/.test(b.keys[at] ?? "") && one !== b.keys[at],
        );
        expect(maybeSame(a, b)).toBe(!apart);
      }),
      { numRuns: 1000 },
    );
  });
});
