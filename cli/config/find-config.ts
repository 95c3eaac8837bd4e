import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../usage-error.js";

const NAMES = ["irql.config.ts", "irql.config.mts", "irql.config.js", "irql.config.mjs", "irql.config.json"];
export const MANIFEST = "package.json";
/** The key of `package.json` that may hold the configuration. */
export const MANIFEST_KEY = "irql";

interface Where {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly projects: readonly string[];
}

/** A package.json that cannot be read belongs to somebody else's tool: it says so itself. */
const hasKey = (manifest: string): boolean => {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return typeof content === "object" && content !== null && MANIFEST_KEY in content;
  } catch {
    return false;
  }
};

/** @throws UsageError where a folder has two */
const configIn = (folder: string): string | undefined => {
  const found = NAMES.map((name) => join(folder, name)).filter((file) => existsSync(file));
  if (hasKey(join(folder, MANIFEST))) found.push(join(folder, MANIFEST));
  const [first, second] = found;
  if (first === undefined || second === undefined) return first;
  throw new UsageError(`both \`${basename(first)}\` and \`${basename(second)}\` configure \`${folder}\`; keep one`);
};

const upward = (folder: string): string[] => {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upward(above)];
};

/** The folder and those above it, as far as the root of the repository that it is in. */
const searched = (folder: string): string[] => {
  const all = upward(folder);
  const root = all.findIndex((each) => existsSync(join(each, ".git")));
  return root < 0 ? all : all.slice(0, root + 1);
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const folderOf = (path: string): string => (isFolder(path) ? path : dirname(path));

/** The part of a path that no glob's signs are in. */
const plainPart = (path: string, cwd: string): string => {
  if (existsSync(resolve(cwd, path))) return path;
  const parts = path.split("/");
  const signs = parts.findIndex((part) => /[*?{[!(]/.test(part));
  return signs < 0 ? path : parts.slice(0, signs).join("/") || ".";
};

/** The folder of the tsconfig that would be used for code here. */
const projectFolder = (folder: string): string =>
  upward(folder).find((each) => existsSync(join(each, "tsconfig.json"))) ?? folder;

const startsOf = ({ cwd, paths, projects }: Where): readonly (readonly [name: string, folder: string])[] => {
  if (projects.length > 0) return projects.map((project) => [project, folderOf(resolve(cwd, project))]);
  const named = paths.filter((path) => !path.startsWith("!"));
  if (named.length === 0) return [[".", projectFolder(cwd)]];
  return named.map((path) => [path, projectFolder(folderOf(resolve(cwd, plainPart(path, cwd))))]);
};

/** Every file that may be the configuration file for what is to be checked, absolute, whether it is there or not. */
export const configPlaces = (where: Where): readonly string[] =>
  [...new Set(startsOf(where).flatMap(([, folder]) => searched(folder)))].flatMap((folder) =>
    [...NAMES, MANIFEST].map((name) => join(folder, name)),
  );

/**
 * The configuration file (absolute) for what is to be checked: the nearest to its tsconfig, from there up to the repository's root.
 * @throws UsageError where what is to be checked has more than one
 */
export const findConfig = (where: Where): string | undefined => {
  const found = startsOf(where).map(
    ([name, folder]) =>
      [
        name,
        searched(folder)
          .map(configIn)
          .find((file) => file !== undefined),
      ] as const,
  );
  const [first, ...others] = found;
  const other = others.find(([, file]) => file !== first?.[1]);
  if (first === undefined || other === undefined) return first?.[1];
  const say = ([name, file]: typeof first): string =>
    `\`${name}\` has ${file === undefined ? "no configuration file" : `\`${relative(where.cwd, file)}\``}`;
  throw new UsageError(`${say(first)} but ${say(other)}; check them one by one, or name one file with \`--config\``);
};
