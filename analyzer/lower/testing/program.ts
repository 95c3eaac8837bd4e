import { ts } from "#compiler";
import type { Contract } from "../../contract/contract.js";
import type { ContractBook, TagSource } from "../../contract/contract-book.js";
import type { FunctionUnit, LoweredProgram } from "../../ir/graph.js";
import { printGraph } from "../../ir/print.js";
import { verifyGraph } from "../../ir/verify.js";
import type { SourceSet } from "../../load/source-set.js";
import { isLibraryFile, libraryFolder, libraryNames, libraryText } from "../../load/library.js";
import { model } from "../../model/model.js";
import { lower } from "../lower.js";
import type { LoweringMemory } from "../memory.js";

/** A small `irql/runtime`, as its declarations would reach a user. */
const RUNTIME = `declare module "irql/runtime" {
  export class KSPIN_LOCK { constructor(buffer: SharedArrayBuffer, byteOffset?: number); }
  export class KDPC { routine: unknown }
  export type KIRQL = number;
  export const PASSIVE_LEVEL = 0;
  export const DISPATCH_LEVEL = 2;
  export function KeGetCurrentIrql(): KIRQL;
  export function KeAcquireSpinLock(lock: KSPIN_LOCK): KIRQL;
  export function KeReleaseSpinLock(lock: KSPIN_LOCK, oldIrql: KIRQL): void;
  export function KeAcquireSpinLockAtDpcLevel(lock: KSPIN_LOCK): void;
  export function KeReleaseSpinLockFromDpcLevel(lock: KSPIN_LOCK): void;
  export type KDEFERRED_ROUTINE<C = unknown> = (dpc: KDPC, context: C) => void;
  export type IO_COMPLETION_ROUTINE = (device: unknown, irp: unknown) => number;
  export function KeInitializeDpc<C>(dpc: KDPC, routine: KDEFERRED_ROUTINE<C>, context: C): void;
  export function KeInitializeThreadedDpc<C>(dpc: KDPC, routine: KDEFERRED_ROUTINE<C>, context: C): void;
}
`;

export interface Project {
  readonly program: LoweredProgram;
  readonly tags: readonly TagSource[];
  readonly contracts: ReadonlyMap<string, Contract>;
  /** The function with a name for people; a clear failure where there is none or more than one. */
  unit(name: string): FunctionUnit;
  /** Its graph, printed, without the head line and the frame of `enter`, `exit`, `throwExit`. */
  graph(name: string): string;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: [...libraryNames],
  types: [],
  strict: true,
  jsx: ts.JsxEmit.Preserve,
  experimentalDecorators: false,
};

const parsed = new Map<string, ts.SourceFile>();

/** The language's library is parsed once for all tests. */
const library = (name: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile => {
  const known = parsed.get(name) ?? ts.createSourceFile(name, libraryText(name), options, true);
  parsed.set(name, known);
  return known;
};

const createProgram = (files: ReadonlyMap<string, string>): ts.Program => {
  const host: ts.CompilerHost = {
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    getCurrentDirectory: () => "/project",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    getDefaultLibLocation: () => libraryFolder,
    getDefaultLibFileName: () => `${libraryFolder}/${libraryNames[0] ?? ""}`,
    getSourceFile: (name, target) => {
      if (isLibraryFile(name)) return library(name, target);
      const text = files.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, target, true);
    },
  };
  return ts.createProgram([...files.keys()], OPTIONS, host);
};

const watched = (book: ContractBook, seen: TagSource[]): ContractBook => ({
  byKey: book.byKey,
  roles: book.roles,
  problems: book.problems,
  builtin: (name) => book.builtin(name),
  ofRuntime: (name) => book.ofRuntime(name),
  role: (name) => book.role(name),
  roleContract: (name) => book.roleContract(name),
  blockingLibrary: (name) => book.blockingLibrary(name),
  libraryCallback: (name) => book.libraryCallback(name),
  declared: (source) => book.declared(source),
  enter: (tags) => {
    book.enter(tags);
  },
  declare: (source) => {
    seen.push(source);
    return book.declare(source);
  },
});

const sourceSetOf = (program: ts.Program, entryPoints: readonly string[]): SourceSet => {
  const files = program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith("/project/") && !file.isDeclarationFile);
  return {
    program,
    files,
    reported: new Set(files.map((file) => file.fileName)),
    entryPoints: new Set(entryPoints.map((name) => `/project/${name}`)),
    problems: [],
    comments: new Map(),
    readFile: (file) => ts.sys.readFile(file),
    text: (name) => program.getSourceFile(name)?.text ?? "",
    selectedFiles: files.length,
    openedFiles: files.length,
  };
};

const frame = (text: string): string =>
  text
    .split("\n")
    .slice(2)
    .filter((line) => !/^\d+: (?:exit|throwExit)$/u.test(line))
    .join("\n");

/** Lowers files given as text, as the next version of those in the memory; `main.ts` is the one that most tests need. Every graph must keep its invariants. */
export const lowerProject = (
  files: Readonly<Record<string, string>>,
  entryPoints: readonly string[] = [],
  memory?: LoweringMemory,
): Project => {
  const all = new Map([
    ["/project/runtime.d.ts", RUNTIME],
    ...Object.entries(files).map(([name, text]) => [`/project/${name}`, text] as const),
  ]);
  const book = model();
  const tags: TagSource[] = [];
  const program = lower(sourceSetOf(createProgram(all), entryPoints), watched(book, tags), memory);
  const broken = [...program.functions.values()].flatMap((unit) =>
    verifyGraph(unit).map((line) => `${unit.name}: ${line}\n${printGraph(unit)}`),
  );
  if (broken.length > 0) throw new Error(broken.join("\n"));
  const unit = (name: string): FunctionUnit => {
    const found = [...program.functions.values()].filter((item) => item.name === name);
    const [first] = found;
    if (!first || found.length > 1)
      throw new Error(
        `${String(found.length)} functions are named ${name}: ${[...program.functions.keys()].join(", ")}`,
      );
    return first;
  };
  return { program, tags, contracts: book.byKey, unit, graph: (name) => frame(printGraph(unit(name))) };
};

/** One file, `main.ts`. */
export const lowerText = (text: string): Project => lowerProject({ "main.ts": text });
