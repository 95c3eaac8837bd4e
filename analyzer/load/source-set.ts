import type { ts } from "#compiler";
import type { Span } from "../ir/span.js";

/** Something wrong with the input that does not stop the analysis: a syntax error, an unreadable file. */
export interface InputProblem {
  readonly kind: "syntax" | "unreadable" | "config";
  readonly message: string;
  readonly span: Span;
}

export interface SourceComment {
  readonly span: Span;
  /** Without the comment's own marks. */
  readonly text: string;
}

/** Contracts that stand in files of their own, and how to find in the program what they speak of. */
export interface GivenContracts {
  /** Of the files' own small program. */
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  /** The program's module of this name. */
  readonly moduleNamed: (name: string) => ts.Symbol | undefined;
  /** A file of the program in whose scope only global names are. */
  readonly globalScope: ts.SourceFile | undefined;
}

/** The part of the projects that can matter, opened. */
export interface SourceSet {
  readonly program: ts.Program;
  /** Files whose functions are lowered: driver-like, or able to call or be called by driver-like code. */
  readonly files: readonly ts.SourceFile[];
  /** All other files of the program, which only declare; missing where they are too many to read again. */
  readonly ambient?: readonly ts.SourceFile[];
  readonly given?: GivenContracts | undefined;
  /** Files that the paths named by the user select for reporting; a finding elsewhere is not shown. */
  readonly reported: ReadonlySet<string>;
  /** Source files that are public entry points of their package (`exports`, `main` of package.json). */
  readonly entryPoints: ReadonlySet<string>;
  readonly problems: readonly InputProblem[];
  /** Comments that may allow findings, by file; only files that have some. */
  readonly comments: ReadonlyMap<string, readonly SourceComment[]>;
  /** Asks the disk for any other file. */
  readonly readFile: (file: string) => string | undefined;
  /** Text of a file as the compiler read it. */
  readonly text: (file: string) => string;
  /** Files selected, and files that had to be opened. */
  readonly selectedFiles: number;
  readonly openedFiles: number;
}

export interface LoadOptions {
  /** Absolute. Relative paths are resolved against it. */
  readonly cwd: string;
  /** Files, folders or globs; empty: the nearest tsconfig. */
  readonly paths: readonly string[];
  /** tsconfig files (`-p`). */
  readonly projects: readonly string[];
  /** Declaration files with contracts for code that cannot be seen. */
  readonly contracts?: readonly string[] | undefined;
  /** Texts in place of those on the disk, by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Called as files are read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}
