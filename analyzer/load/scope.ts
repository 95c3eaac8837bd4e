import { dirname } from "node:path";
import { Invariant } from "../finding/errors.js";
import type { Disk } from "./disk.js";
import type { Project } from "./find-projects.js";
import type { Sources } from "./sources.js";
import type { Resolve } from "./module-graph.js";
import { buildModuleGraph } from "./module-graph.js";
import { entryPointsOf, packageFolder, packageName } from "./package-exports.js";
import { createResolver } from "./resolve-specifier.js";
import { selectRelevant } from "./select-relevant.js";

const packageFolders = (projects: readonly Project[], disk: Disk): readonly string[] => {
  const folders = projects.flatMap((project) =>
    project.config === undefined ? project.files.map(dirname) : [project.folder],
  );
  return [...new Set([...new Set(folders)].map((folder) => packageFolder(folder, disk)))].filter(
    (folder) => folder !== undefined,
  );
};

const namesOf = (folders: readonly string[], disk: Disk): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const folder of folders) {
    const name = packageName(folder, disk);
    if (name !== undefined) names.set(name, folder);
  }
  return names;
};

const ownership = (projects: readonly Project[]): ((file: string) => Project) => {
  const owners = new Map<string, Project>();
  for (const project of projects) for (const file of project.files) if (!owners.has(file)) owners.set(file, project);
  const byDepth = [...projects].sort((a, b) => b.folder.length - a.folder.length);
  return (file) => {
    const owner = owners.get(file) ?? byDepth.find((project) => file.startsWith(`${project.folder}/`)) ?? projects[0];
    if (owner === undefined) throw new Invariant(`no project for ${file}`);
    return owner;
  };
};

/** The projects, the packages that they are in, and how names in imports lead from one of their files to another. */
export interface Scope {
  readonly resolve: Resolve;
  readonly entryPoints: (files: readonly string[]) => ReadonlySet<string>;
}

export const createScope = (projects: readonly Project[], disk: Disk): Scope => {
  const folders = packageFolders(projects, disk);
  const packages = namesOf(folders, disk);
  return {
    resolve: createResolver({ projects, projectOf: ownership(projects), packages, disk }),
    entryPoints: (files) => new Set(folders.flatMap((folder) => entryPointsOf(folder, files, projects, disk))),
  };
};

export const relevantOf = (
  sources: Omit<Sources, "problems" | "targets">,
  resolve: Resolve,
  always: Iterable<string>,
): ReadonlySet<string> =>
  selectRelevant({
    texts: sources.texts,
    traits: sources.traits,
    graph: buildModuleGraph(sources, resolve),
    always,
  });
