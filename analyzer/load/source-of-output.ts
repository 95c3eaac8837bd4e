import { posix } from "node:path";
import type { Disk } from "./disk.js";
import { isSourceFile, isTypeScriptFile } from "./file-kind.js";
import type { Project } from "./find-projects.js";

const endings: readonly (readonly [output: RegExp, sources: readonly string[]])[] = [
  [/(?:\.d)?\.mts$|\.mjs$/, [".mts"]],
  [/(?:\.d)?\.cts$|\.cjs$/, [".cts"]],
  [/\.d\.ts$|\.jsx?$/, [".ts", ".tsx"]],
];

const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

const sourcePaths = (path: string): readonly string[] => {
  for (const [output, sources] of endings) {
    if (output.test(path)) return sources.map((source) => path.replace(output, source));
  }
  return [];
};

const rootsOf = (project: Project): readonly string[] => {
  const { rootDir } = project.options;
  return rootDir === undefined ? [project.folder, `${project.folder}/src`] : [rootDir];
};

/** The source that a build turns into this file: `dist/a.d.ts` is `src/a.ts` by `outDir` and `rootDir`. */
export const sourceOfOutput = (path: string, projects: readonly Project[], disk: Disk): string | undefined => {
  for (const project of projects) {
    const { outDir, declarationDir } = project.options;
    for (const folder of [declarationDir, outDir]) {
      if (folder === undefined || !isBelow(path, folder)) continue;
      const inside = posix.relative(folder, path);
      const found = rootsOf(project)
        .flatMap((root) => sourcePaths(posix.join(root, inside)))
        .find((source) => disk.fileExists(source));
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

/** Bundlers leave no `outDir`: by custom, `dist/x.js` comes from `src/x.ts`, or from a source beside it. */
export const sourceByCustom = (path: string, packageFolder: string, disk: Disk): string | undefined => {
  if (isSourceFile(path) && isTypeScriptFile(path) && !/\.d\.[cm]?ts$/.test(path) && disk.fileExists(path)) return path;
  const inside = posix.relative(packageFolder, path);
  const moved = inside.replace(/^(?:dist|lib|build|out|esm|cjs)\//, "src/");
  return [inside, moved]
    .flatMap((each) => sourcePaths(posix.join(packageFolder, each)))
    .find((source) => disk.fileExists(source));
};
