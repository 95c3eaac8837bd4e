import { dirname } from "node:path";
import { UserError } from "../finding/errors.js";
import type { Disk } from "./disk.js";
import { normalPath } from "./file-kind.js";
import { findInputs } from "./find-inputs.js";
import type { Project } from "./find-projects.js";
import { findConfig, looseOptions, nearestConfig, readProjects, refuseEmpty } from "./find-projects.js";
import type { LoadOptions } from "./source-set.js";

/** What is analysed, and what of it is reported. */
export interface Choice {
  readonly projects: readonly Project[];
  readonly reported: readonly string[] | "all";
  /** Named one by one: opened in any case. */
  readonly named: readonly string[];
}

const loose = (cwd: string, files: readonly string[]): Project => ({
  config: undefined,
  folder: cwd,
  options: looseOptions,
  files,
  declarations: [],
  references: [],
  problems: [],
});

const defaultConfig = (cwd: string, disk: Disk): string => {
  const config = nearestConfig(cwd, disk);
  if (config !== undefined) return config;
  throw new UserError(
    `no tsconfig.json in \`${cwd}\` or above it; name files or folders (\`irql check src\`) or a project (\`-p tsconfig.json\`)`,
  );
};

/** The projects that own the files: for each file the nearest tsconfig upward, if it (or one that it refers to) selects the file. */
const ownersOf = (files: readonly string[], disk: Disk): readonly Project[] => {
  const owners = new Set<Project>();
  const sets = new Map<string, readonly Project[]>();
  const byFolder = new Map<string, readonly Project[]>();
  for (const file of files) {
    const folder = dirname(file);
    let candidates = byFolder.get(folder);
    if (candidates === undefined) {
      const config = nearestConfig(folder, disk);
      candidates = config === undefined ? [] : (sets.get(config) ?? readProjects([config], disk));
      if (config !== undefined) sets.set(config, candidates);
      byFolder.set(folder, candidates);
    }
    for (const project of candidates) owners.add(project);
  }
  const named = new Set(files);
  const isOwner = (set: readonly Project[]): boolean => set.some((each) => each.files.some((file) => named.has(file)));
  const kept = new Map<string | undefined, Project>();
  for (const set of sets.values()) if (isOwner(set)) for (const each of set) kept.set(each.config, each);
  return [...kept.values()];
};

const chooseByPaths = (options: LoadOptions, disk: Disk): Choice => {
  const { named, found } = findInputs(options.cwd, options.paths, disk);
  const files = [...named, ...found];
  const configs = options.projects.map((name) => findConfig(options.cwd, name, disk));
  const projects = configs.length > 0 ? readProjects(configs, disk) : ownersOf(files, disk);
  const owned = new Set(projects.flatMap((project) => project.files));
  const outside = files.filter((file) => !owned.has(file));
  return {
    projects: outside.length === 0 ? projects : [...projects, loose(normalPath(options.cwd), outside)],
    reported: files,
    named,
  };
};

export const chooseProjects = (options: LoadOptions, disk: Disk): Choice => {
  if (options.paths.length > 0) return chooseByPaths(options, disk);
  const { cwd } = options;
  const configs =
    options.projects.length > 0
      ? options.projects.map((name) => findConfig(cwd, name, disk))
      : [defaultConfig(normalPath(cwd), disk)];
  const projects = readProjects(configs, disk);
  refuseEmpty(projects);
  return { projects, reported: "all", named: [] };
};
