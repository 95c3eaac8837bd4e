import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeDigest } from "./tool-identity.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "irql-identity-"));
  write("main.js", "1");
  write("inner/part.js", "2");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => {
  mkdirSync(join(folder, "inner"), { recursive: true });
  writeFileSync(join(folder, name), text);
};

describe("the digest of the tool's code", () => {
  it("stays where files are written again, as an installation does, and where others come beside the code", () => {
    const before = codeDigest([folder]);
    write("main.js", "1");
    utimesSync(join(folder, "inner/part.js"), new Date(0), new Date(0));
    write("main.d.ts", "export {};");
    write("main.test.ts", "");
    expect(codeDigest([folder, join(folder, "missing")])).toBe(before);
  });

  it.each([
    [
      "a file says something else of the same size",
      () => {
        write("main.js", "3");
      },
    ],
    [
      "a file has another name",
      () => {
        write("other.js", "1");
        rmSync(join(folder, "main.js"));
      },
    ],
    [
      "a file is new",
      () => {
        write("inner/new.js", "");
      },
    ],
    [
      "texts have moved between files",
      () => {
        write("main.js", "2");
        write("inner/part.js", "1");
      },
    ],
  ])("is another one where %s", (_what, change) => {
    const before = codeDigest([folder]);
    change();
    expect(codeDigest([folder])).not.toBe(before);
  });
});
