import { ts } from "#compiler";
import type { Disk } from "./disk.js";

interface Entries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

type MatchFiles = (
  folder: string,
  extensions: readonly string[] | undefined,
  excludes: readonly string[] | undefined,
  includes: readonly string[] | undefined,
  isCaseSensitive: boolean,
  cwd: string,
  depth: number | undefined,
  entriesOf: (folder: string) => Entries,
  realpath: (path: string) => string,
) => readonly string[];

// What `ts.sys.readDirectory` is made of, not among the compiler's declarations: `ts.sys` itself asks the disk past ours.
const { matchFiles } = ts as unknown as { readonly matchFiles: MatchFiles };

/** `include` and `exclude` of a tsconfig, matched by the compiler. */
export const readDirectoryOf =
  (disk: Disk): ts.ParseConfigHost["readDirectory"] =>
  (folder, extensions, excludes, includes, depth) => {
    const entriesOf = (path: string): Entries => {
      const entries = [...disk.list(path)];
      const named = (wanted: string): string[] => entries.flatMap(([name, { kind }]) => (kind === wanted ? name : []));
      return { files: named("file"), directories: named("folder") };
    };
    return matchFiles(
      folder,
      extensions,
      excludes,
      includes,
      ts.sys.useCaseSensitiveFileNames,
      folder,
      depth,
      entriesOf,
      (path) => disk.realpath(path),
    );
  };
