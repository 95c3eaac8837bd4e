import { type FileSystem, openFileSystem } from "./file-system.js";
import { decodeSource, type SourceText } from "./read-source.js";

/** A file system as `load` and TypeScript's resolution of modules use it. */
export interface Disk extends Pick<FileSystem, "list" | "stat" | "realpath"> {
  fileExists(file: string): boolean;
  directoryExists(folder: string): boolean;
  readFile(file: string): string | undefined;
  readSource(file: string): SourceText;
}

export const openDisk = (system: FileSystem = openFileSystem()): Disk => {
  const readSource = (file: string): SourceText => decodeSource(system.read(file));
  return {
    list: (folder) => system.list(folder),
    stat: (path) => system.stat(path),
    realpath: (path) => system.realpath(path),
    fileExists: (file) => system.kind(file) === "file",
    directoryExists: (folder) => folder === "/" || system.kind(folder.replace(/\/$/, "")) === "folder",
    readSource,
    readFile: (file) => {
      const source = readSource(file);
      return "text" in source ? source.text : undefined;
    },
  };
};

export const readJson = (file: string, disk: Disk): unknown => {
  try {
    return JSON.parse(disk.readFile(file) ?? "");
  } catch {
    return undefined;
  }
};
