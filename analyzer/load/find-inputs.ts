import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { UserError } from "../finding/errors.js";
import type { Disk } from "./disk.js";
import { isDeclarationFile, isInPackage, isSourceFile, isTypeScriptFile, normalPath } from "./file-kind.js";
import { globFileSystem } from "./glob-file-system.js";
import { readDirectoryOf } from "./read-directory.js";

/** What a path named by the user stands for. */
export interface Inputs {
  /** Files named one by one, or matched by a glob: opened whether or not they can matter, for their syntax errors. */
  readonly named: readonly string[];
  /** Files found in folders. */
  readonly found: readonly string[];
}

const isGlob = (path: string): boolean => /[*?{[!]|[+@]\(/.test(path);

const typescriptExtensions = [".ts", ".tsx", ".mts", ".cts"];

const inFolder = (folder: string, name: string, disk: Disk): readonly string[] => {
  const files = readDirectoryOf(disk)(folder, typescriptExtensions, ["**/node_modules", "**/.git"], [])
    .map(normalPath)
    .filter((file) => !isDeclarationFile(file));
  if (files.length > 0) return files;
  throw new UserError(`no TypeScript file in the folder \`${name}\`; name a folder or a glob that holds some`);
};

const matching = (cwd: string, pattern: string, ignore: readonly string[], disk: Disk): readonly string[] => {
  const files = globSync(normalPath(pattern), {
    cwd,
    absolute: true,
    ignore: ["**/node_modules/**", "**/.git/**", ...ignore],
    expandDirectories: false,
    fs: globFileSystem(disk),
  });
  const sources = files.map(normalPath).filter((file) => isTypeScriptFile(file) && !isDeclarationFile(file));
  if (sources.length > 0) return sources;
  throw new UserError(
    `no TypeScript file matches \`${pattern}\`; quote the glob and check it against the folder \`${cwd}\``,
  );
};

const expand = (cwd: string, name: string, ignore: readonly string[], disk: Disk): Inputs => {
  const path = normalPath(resolve(cwd, name));
  const kind = disk.stat(path);
  if (kind === undefined) {
    if (isGlob(name)) return { named: matching(cwd, name, ignore, disk), found: [] };
    throw new UserError(`no such file or folder: \`${name}\``);
  }
  if (kind === "folder") return { named: [], found: inFolder(path, name, disk) };
  if (!isSourceFile(path)) throw new UserError(`\`${name}\` is not a TypeScript or JavaScript file`);
  if (isInPackage(path)) throw new UserError(`\`${name}\` is in node_modules, which is never checked`);
  return { named: [path], found: [] };
};

/** Expands files, folders and globs; a pattern that starts with `!` takes files away from the globs. */
export const findInputs = (cwd: string, paths: readonly string[], disk: Disk): Inputs => {
  const exists = (path: string): boolean => disk.stat(normalPath(resolve(cwd, path))) !== undefined;
  const isNegation = (path: string): boolean => path.startsWith("!") && !exists(path);
  const ignore = paths.filter(isNegation).map((path) => normalPath(path.slice(1)));
  const all = paths.filter((path) => !isNegation(path)).map((path) => expand(cwd, path, ignore, disk));
  if (all.length === 0)
    throw new UserError("only negated patterns were named; name a file, a folder or a glob as well");
  const named = new Set(all.flatMap((inputs) => inputs.named));
  const found = new Set(all.flatMap((inputs) => inputs.found).filter((file) => !named.has(file)));
  return { named: [...named].sort(), found: [...found].sort() };
};
