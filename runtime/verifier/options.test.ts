import { describe, expect, it } from "vitest";
import { chooseBuild, takeBuild } from "../build.js";
import { configureVerifier, parseOptions } from "./options.js";

describe("IRQL_VERIFIER", () => {
  it("means the free build where it is unset, empty or 0", () => {
    expect([undefined, "", "0"].map(parseOptions)).toEqual([undefined, undefined, undefined]);
  });

  it("is words with commas between them", () => {
    expect(parseOptions("1")).toEqual({});
    expect(parseOptions("statistics, stacks,hold=20")).toEqual({ statistics: true, stacks: true, hold: 20 });
  });

  it("refuses another word, and a hold that is no time", () => {
    expect(() => parseOptions("true")).toThrow(/knows no `true`; use `1`/);
    expect(() => {
      configureVerifier(parseOptions("hold=long") ?? {});
    }).toThrow(/`hold` is a number of milliseconds, got NaN/);
  });
});

describe("the choice of a build", () => {
  it("is refused once routines have been loaded, with what to do", () => {
    expect(() => {
      chooseBuild(takeBuild());
    }).toThrow(/came too late.*import `irql\/runtime\/verifier` first, or start with `IRQL_VERIFIER=1`/);
  });
});
