import { dirname, posix } from "node:path";
import type { Disk } from "./disk.js";
import { readJson } from "./disk.js";
import type { Project } from "./find-projects.js";
import { sourceByCustom, sourceOfOutput } from "./source-of-output.js";

interface Target {
  readonly subpath: string;
  readonly path: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every file that a value under `exports` can lead to, whatever the condition. */
const leaves = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isObject(value) ? Object.values(value).flatMap(leaves) : [];
};

const targetsOf = (manifest: Json): readonly Target[] => {
  const { exports } = manifest;
  if (exports !== undefined) {
    const isMap = isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."));
    const entries: readonly (readonly [string, unknown])[] = isMap ? Object.entries(exports) : [[".", exports]];
    return entries.flatMap(([subpath, value]) => leaves(value).map((path) => ({ subpath, path })));
  }
  return ["types", "typings", "module", "main"]
    .map((field) => manifest[field])
    .filter((path) => typeof path === "string")
    .map((path) => ({ subpath: ".", path }));
};

/** The nearest folder upward with a package.json. */
export const packageFolder = (folder: string, disk: Disk): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    if (disk.fileExists(`${at === "/" ? "" : at}/package.json`)) return at;
    if (dirname(at) === at) return undefined;
  }
};

const manifestOf = (folder: string, disk: Disk): Json => {
  const manifest = readJson(`${folder}/package.json`, disk);
  return isObject(manifest) ? manifest : {};
};

export const packageName = (folder: string, disk: Disk): string | undefined => {
  const { name } = manifestOf(folder, disk);
  return typeof name === "string" && name !== "" ? name : undefined;
};

const sourceOf = (path: string, folder: string, projects: readonly Project[], disk: Disk): string | undefined => {
  const output = posix.join(folder, path);
  return sourceOfOutput(output, projects, disk) ?? sourceByCustom(output, folder, disk);
};

const fill = (target: Target, subpath: string): string | undefined => {
  if (target.subpath === subpath) return target.path;
  const [before, after] = target.subpath.split("*");
  if (before === undefined || after === undefined) return undefined;
  if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < target.subpath.length - 1) {
    return undefined;
  }
  return target.path.replaceAll("*", subpath.slice(before.length, subpath.length - after.length));
};

/** The source behind `package/subpath`, for a package of the project that has not been built. */
export const packageSource = (
  folder: string,
  subpath: string,
  projects: readonly Project[],
  disk: Disk,
): string | undefined => {
  const targets = targetsOf(manifestOf(folder, disk));
  if (targets.length === 0 && subpath !== ".") return sourceByCustom(posix.join(folder, subpath), folder, disk);
  for (const target of targets) {
    const path = fill(target, subpath);
    const source = path === undefined ? undefined : sourceOf(path, folder, projects, disk);
    if (source !== undefined) return source;
  }
  return undefined;
};

const matcher = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

/** Which of the files other packages can import: the sources behind `exports`, `main`, `module` and `types`. */
export const entryPointsOf = (
  folder: string,
  files: readonly string[],
  projects: readonly Project[],
  disk: Disk,
): readonly string[] => {
  const targets = targetsOf(manifestOf(folder, disk)).map((target) => target.path);
  const single = targets.filter((path) => !path.includes("*")).map((path) => sourceOf(path, folder, projects, disk));
  const patterns = targets.filter((path) => path.includes("*")).map((path) => matcher(posix.join(folder, path)));
  const matched = patterns.length === 0 ? [] : files.filter((file) => outputsMatch(file, projects, patterns));
  return [...single.filter((file) => file !== undefined), ...matched];
};

const outputsMatch = (file: string, projects: readonly Project[], patterns: readonly RegExp[]): boolean => {
  const owner = projects.find((project) => project.files.includes(file));
  const { outDir, rootDir } = owner?.options ?? {};
  const paths = [file];
  if (owner !== undefined && outDir !== undefined) {
    const inside = posix.relative(rootDir ?? owner.folder, file);
    paths.push(posix.join(outDir, inside), posix.join(outDir, inside.replace(/^src\//, "")));
  }
  const outputs = paths.flatMap((path) => [
    path,
    path.replace(/\.([cm]?)tsx?$/, ".$1js"),
    path.replace(/\.([cm]?)tsx?$/, ".d.$1ts"),
  ]);
  return patterns.some((pattern) => outputs.some((output) => pattern.test(output)));
};
