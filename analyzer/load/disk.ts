import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { normalPath } from "./file-kind.js";
import { readSource } from "./read-source.js";

/** What is on the disk, each folder listed once per run: looking for a hundred files costs one system call per folder. */
export interface Disk {
  fileExists(file: string): boolean;
  directoryExists(folder: string): boolean;
  readFile(file: string): string | undefined;
  realpath(path: string): string;
}

type Listing = ReadonlyMap<string, "file" | "folder">;

const kindOfLink = (path: string): "file" | "folder" | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return stat.isDirectory() ? "folder" : "file";
};

const list = (folder: string): Listing => {
  const names = new Map<string, "file" | "folder">();
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const kind = entry.isSymbolicLink()
        ? kindOfLink(`${folder}/${entry.name}`)
        : entry.isDirectory()
          ? "folder"
          : "file";
      if (kind !== undefined) names.set(entry.name, kind);
    }
  } catch {
    // A folder that is missing or closed to us holds nothing that could be found.
  }
  return names;
};

const realpath = (path: string): string => {
  try {
    return normalPath(realpathSync.native(path));
  } catch {
    return path;
  }
};

export const openDisk = (): Disk => {
  const listings = new Map<string, Listing>();
  const listing = (folder: string): Listing => {
    const known = listings.get(folder);
    if (known !== undefined) return known;
    const names = list(folder);
    listings.set(folder, names);
    return names;
  };
  const kind = (path: string): "file" | "folder" | undefined =>
    listing(dirname(path)).get(path.slice(path.lastIndexOf("/") + 1));
  return {
    fileExists: (file) => kind(file) === "file",
    directoryExists: (folder) => folder === "/" || kind(folder.replace(/\/$/, "")) === "folder",
    readFile: (file) => {
      const source = readSource(file);
      return "text" in source ? source.text : undefined;
    },
    realpath,
  };
};

export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
};
