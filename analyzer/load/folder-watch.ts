import { existsSync, realpathSync, watch, type FSWatcher } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../finding/errors.js";
import { normalPath } from "./file-kind.js";
import { openFileSystem, type FileSystem } from "./file-system.js";

/** A file that is saved changes more than once in a row: written, renamed, its times set. */
const QUIET_MS = 50;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const realOf = (file: string): string => {
  try {
    return normalPath(realpathSync.native(file));
  } catch {
    return file;
  }
};

/**
 * Tells when an answer of the file system may have become another one. The folder of what is asked for is watched before it is
 * answered, so no change is lost in between; folders are watched one by one, which all systems do alike.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #asked = new Set<string>();
  readonly #listed = new Map<string, ReturnType<FileSystem["list"]>>();
  /** Names by which files were asked for that links lead to. */
  readonly #links = new Map<string, string>();
  readonly #touched = new Set<string>();
  #isClosed = false;
  #wake: (() => void) | undefined;

  /** The disk as it is, for one version. */
  open(): FileSystem {
    const system = openFileSystem();
    const watched =
      <A extends "kind" | "stat" | "realpath">(ask: A) =>
      (path: string): ReturnType<FileSystem[A]> => {
        this.also(path);
        return system[ask](path) as ReturnType<FileSystem[A]>;
      };
    return {
      kind: watched("kind"),
      stat: watched("stat"),
      realpath: watched("realpath"),
      read: (file) => {
        this.also(file);
        this.#follow(file);
        return system.read(file);
      },
      list: (folder) => {
        this.#watch(folder.replace(/(?<=.)\/$/, ""));
        const listing = system.list(folder);
        this.#listed.set(folder.replace(/(?<=.)\/$/, ""), listing);
        return listing;
      },
    };
  }

  /** Watches a path that somebody else asks the disk for; it need not exist. */
  also(path: string): void {
    this.#asked.add(path);
    this.#watch(dirname(path));
  }

  /** Paths at which something has changed, come or gone since the last call, as far as that can change an answer. */
  take(): readonly string[] {
    const changed = [...this.#touched].filter((path) => this.#matters(path));
    this.#touched.clear();
    for (const path of changed) this.#leave(path);
    return changed;
  }

  /** Waits until there is something to take. @returns false where the watch was closed instead */
  async change(): Promise<boolean> {
    while (!this.#isClosed) {
      if ([...this.#touched].some((path) => this.#matters(path))) return true;
      this.#touched.clear();
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
    return false;
  }

  close(): void {
    this.#isClosed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    this.#wake?.();
  }

  /** Where the folder is missing, the nearest one above it shows that it comes. */
  #watch(folder: string): void {
    if (this.#watchers.has(folder) || this.#isClosed) return;
    try {
      const watcher = watch(folder, (_, name) => {
        this.#touch(name === null ? folder : `${folder === "/" ? "" : folder}/${name}`);
      });
      // Watched no longer: the next version asks anew.
      watcher.on("error", () => {
        this.#touch(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch (error) {
      const code = codeOf(error);
      if (code === "ENOSPC" || code === "EMFILE")
        throw new UserError(
          `cannot watch \`${folder}\`: the system watches no more folders (${code}); raise its limit, or check a part of the project`,
        );
      const above = dirname(folder);
      if (above !== folder) this.#watch(above);
    }
  }

  #follow(file: string): void {
    const real = realOf(file);
    if (real === file) return;
    this.#links.set(real, file);
    this.#watch(dirname(real));
  }

  #touch(path: string): void {
    this.#touched.add(path);
    const link = this.#links.get(path);
    if (link !== undefined) this.#touched.add(link);
    this.#wake?.();
  }

  /** A file that nobody has asked for and that has not come or gone is none of ours. */
  #matters(path: string): boolean {
    const listing = this.#listed.get(dirname(path));
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (listing !== undefined && listing.has(name) !== existsSync(path)) return true;
    if (this.#asked.has(path) || this.#watchers.has(path)) return true;
    return [...this.#asked].some((asked) => asked.startsWith(`${path}/`));
  }

  /** What was a folder may be another one now, or none. */
  #leave(path: string): void {
    for (const [folder, watcher] of this.#watchers)
      if (folder === path || folder.startsWith(`${path}/`)) {
        watcher.close();
        this.#watchers.delete(folder);
      }
  }
}
