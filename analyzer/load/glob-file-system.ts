import type { Dirent, Stats } from "node:fs";
import type { GlobOptions } from "tinyglobby";
import type { Disk } from "./disk.js";
import type { Kind } from "./file-system.js";

type GlobFileSystem = NonNullable<GlobOptions["fs"]>;

const named = (name: string, kind: Kind | undefined, isLink: boolean): Pick<Dirent, "name"> & Partial<Dirent> => ({
  name,
  isFile: () => !isLink && kind === "file",
  isDirectory: () => !isLink && kind === "folder",
  isSymbolicLink: () => isLink,
});

/** What a glob's walk, which is synchronous, needs of a file system. */
export const globFileSystem = (disk: Disk): GlobFileSystem => ({
  readdirSync: ((folder: string) =>
    [...disk.list(folder)].map(([name, { kind, isLink }]) => named(name, kind, isLink))) as unknown as NonNullable<
    GlobFileSystem["readdirSync"]
  >,
  realpathSync: ((path: string) => disk.realpath(path)) as unknown as NonNullable<GlobFileSystem["realpathSync"]>,
  statSync: ((path: string) => named(path, disk.stat(path), false) as unknown as Stats) as NonNullable<
    GlobFileSystem["statSync"]
  >,
});
