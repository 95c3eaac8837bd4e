import { dirname, posix } from "node:path";
import { ts } from "#compiler";
import { ofEach } from "../ir/of-each.js";
import type { Disk } from "./disk.js";
import { isDeclarationFile, isInPackage, isSourceFile } from "./file-kind.js";
import type { Project } from "./find-projects.js";
import type { Resolve } from "./module-graph.js";
import { packageSource } from "./package-exports.js";
import { sourceOfOutput } from "./source-of-output.js";

const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};
const implied = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", "/index.ts", "/index.tsx", "/index.mts", "/index.js"];

/** The source file that a path in an import stands for: as written, `.js` for `.ts`, without extension, or a folder's index. */
const candidates = (path: string): readonly string[] => {
  const extension = posix.extname(path);
  const sources = sourcesOf[extension];
  if (sources !== undefined) return sources.map((source) => path.slice(0, -extension.length) + source);
  return isSourceFile(path) ? [path] : implied.map((ending) => path + ending);
};

/** What a relative import may lead to follows from its text and its folder: told once for all versions with the same projects. */
const candidatesIn = ofEach((_projects: readonly Project[]) => new Map<string, readonly string[]>());

const isRelative = (specifier: string): boolean => /^\.{0,2}(?:\/|$)/.test(specifier);

/** Whether TypeScript itself must be asked: options that change what a path means. */
const rewritesPaths = (options: ts.CompilerOptions): boolean =>
  (options.rootDirs ?? []).length > 0 || (options.moduleSuffixes ?? []).length > 0;

const mayBeOurs = (specifier: string, project: Project, packages: ReadonlyMap<string, string>): boolean => {
  // Deprecated in TypeScript 6, gone in 7, and still in the tsconfigs of older projects.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- read, not offered
  if (specifier.startsWith("#") || project.options.baseUrl !== undefined) return true;
  for (const pattern of Object.keys(project.options.paths ?? {})) {
    if (specifier.startsWith(pattern.split("*")[0] ?? "")) return true;
  }
  return packages.has(packageOf(specifier));
};

const packageOf = (specifier: string): string => {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
};

export interface ResolutionScope {
  readonly projects: readonly Project[];
  readonly projectOf: (file: string) => Project;
  /** Packages that the projects are in: name to folder. */
  readonly packages: ReadonlyMap<string, string>;
  readonly disk: Disk;
}

/** Resolves what an import names to a source file of ours; undefined for other packages, declarations and the rest. */
export const createResolver = (scope: ResolutionScope): Resolve => {
  const { disk } = scope;
  const known = new Map<string, string | undefined>();
  const relative = candidatesIn(scope.projects);
  const useful = (file: string | undefined): string | undefined =>
    file === undefined || isInPackage(file) || isDeclarationFile(file) || !isSourceFile(file) ? undefined : file;

  const byCompiler = (specifier: string, from: string, project: Project): string | undefined => {
    const { resolvedModule } = ts.resolveModuleName(specifier, from, project.options, disk);
    if (resolvedModule === undefined) return undefined;
    const path = disk.realpath(resolvedModule.resolvedFileName);
    return useful(sourceOfOutput(path, scope.projects, disk) ?? path);
  };

  const byPackage = (specifier: string): string | undefined => {
    const name = packageOf(specifier);
    const folder = scope.packages.get(name);
    if (folder === undefined) return undefined;
    return packageSource(folder, `.${specifier.slice(name.length)}`, scope.projects, disk);
  };

  const resolveNew = (specifier: string, from: string, key: string): string | undefined => {
    const project = scope.projectOf(from);
    if (isRelative(specifier) && !rewritesPaths(project.options)) {
      const files = relative.get(key) ?? candidates(posix.resolve(dirname(from), specifier));
      relative.set(key, files);
      return useful(files.find((file) => disk.fileExists(file)));
    }
    if (!isRelative(specifier) && !mayBeOurs(specifier, project, scope.packages)) return undefined;
    return byCompiler(specifier, from, project) ?? byPackage(specifier);
  };

  return (specifier, from) => {
    const key = `${from.slice(0, from.lastIndexOf("/"))}\0${specifier}`;
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before;
    const file = resolveNew(specifier, from, key);
    known.set(key, file);
    return file;
  };
};
