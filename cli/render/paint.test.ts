import { describe, expect, it } from "vitest";
import { coloured, plain, wantsColour } from "./paint.js";

describe("wantsColour", () => {
  it.each([
    ["a terminal", undefined, {}, true, true],
    ["a pipe", undefined, {}, false, false],
    ["a dumb terminal", undefined, { TERM: "dumb" }, true, false],
    ["NO_COLOR", undefined, { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR", undefined, { NO_COLOR: "" }, true, true],
    ["NODE_DISABLE_COLORS", undefined, { NODE_DISABLE_COLORS: "1" }, true, false],
    ["FORCE_COLOR", undefined, { FORCE_COLOR: "1" }, false, true],
    ["an empty FORCE_COLOR", undefined, { FORCE_COLOR: "" }, false, true],
    ["FORCE_COLOR=0", undefined, { FORCE_COLOR: "0" }, true, false],
    ["FORCE_COLOR over NO_COLOR", undefined, { FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    ["--color over NO_COLOR", true, { NO_COLOR: "1" }, false, true],
    ["--no-color over FORCE_COLOR", false, { FORCE_COLOR: "1" }, true, false],
  ])("%s", (_, option, env: Record<string, string>, isTTY, wanted) => {
    expect(wantsColour({ option, env, isTTY })).toBe(wanted);
  });
});

describe("coloured", () => {
  it("colours whatever this process writes to, and leaves nothing alone", () => {
    expect(coloured("error", "x")).toBe("\u001b[1m\u001b[31mx\u001b[39m\u001b[22m");
    expect(coloured("error", "")).toBe("");
    expect(plain("error", "x")).toBe("x");
  });
});
