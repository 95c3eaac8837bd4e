import { readFileSync, readdirSync, realpathSync, statSync, type Dirent, type Stats } from "node:fs";
import { dirname } from "node:path";
import { normalPath } from "./file-kind.js";

export type Kind = "file" | "folder" | "other";

interface Entry {
  /** Of what a symbolic link leads to. */
  readonly kind: Kind;
  readonly isLink: boolean;
}

type Listing = ReadonlyMap<string, Entry>;

/** Bytes, or the code of the error that there was instead. */
export type Content = Buffer | string;

/**
 * All that `load` and the stages after it ask of the disk, in five questions; whatever else they want to know follows from
 * the answers. So one place can record what a run depended on.
 */
export interface FileSystem {
  read(file: string): Content;
  /** Empty where the folder is missing or closed to us. */
  list(folder: string): Listing;
  /** As the listing of its folder has it: looking for a hundred files costs one system call per folder. */
  kind(path: string): Kind | undefined;
  /** As the system has it when asked for the path itself. */
  stat(path: string): Kind | undefined;
  /** The path itself where it leads nowhere. */
  realpath(path: string): string;
}

const kindOf = (entry: Dirent | Stats): Kind => (entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other");

const stat = (path: string): Kind | undefined => {
  try {
    return kindOf(statSync(path));
  } catch {
    return undefined;
  }
};

const list = (folder: string): Listing => {
  const entries = new Map<string, Entry>();
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isLink = entry.isSymbolicLink();
      const kind = isLink ? stat(`${folder}/${entry.name}`) : kindOf(entry);
      if (kind !== undefined) entries.set(entry.name, { kind, isLink });
    }
  } catch {
    // A folder that is missing or closed to us holds nothing that could be found.
  }
  return entries;
};

const read = (file: string): Content => {
  try {
    return readFileSync(file);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
};

const realpath = (path: string): string => {
  try {
    return normalPath(realpathSync.native(path));
  } catch {
    return path;
  }
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const inFolder = (folder: string, name: string): string => (folder.endsWith("/") ? folder : `${folder}/`) + name;

/** The disk as it is; each folder is listed once. */
export const openFileSystem = (): FileSystem => {
  const listings = new Map<string, Listing>();
  const listing = (named: string): Listing => {
    const known = listings.get(named);
    if (known !== undefined) return known;
    const folder = named === "/" ? named : named.replace(/[\\/]$/, "");
    const entries = listings.get(folder) ?? list(folder);
    listings.set(folder, entries);
    return entries;
  };
  const entry = (path: string): Entry | undefined => listing(dirname(path)).get(nameOf(path));
  const realFolders = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const known = realFolders.get(folder) ?? real(folder);
    realFolders.set(folder, known);
    return known;
  };
  /** What is no link lies in its folder, under the name that the folder's listing has for it. */
  const real = (path: string): string => {
    const folder = dirname(path);
    const isPlain = listings.get(folder)?.get(nameOf(path))?.isLink === false;
    return isPlain ? inFolder(realFolder(folder), nameOf(path)) : realpath(path);
  };
  return { read, list: listing, kind: (path) => entry(path)?.kind, stat, realpath: real };
};
