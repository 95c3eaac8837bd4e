/*
 * Stage `load`. Takes: paths and tsconfigs. Gives: a `SourceSet`, the part of the projects that can change a finding, opened.
 * Promises: every file is read once as text, and only what `selectRelevant` names is parsed; the same input gives the same
 * files in the same order; nothing is written; what is wrong with the input is a `UserError` or an `InputProblem`.
 * Leaves out: node_modules, type errors, and the bodies of declarations.
 * It uses the compiler of ts-morph without its wrappers: a `Project` opens every file that it is told of and wraps every node,
 * which costs more than all of this stage.
 */
import { dirname } from "node:path";
import type { ts } from "ts-morph";
import { chooseProjects } from "./choose-projects.js";
import type { Disk } from "./disk.js";
import { openDisk } from "./disk.js";
import type { Project } from "./find-projects.js";
import type { Sources } from "./gather-sources.js";
import { gatherSources } from "./gather-sources.js";
import type { Resolve } from "./module-graph.js";
import { buildModuleGraph } from "./module-graph.js";
import { openProgram } from "./open-program.js";
import { entryPointsOf, packageFolder, packageName } from "./package-exports.js";
import { createResolver } from "./resolve-specifier.js";
import { selectRelevant } from "./select-relevant.js";
import type { LoadOptions, SourceSet } from "./source-set.js";
import { syntaxProblems } from "./syntax-problems.js";

/** Up to here all files are opened, for their syntax errors: it costs less than a tenth of a second. */
const smallProject = 50;

const packageFolders = (projects: readonly Project[], disk: Disk): readonly string[] => {
  const folders = projects.flatMap((project) =>
    project.config === undefined ? project.files.map(dirname) : [project.folder],
  );
  return [...new Set([...new Set(folders)].map((folder) => packageFolder(folder, disk)))].filter(
    (folder) => folder !== undefined,
  );
};

const namesOf = (folders: readonly string[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const folder of folders) {
    const name = packageName(folder);
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
    if (owner === undefined) throw new Error("no project");
    return owner;
  };
};

const select = (sources: Sources, resolve: Resolve, named: readonly string[]): ReadonlySet<string> => {
  const isSmall = sources.texts.size <= smallProject;
  return selectRelevant({
    texts: sources.texts,
    traits: sources.traits,
    graph: buildModuleGraph(sources, resolve),
    always: isSmall ? sources.texts.keys() : named.filter((file) => sources.texts.has(file)),
  });
};

const driverLikeDeclarations = (projects: readonly Project[]): readonly string[] => {
  const files = [...new Set(projects.flatMap((project) => project.declarations))];
  const { traits } = gatherSources(
    files,
    () => undefined,
    () => undefined,
  );
  return files.filter((file) => traits.get(file)?.isDriverLike === true);
};

const opened = (program: ts.Program, files: ReadonlySet<string>): readonly ts.SourceFile[] =>
  [...files]
    .sort()
    .map((file) => program.getSourceFile(file))
    .filter((file) => file !== undefined);

export const load = (options: LoadOptions): SourceSet => {
  const disk = openDisk();
  const { projects, reported, named } = chooseProjects(options, disk);
  const folders = packageFolders(projects, disk);
  const resolve = createResolver({ projects, projectOf: ownership(projects), packages: namesOf(folders), disk });
  const files = [...new Set(projects.flatMap((project) => project.files))].sort();
  const sources = gatherSources(files, resolve, (done, total) => options.onProgress?.(done, total));
  const { texts } = sources;
  const relevant = select(sources, resolve, named);
  const declarations = driverLikeDeclarations(projects);
  const program = openProgram({ cwd: options.cwd, opened: relevant, declarations, texts, resolve });
  const sourceFiles = opened(program, relevant);
  return {
    checker: program.getTypeChecker(),
    files: sourceFiles,
    reported: new Set(reported === "all" ? texts.keys() : reported),
    entryPoints: new Set(folders.flatMap((folder) => entryPointsOf(folder, files, projects, disk))),
    problems: [
      ...projects.flatMap((project) => project.problems),
      ...sources.problems,
      ...syntaxProblems(program, sourceFiles),
    ],
    text: (file) => program.getSourceFile(file)?.text ?? texts.get(file) ?? "",
    selectedFiles: texts.size,
    openedFiles: sourceFiles.length + declarations.length,
  };
};
