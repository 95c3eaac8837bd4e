/*
 * Stage `load` inside ESLint. Takes: the program that typescript-eslint already has. Gives: a `SourceSet` over it, its files chosen as
 * `load` chooses them. Promises: no second program, nothing parsed again. Leaves out: syntax errors, which ESLint reports itself.
 */
import { dirname } from "node:path";
import type { ts } from "#compiler";
import { openContracts, refuseOwnModules, withContractUsers } from "./contract-files.js";
import { openDisk } from "./disk.js";
import { globalScopeOf, moduleOfProgram } from "./given-contracts.js";
import { isDeclarationFile, isInPackage, isSourceFile } from "./file-kind.js";
import type { Project } from "./find-projects.js";
import type { Compiler } from "./same-compiler.js";
import { parserCompiler, refuseOtherCompiler, refuseOtherTrees } from "./same-compiler.js";
import { createScope, relevantOf } from "./scope.js";
import { SourceMemory } from "./source-memory.js";
import type { SourceSet } from "./source-set.js";
import { commentsOf } from "./suppression-comments.js";

let checked = false;

const refuseOther = (program: ts.Program, compiler: Compiler | undefined): void => {
  if (compiler !== undefined) refuseOtherCompiler(compiler);
  if (compiler === undefined && !checked) {
    const found = parserCompiler();
    if (found !== undefined) refuseOtherCompiler(found);
    checked = true;
  }
  refuseOtherTrees(program.getSourceFiles()[0]);
};

const projectOf = (program: ts.Program, files: readonly string[]): Project => {
  const options = program.getCompilerOptions();
  const config = typeof options.configFilePath === "string" ? options.configFilePath : undefined;
  const folder = config === undefined ? program.getCurrentDirectory() : dirname(config);
  return { config, folder, options, files, declarations: [], references: [], problems: [] };
};

interface ProgramOptions {
  /** The module that built the program; by default the one that @typescript-eslint/parser uses, looked up once. */
  readonly compiler?: Compiler | undefined;
  /** Declaration files with contracts, absolute. */
  readonly contracts?: readonly string[] | undefined;
  /** Files of an earlier version: unchanged ones are not scanned again. */
  readonly memory?: SourceMemory | undefined;
}

/** The tsconfig behind a program; equal for the versions that an editor makes of it. */
export const projectOfProgram = (program: object): string => {
  const known = program as ts.Program;
  const { configFilePath } = known.getCompilerOptions();
  return typeof configFilePath === "string" ? configFilePath : known.getCurrentDirectory();
};

/**
 * @param program a `ts.Program` of the user's own TypeScript
 * @throws UserError where that TypeScript is one whose trees cannot be read, or a contracts file cannot be used
 */
export const loadProgram = (
  program: object,
  { compiler, contracts = [], memory = new SourceMemory() }: ProgramOptions = {},
): SourceSet => {
  // Two copies of one compiler: the same shapes to run, different types to check; `refuseOther` says whether it is so.
  const known = program as ts.Program;
  refuseOther(known, compiler);
  const ours = known
    .getSourceFiles()
    .filter(({ fileName }) => isSourceFile(fileName) && !isDeclarationFile(fileName) && !isInPackage(fileName));
  const byName = new Map(ours.map((file) => [file.fileName, file]));
  const names = [...byName.keys()].sort();
  const texts = new Map(names.map((name) => [name, byName.get(name)?.text ?? ""]));
  const disk = openDisk();
  const given = openContracts(known.getCurrentDirectory(), contracts, disk);
  memory.turn();
  const scans = new Map([...texts].map(([name, text]) => [name, memory.scanned(name, text)]));
  const imports = new Map([...scans].map(([name, scan]) => [name, scan.imports]));
  const traits = new Map([...scans].map(([name, scan]) => [name, scan.traits]));
  const project = projectOf(known, names);
  const { resolve, entryPoints } = createScope([project], disk);
  if (given) refuseOwnModules(given, names[0] ?? project.folder, resolve);
  const relevant = relevantOf(withContractUsers({ texts, traits, imports }, given), resolve, []);
  const files = names.flatMap((name) => (relevant.has(name) ? (byName.get(name) ?? []) : []));
  return {
    program: known,
    files,
    given: given && {
      ...given,
      moduleNamed: moduleOfProgram(known, project.folder, disk),
      globalScope: globalScopeOf(known),
    },
    reported: new Set([...names, ...(given?.files.map((file) => file.fileName) ?? [])]),
    entryPoints: entryPoints(names),
    problems: [],
    comments: commentsOf(files),
    readFile: (file) => disk.readFile(file),
    text: (file) => (known.getSourceFile(file) ?? given?.files.find(({ fileName }) => fileName === file))?.text ?? "",
    selectedFiles: names.length,
    openedFiles: files.length,
  };
};
