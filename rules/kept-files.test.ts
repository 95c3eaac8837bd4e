import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeptFiles } from "./kept-files.js";

describe("files that are kept", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "irql-kept-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const kept = (place = folder): KeptFiles => new KeptFiles(place, { ending: ".kept", max: 8 });

  it("are read by their keys, by another process", () => {
    kept().write("one", "first");
    kept().write("other", Buffer.from("second"));
    const bodies = ["one", "other", "none"].map((key) => kept().read(key)?.toString());
    expect(bodies).toEqual(["first", "second", undefined]);
  });

  it("are not used under the name of another", () => {
    kept().write("one", "first");
    const [ofOne = ""] = readdirSync(folder);
    kept().write("other", "second");
    const ofOther = readdirSync(folder).find((name) => name !== ofOne) ?? "";
    copyFileSync(join(folder, ofOne), join(folder, ofOther));
    expect(kept().read("other")).toBe("broken");
  });

  it("are not written where the system refuses all that is asked of the folder", () => {
    const blocked = join(folder, "file");
    writeFileSync(blocked, "");
    expect(kept(blocked).write("one", "first")).toBe(false);
  });
});
