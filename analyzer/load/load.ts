/*
 * Stage `load`. Takes: paths and tsconfigs. Gives: a `SourceSet`, the part of the projects that can change a finding, opened.
 * Promises: every file is read once as text, and only what `selectRelevant` names is parsed; the same input gives the same
 * files in the same order; nothing is written; what is wrong with the input is a `UserError` or an `InputProblem`.
 * Leaves out: node_modules, type errors, and the bodies of declarations.
 * It uses the compiler of ts-morph without its wrappers: a `Project` opens every file that it is told of and wraps every node,
 * which costs more than all of this stage.
 */
import type { ts } from "#compiler";
import { chooseProjects } from "./choose-projects.js";
import { openContracts, refuseOwnModules, withContractUsers } from "./contract-files.js";
import { type Disk, openDisk } from "./disk.js";
import type { Project } from "./find-projects.js";
import { gatherSources } from "./gather-sources.js";
import { ambientModule, globalScopeOf } from "./given-contracts.js";
import { openProgram } from "./open-program.js";
import { createScope, relevantOf } from "./scope.js";
import { SourceMemory } from "./source-memory.js";
import type { InputProblem, LoadOptions, SourceSet } from "./source-set.js";
import { commentsOf } from "./suppression-comments.js";
import { syntaxProblems } from "./syntax-problems.js";

/** Up to here all files are opened, for their syntax errors: it costs less than a tenth of a second. */
const smallProject = 50;

const driverLikeDeclarations = (projects: readonly Project[], memory: SourceMemory, disk: Disk): readonly string[] => {
  const files = [...new Set(projects.flatMap((project) => project.declarations))];
  const { traits } = gatherSources(
    files,
    () => undefined,
    () => undefined,
    memory,
    disk,
  );
  return files.filter((file) => traits.get(file)?.isDriverLike === true);
};

const opened = (program: ts.Program, files: ReadonlySet<string>): readonly ts.SourceFile[] =>
  [...files]
    .sort()
    .map((file) => program.getSourceFile(file))
    .filter((file) => file !== undefined);

const deepProblem = (file: string): InputProblem => ({
  kind: "syntax",
  message: "the file nests too deep to be read",
  span: { file, start: 0, end: 0 },
});

/**
 * @param memory files of an earlier version: unchanged ones are neither scanned nor parsed again
 * @param disk all that is asked of the file system is asked here
 */
export const load = (options: LoadOptions, memory = new SourceMemory(), disk = openDisk()): SourceSet => {
  memory.turn();
  const { cwd, paths, projects: configs } = options;
  const { projects, reported, named } = memory.choice.of(JSON.stringify([cwd, paths, configs]), disk, (asked) =>
    chooseProjects(options, asked),
  );
  const { resolve, entryPoints } = createScope(projects, disk);
  const files = [...new Set(projects.flatMap((project) => project.files))].sort();
  const contracts = openContracts(options.cwd, options.contracts ?? [], disk);
  if (contracts) refuseOwnModules(contracts, files[0] ?? options.cwd, resolve);
  const onFile = (done: number, total: number): void => options.onProgress?.(done, total);
  const gathered = gatherSources(files, resolve, onFile, memory, disk, options.texts);
  const sources = withContractUsers(gathered, contracts);
  const { texts } = sources;
  const always = new Set(texts.size <= smallProject ? texts.keys() : named.filter((file) => texts.has(file)));
  const relevant = memory.relevant.of({ ...sources, always }, () => relevantOf(sources, resolve, always));
  const stated = contracts?.files.map((file) => file.fileName) ?? [];
  const declarations = [...new Set([...driverLikeDeclarations(projects, memory, disk), ...stated])];
  const { program, tooDeep } = openProgram({
    cwd: options.cwd,
    opened: relevant,
    declarations,
    texts,
    resolve,
    memory,
    disk,
  });
  const sourceFiles = opened(program, relevant);
  return {
    program,
    files: sourceFiles,
    ambient: program.getSourceFiles().filter((file) => !relevant.has(file.fileName)),
    given: contracts && {
      ...contracts,
      moduleNamed: ambientModule(program.getTypeChecker()),
      globalScope: globalScopeOf(program),
    },
    reported: new Set([...(reported === "all" ? texts.keys() : reported), ...stated]),
    entryPoints: entryPoints(files),
    problems: [
      ...projects.flatMap((project) => project.problems),
      ...sources.problems,
      ...syntaxProblems(program, sourceFiles),
      ...[...tooDeep].map(deepProblem),
    ],
    comments: commentsOf([...sourceFiles, ...(contracts?.files ?? [])]),
    readFile: (file) => disk.readFile(file),
    text: (file) => program.getSourceFile(file)?.text ?? texts.get(file) ?? "",
    selectedFiles: texts.size,
    openedFiles: sourceFiles.length + declarations.length + tooDeep.size,
  };
};
