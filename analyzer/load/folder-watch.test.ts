import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { FileSystem } from "./file-system.js";
import { FolderWatch } from "./folder-watch.js";
import { tempProject, writeFiles, type Files } from "./testing/temp-project.js";

let open: FolderWatch[] = [];
afterEach(() => {
  for (const watch of open) watch.close();
  open = [];
});

const watching = (
  files: Files,
): { readonly folder: string; readonly watch: FolderWatch; readonly disk: FileSystem } => {
  const folder = tempProject(files);
  const watch = new FolderWatch();
  open.push(watch);
  return { folder, watch, disk: watch.open() };
};

/** What has changed in the end, by name in the folder. */
const taken = async (watch: FolderWatch, folder: string): Promise<readonly string[]> => {
  expect(await watch.change()).toBe(true);
  return watch
    .take()
    .map((path) => path.slice(folder.length + 1))
    .toSorted();
};

describe("a watch of folders", () => {
  it("tells of a file that was read and changes, and of no other", async () => {
    const { folder, watch, disk } = watching({ "a.ts": "one", "b.ts": "" });
    disk.read(`${folder}/a.ts`);
    writeFiles(folder, { "b.ts": "unasked", "a.ts": "two" });
    expect(await taken(watch, folder)).toEqual(["a.ts"]);
    expect(watch.take()).toEqual([]);
  });

  it("tells of a change between the answer and the wait", async () => {
    const { folder, watch, disk } = watching({ "a.ts": "one" });
    disk.read(`${folder}/a.ts`);
    writeFiles(folder, { "a.ts": "two" });
    await new Promise((resolve) => setTimeout(resolve));
    expect(await taken(watch, folder)).toEqual(["a.ts"]);
  });

  it("tells of a file that comes or goes where a folder was listed, and not of one that came and went", async () => {
    const { folder, watch, disk } = watching({ "src/a.ts": "" });
    disk.list(`${folder}/src/`);
    writeFiles(folder, { "src/passing.ts": "" });
    rmSync(join(folder, "src/passing.ts"));
    rmSync(join(folder, "src/a.ts"));
    writeFiles(folder, { "src/new.ts": "" });
    expect(await taken(watch, folder)).toEqual(["src/a.ts", "src/new.ts"]);
  });

  it("tells of a folder that was looked for in vain", async () => {
    const { folder, watch, disk } = watching({ "a.ts": "" });
    expect(disk.kind(`${folder}/node_modules/part/package.json`)).toBeUndefined();
    writeFiles(folder, { "node_modules/part/package.json": "{}" });
    const [first] = await taken(watch, folder);
    expect(first).toBe("node_modules");
  });

  it("goes on in a folder that was put in the place of another one", async () => {
    const { folder, watch, disk } = watching({ "src/a.ts": "one", "next/a.ts": "two" });
    disk.read(`${folder}/src/a.ts`);
    disk.stat(`${folder}/src`);
    renameSync(join(folder, "src"), join(folder, "old"));
    renameSync(join(folder, "next"), join(folder, "src"));
    expect(await taken(watch, folder)).toContain("src");
    watch.open().read(`${folder}/src/a.ts`);
    writeFiles(folder, { "src/a.ts": "three" });
    expect(await taken(watch, folder)).toEqual(["src/a.ts"]);
  });

  it("tells of a file that a link leads to, by the name of the link", async () => {
    const { folder, watch, disk } = watching({ "elsewhere/a.ts": "one" });
    mkdirSync(join(folder, "src"));
    symlinkSync(join(folder, "elsewhere/a.ts"), join(folder, "src/a.ts"));
    disk.read(`${folder}/src/a.ts`);
    writeFiles(folder, { "elsewhere/a.ts": "two" });
    expect(await taken(watch, folder)).toContain("src/a.ts");
  });

  it("watches a file that somebody else reads", async () => {
    const { folder, watch } = watching({ "other.json": "{}" });
    watch.also(`${folder}/other.json`);
    utimesSync(join(folder, "other.json"), 1, 1);
    expect(await taken(watch, folder)).toEqual(["other.json"]);
  });

  it("ends a wait when it is closed", async () => {
    const { watch } = watching({});
    const change = watch.change();
    watch.close();
    expect(await change).toBe(false);
    expect(await watch.change()).toBe(false);
  });
});
