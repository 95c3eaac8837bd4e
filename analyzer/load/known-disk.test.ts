import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDisk, type Disk } from "./disk.js";
import { KnownDisk } from "./known-disk.js";
import { tempProject, writeFiles } from "./testing/temp-project.js";

/** The disk, and what it is asked. */
const counted = (): { readonly disk: Disk; readonly asked: string[] } => {
  const asked: string[] = [];
  const disk = openDisk();
  const noted =
    <Answer>(name: string, ask: (path: string) => Answer) =>
    (path: string): Answer => {
      asked.push(`${name} ${path}`);
      return ask(path);
    };
  return {
    asked,
    disk: {
      list: noted("list", disk.list),
      stat: noted("stat", disk.stat),
      realpath: noted("realpath", disk.realpath),
      fileExists: noted("fileExists", (path) => disk.fileExists(path)),
      directoryExists: noted("directoryExists", (path) => disk.directoryExists(path)),
      readSource: noted("readSource", (path) => disk.readSource(path)),
      readFile: noted("readFile", (path) => disk.readFile(path)),
    },
  };
};

const files = { "src/a.ts": "one", "src/inner/b.ts": "two" };

/** All that a version asks here. */
const look = (disk: Disk, folder: string): string =>
  [
    [...disk.list(`${folder}/src`).keys()].sort().join(" "),
    disk.readFile(`${folder}/src/a.ts`) ?? "none",
    disk.readFile(`${folder}/src/inner/b.ts`) ?? "none",
    disk.fileExists(`${folder}/src/c.ts`) ? "c" : "no c",
    disk.directoryExists(`${folder}/src/inner/`) ? "inner" : "no inner",
    disk.stat(`${folder}/src/inner`) ?? "nothing",
    disk.realpath(`${folder}/src/a.ts`).slice(folder.length),
  ].join(", ");

const FIRST = "a.ts inner, one, two, no c, inner, folder, /src/a.ts";

describe("what is known of the disk", () => {
  it("is asked again of what has changed, and of nothing else", () => {
    const folder = tempProject(files);
    const known = new KnownDisk();
    expect(look(known.open(openDisk()), folder)).toBe(FIRST);
    writeFiles(folder, { "src/a.ts": "three", "src/inner/b.ts": "untold" });
    const { disk, asked } = counted();
    expect(look(known.open(disk, [`${folder}/src/a.ts`]), folder)).toBe(FIRST.replace("one", "three"));
    expect(asked).toEqual([`list ${folder}/src`, `readSource ${folder}/src/a.ts`, `realpath ${folder}/src/a.ts`]);
  });

  it("is asked anew of everything where nobody tells what has changed", () => {
    const folder = tempProject(files);
    const known = new KnownDisk();
    look(known.open(openDisk()), folder);
    writeFiles(folder, { "src/a.ts": "three", "src/c.ts": "" });
    rmSync(join(folder, "src/inner"), { recursive: true });
    const now = "a.ts c.ts, three, none, c, no inner, nothing, /src/a.ts";
    expect(look(known.open(openDisk()), folder)).toBe(now);
  });

  it.each([
    [
      "comes",
      "src/c.ts",
      (folder: string) => writeFiles(folder, { "src/c.ts": "" }),
      "a.ts c.ts inner, one, two, c, inner, folder",
    ],
    ["goes", "src/a.ts", (folder: string) => rmSync(join(folder, "src/a.ts")), "inner, none, two, no c, inner, folder"],
    [
      "goes with all that was in it",
      "src/inner",
      (folder: string) => rmSync(join(folder, "src/inner"), { recursive: true }),
      "a.ts, one, none, no c, no inner, nothing",
    ],
    [
      "is the folder that everything is in",
      "src",
      (folder: string) => rmSync(join(folder, "src"), { recursive: true }),
      ", none, none, no c, no inner, nothing",
    ],
  ])("sees what %s", (_, path, change, seen) => {
    const folder = tempProject(files);
    const known = new KnownDisk();
    look(known.open(openDisk()), folder);
    change(folder);
    expect(look(known.open(openDisk(), [`${folder}/${path}`]), folder)).toBe(`${seen}, /src/a.ts`);
  });
});
