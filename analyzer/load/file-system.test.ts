import { realpathSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { normalPath } from "./file-kind.js";
import { openFileSystem } from "./file-system.js";
import { tempProject } from "./testing/temp-project.js";

describe("a file system", () => {
  it("gives the real path of what it has listed as of what it has not", () => {
    const folder = tempProject({ "real/deep/file.ts": "", "real/other.ts": "" });
    symlinkSync(`${folder}/real`, `${folder}/link`, "junction");
    symlinkSync(`${folder}/real/other.ts`, `${folder}/real/deep/alias.ts`);
    const paths = [
      ".",
      "real/deep/file.ts",
      "link",
      "link/other.ts",
      "link/deep",
      "link/deep/file.ts",
      "link/deep/alias.ts",
      "link/deep/",
      "link/../real",
      "nowhere/file.ts",
    ].map((path) => `${folder}/${path}`);
    const [fresh, listed] = [openFileSystem(), openFileSystem()];
    for (const path of [...paths, ...paths.map((each) => dirname(each)), dirname(folder), "/"]) listed.list(path);
    const asked = paths.slice(0, -1);
    expect(asked.map((path) => listed.realpath(path))).toEqual(
      asked.map((path) => normalPath(realpathSync.native(path))),
    );
    expect(paths.map((path) => fresh.realpath(path))).toEqual(paths.map((path) => listed.realpath(path)));
  });
});
