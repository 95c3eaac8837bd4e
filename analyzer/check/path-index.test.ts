import fc from "fast-check";
import { expect, it } from "vitest";
import { parsePath, type Path } from "../domain/path.js";
import { PathIndex } from "./path-index.js";
import { mayBeOneLock } from "./possible-initialisations.js";

const root = fc.constantFrom("var:m/a@1", "new:f:1", "new:f:1@@g:2", "param:0", "this", "value:f:3", "of:f:param:0");
const key = fc.constantFrom("lock", "locks", "[*]", "[0]", "[1]", "[value:f:3]");
const property = fc.constantFrom(undefined, "A.lock", "B.lock");
const path = fc
  .tuple(root, fc.array(key, { maxLength: 3 }), property)
  .map(([from, keys, declared]): Path => parsePath([from, ...keys].join("|"), declared));

it("leaves out no path that may be one of those asked for, and keeps their order", () => {
  fc.assert(
    fc.property(fc.array(path), fc.array(path, { minLength: 1, maxLength: 3 }), (paths, asked) => {
      const mayBe = (one: Path): boolean => asked.some((other) => mayBeOneLock(one, other));
      const near = new PathIndex(paths, (one) => one).near(asked);
      expect(near.filter(mayBe)).toEqual(paths.filter(mayBe));
    }),
    { numRuns: 2000 },
  );
});
