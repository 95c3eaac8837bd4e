import { dirname, resolve } from "node:path";
import { ts } from "#compiler";
import { UserError } from "../finding/errors.js";
import type { Disk } from "./disk.js";
import { isDeclarationFile, isInPackage, isSourceFile, normalPath } from "./file-kind.js";
import { readDirectoryOf } from "./read-directory.js";
import type { InputProblem } from "./source-set.js";

/** A tsconfig and the files that it selects. */
export interface Project {
  /** Absolute; undefined for files outside any tsconfig. */
  readonly config: string | undefined;
  readonly folder: string;
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  readonly declarations: readonly string[];
  /** tsconfig files that it refers to and that exist. */
  readonly references: readonly string[];
  readonly problems: readonly InputProblem[];
}

export const looseOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowJs: true,
};

/** "a tsconfig that selects nothing", which is right where it only refers to others. */
const noInputs = new Set([18002, 18003]);
/** A file that `extends` names cannot be found or read, or extends itself. */
const brokenExtends = new Set([5083, 6053, 6096, 18000, 5014]);
const isJsonSyntax = (code: number): boolean => code >= 1000 && code < 2000;

const flat = (diagnostic: ts.Diagnostic): string =>
  ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\.$/, "");

const place = (diagnostic: ts.Diagnostic, config: string): string => {
  const { file, start } = diagnostic;
  if (file === undefined || start === undefined) return config;
  const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
  return `${file.fileName}:${String(line + 1)}:${String(character + 1)}`;
};

const refuse = (diagnostic: ts.Diagnostic, config: string): never => {
  const advice = brokenExtends.has(diagnostic.code)
    ? "correct `extends`, or install the package that it names"
    : "correct the file";
  throw new UserError(`cannot use ${place(diagnostic, config)}: ${flat(diagnostic)}; ${advice}`);
};

const problemOf = (diagnostic: ts.Diagnostic, config: string): InputProblem => {
  const start = diagnostic.file === undefined ? 0 : (diagnostic.start ?? 0);
  return {
    kind: "config",
    message: flat(diagnostic),
    span: { file: diagnostic.file?.fileName ?? config, start, end: start + (diagnostic.length ?? 0) },
  };
};

/** `-p` takes a file or the folder that holds a `tsconfig.json`. */
export const findConfig = (cwd: string, name: string, disk: Disk): string => {
  const path = normalPath(resolve(cwd, name));
  const kind = disk.stat(path);
  if (kind === undefined) throw new UserError(`no such project: \`${name}\`; name a tsconfig file or its folder`);
  if (kind !== "folder") return path;
  const inside = `${path}/tsconfig.json`;
  if (disk.stat(inside) === undefined) {
    throw new UserError(`no tsconfig.json in \`${name}\`; name a tsconfig file or a folder that has one`);
  }
  return inside;
};

/** The tsconfig.json in the folder or the nearest one above it. */
export const nearestConfig = (folder: string, disk: Disk): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    const config = `${at === "/" ? "" : at}/tsconfig.json`;
    if (disk.fileExists(config)) return config;
    if (dirname(at) === at) return undefined;
  }
};

const parseConfigHost = (disk: Disk): ts.ParseConfigHost => ({
  useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
  readDirectory: readDirectoryOf(disk),
  fileExists: (file) => disk.fileExists(file),
  readFile: (file) => disk.readFile(file),
});

const parseConfig = (config: string, disk: Disk): ts.ParsedCommandLine => {
  const text = disk.readFile(config);
  if (text === undefined) throw new UserError(`cannot read \`${config}\`; it is not a readable text file`);
  const json = ts.parseJsonText(config, text) as ts.TsConfigSourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
  const broken = json.parseDiagnostics[0];
  if (broken !== undefined) refuse(broken, config);
  return ts.parseJsonSourceFileConfigFileContent(json, parseConfigHost(disk), dirname(config), undefined, config);
};

const existing = (parsed: ts.ParsedCommandLine, config: string, disk: Disk): [string[], InputProblem[]] => {
  const found: string[] = [];
  const problems: InputProblem[] = [];
  for (const reference of parsed.projectReferences ?? []) {
    const path = normalPath(ts.resolveProjectReferencePath(reference));
    if (disk.fileExists(path)) found.push(path);
    else {
      const message = `the project that \`references\` names does not exist: \`${reference.originalPath ?? path}\``;
      problems.push({ kind: "config", message, span: { file: config, start: 0, end: 0 } });
    }
  }
  return [found, problems];
};

const readProject = (config: string, disk: Disk): Project => {
  const parsed = parseConfig(config, disk);
  const fatal = parsed.errors.find((error) => brokenExtends.has(error.code) || isJsonSyntax(error.code));
  if (fatal !== undefined) refuse(fatal, config);
  const [references, missing] = existing(parsed, config, disk);
  const names = parsed.fileNames.map(normalPath).filter((file) => isSourceFile(file) && !isInPackage(file));
  const other = parsed.errors.filter((error) => !noInputs.has(error.code));
  return {
    config,
    folder: dirname(config),
    options: parsed.options,
    files: names.filter((file) => !isDeclarationFile(file)),
    declarations: names.filter(isDeclarationFile),
    references,
    problems: [...other.map((error) => problemOf(error, config)), ...missing],
  };
};

/** The named projects and all that they refer to, each once; references may form a cycle. */
export const readProjects = (configs: readonly string[], disk: Disk): readonly Project[] => {
  const projects = new Map<string, Project>();
  const waiting = [...configs];
  for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
    if (projects.has(config)) continue;
    const project = readProject(config, disk);
    projects.set(config, project);
    waiting.push(...project.references);
  }
  return [...projects.values()];
};

/** A project by itself may be empty (it only refers to others); all of them together may not. */
export const refuseEmpty = (projects: readonly Project[]): void => {
  const first = projects[0];
  if (first?.config === undefined || projects.some((project) => project.files.length > 0)) return;
  throw new UserError(`\`${first.config}\` selects no source file; correct its \`files\` and \`include\``);
};
