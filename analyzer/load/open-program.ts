import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "#compiler";
import type { Disk } from "./disk.js";
import { normalPath } from "./file-kind.js";
import { isLibraryFile, libraryFolder, libraryNames, libraryText } from "./library.js";
import type { Resolve } from "./module-graph.js";
import { nestsTooDeep } from "./nesting.js";
import type { SourceMemory } from "./source-memory.js";

export interface ProgramInput {
  readonly cwd: string;
  readonly opened: ReadonlySet<string>;
  /** Declarations without bodies that the opened files may name. */
  readonly declarations: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly resolve: Resolve;
  readonly memory: SourceMemory;
  readonly disk: Disk;
}

/** One set of options for all projects: what differs between them (paths, output) is settled before the compiler sees it. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Auto,
  lib: [...libraryNames],
  types: [],
  allowJs: true,
  checkJs: false,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  noEmit: true,
  noResolve: false,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  libReplacement: false,
};

/** Two folders up in the sources and their build, one up in the bundle. */
const ourRuntime = (disk: Disk): string | undefined =>
  ["../../runtime/index.d.ts", "../../runtime/index.ts", "../runtime/index.d.ts"]
    .map((place) => normalPath(fileURLToPath(new URL(place, import.meta.url))))
    .find((file) => disk.fileExists(file));

const resolved = (file: string | undefined): ts.ResolvedModuleWithFailedLookupLocations => {
  if (file === undefined) return { resolvedModule: undefined };
  const extension = /\.d\.[cm]?ts$|\.[^.]+$/.exec(file)?.[0] ?? ts.Extension.Ts;
  return { resolvedModule: { resolvedFileName: file, extension, isExternalLibraryImport: false } };
};

const isOfRuntime = (file: string, runtime: string): boolean =>
  file.startsWith(runtime.slice(0, runtime.lastIndexOf("/") + 1));

const besideRuntime = (specifier: string, from: string, runtime: string): string | undefined => {
  if (!specifier.startsWith(".")) return undefined;
  const ending = runtime.endsWith(".d.ts") ? ".d.ts" : ".ts";
  return posix.resolve(posix.dirname(from), specifier.replace(/\.js$/, ending));
};

/** Where imports lead in the program: to opened files and to the runtime, whose declarations come with this package. */
const createResolution = (input: ProgramInput): ((specifier: string, from: string) => string | undefined) => {
  const runtime = ourRuntime(input.disk);
  return (specifier, from) => {
    if (specifier === "irql/runtime") return runtime;
    if (runtime !== undefined && isOfRuntime(from, runtime)) return besideRuntime(specifier, from, runtime);
    const file = input.resolve(specifier, from);
    return file !== undefined && input.opened.has(file) ? file : undefined;
  };
};

const parse = (file: string, text: string, isDeclaration: boolean): ts.SourceFile =>
  ts.createSourceFile(file, text, {
    languageVersion: ts.ScriptTarget.ESNext,
    // Comments in declarations are half of their parse time, and only sources carry contract tags that are read from the tree.
    jsDocParsingMode: isDeclaration ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll,
  });

/** The library never changes: parsed and bound once per process, for watching and for programs that verify many projects. */
const parsedLibrary = new Map<string, ts.SourceFile>();

const libraryFile = (file: string): ts.SourceFile => {
  const known = parsedLibrary.get(file);
  if (known !== undefined) return known;
  const parsed = parse(file, libraryText(file), true);
  parsedLibrary.set(file, parsed);
  return parsed;
};

const textOf = (file: string, { texts, disk }: ProgramInput): string | undefined =>
  texts.get(file) ?? disk.readFile(file);

const canonical = (file: string): string => (ts.sys.useCaseSensitiveFileNames ? file : file.toLowerCase());

const createHost = (input: ProgramInput, tooDeep: Set<string>): ts.CompilerHost => {
  const resolve = createResolution(input);
  const { program } = input.memory;
  return {
    getSourceFile: (file) => {
      if (isLibraryFile(file)) return libraryFile(file);
      const text = textOf(file, input);
      if (text === undefined) return undefined;
      try {
        const isDeclaration = !input.opened.has(file);
        return input.memory.parsed(file, isDeclaration ? "declaration" : "source", text, () =>
          parse(file, text, isDeclaration),
        );
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        tooDeep.add(file);
        return undefined;
      }
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => resolved(program.note(canonical(from), text, resolve(text, from)))),
    hasInvalidatedResolutions: (from) => !program.stillLead(from, (specifier) => resolve(specifier, from)),
    resolveTypeReferenceDirectiveReferences: (references) =>
      references.map(() => ({ resolvedTypeReferenceDirective: undefined })),
    getDefaultLibFileName: () => `${libraryFolder}/lib.d.ts`,
    getDefaultLibLocation: () => libraryFolder,
    fileExists: (file) => isLibraryFile(file) || input.texts.has(file),
    readFile: (file) => textOf(file, input),
    writeFile: () => undefined,
    getCurrentDirectory: () => input.cwd,
    getCanonicalFileName: canonical,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => "\n",
  };
};

export interface OpenedProgram {
  readonly program: ts.Program;
  /** Files left out because the compiler's recursion cannot follow them. */
  readonly tooDeep: ReadonlySet<string>;
}

const create = (input: ProgramInput, tooDeep: Set<string>): ts.Program => {
  const { program } = input.memory;
  program.last = ts.createProgram({
    rootNames: [...input.opened]
      .filter((file) => !tooDeep.has(file))
      .concat(input.declarations)
      .sort(),
    options,
    host: createHost(input, tooDeep),
    ...(program.last && { oldProgram: program.last }),
  });
  return program.last;
};

/** A program of the opened files, the runtime's declarations and the language's library; every other import leads nowhere. */
export const openProgram = (input: ProgramInput): OpenedProgram => {
  const tooDeep = new Set<string>();
  const program = create(input, tooDeep);
  try {
    program.getTypeChecker();
    return { program, tooDeep };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const deep = program.getSourceFiles().filter((file) => input.opened.has(file.fileName) && nestsTooDeep(file));
    if (deep.length === 0) throw error;
    for (const file of deep) tooDeep.add(file.fileName);
    const opened = new Set([...input.opened].filter((file) => !tooDeep.has(file)));
    return { program: create({ ...input, opened }, tooDeep), tooDeep };
  }
};
