import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import type { LoadOptions, SourceSet } from "../source-set.js";
import { load } from "../load.js";
import type { SourceMemory } from "../source-memory.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string | Buffer | object>>;

const contentOf = (content: string | Buffer | object): string | Buffer =>
  typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content);

/** Writes the files into a new folder, which goes when the test ends; objects become JSON. */
export const tempProject = (files: Files): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "irql-load-")));
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
};

export const writeFiles = (folder: string, files: Files): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contentOf(content));
  }
};

export const loadIn = (folder: string, options: Partial<LoadOptions> = {}, memory?: SourceMemory): SourceSet =>
  load({ cwd: folder, paths: [], projects: [], ...options }, memory);

/** Paths relative to the folder, in the order given. */
export const relativeTo = (folder: string, files: Iterable<string>): readonly string[] =>
  [...files].map((file) => file.replace(`${folder}/`, ""));

export const namesOf = (folder: string, set: SourceSet): readonly string[] =>
  relativeTo(
    folder,
    set.files.map((file) => file.fileName),
  );

export const driver = `import { KeAcquireSpinLock, KeReleaseSpinLock, type KSPIN_LOCK } from "irql/runtime";
export const touch = (lock: KSPIN_LOCK): void => {
  const oldIrql = KeAcquireSpinLock(lock);
  KeReleaseSpinLock(lock, oldIrql);
};
`;
