import { createHash } from "node:crypto";
import { ts } from "#compiler";
import { outlineOf } from "./outline.js";
import type { Origins } from "./origin.js";

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

const remembered = (make: (file: ts.SourceFile) => string): ((file: ts.SourceFile) => string) => {
  const made = new WeakMap<ts.SourceFile, string>();
  return (file) => {
    const known = made.get(file);
    if (known !== undefined) return known;
    const text = make(file);
    made.set(file, text);
    return text;
  };
};

/** Equal digests: equal texts. */
export const textDigest = remembered((file) => digest(file.text));

const outlineDigest = remembered((file) => digest(outlineOf(file).text));

/** Whether a file says something of names that it does not declare for itself: a script, or one that adds to other modules. */
const isAmbient = (file: ts.SourceFile): boolean =>
  !ts.isExternalModule(file) ||
  file.statements.some((statement) => ts.isModuleDeclaration(statement) && (isGlobal(statement) || isNamed(statement)));

const isGlobal = (node: ts.ModuleDeclaration): boolean => (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;

const isNamed = (node: ts.ModuleDeclaration): boolean => ts.isStringLiteral(node.name);

/** Specifiers of all imports of a file, those in types and calls included; the compiler collects them when it opens a program. */
const specifiersOf = (file: ts.SourceFile & { readonly imports?: readonly ts.StringLiteralLike[] }) => file.imports;

interface Inputs {
  readonly checker: ts.TypeChecker;
  readonly origins: Origins;
  /** All files of the program. */
  readonly files: readonly ts.SourceFile[];
  /** Whether the functions of a file are lowered. */
  readonly isLowered: (file: ts.SourceFile) => boolean;
  /** Compiler options. */
  readonly settings: string;
}

interface Face {
  readonly digest: string;
  readonly imports: readonly ts.SourceFile[];
}

/**
 * What the compiler and `lower` can have seen of a program from one file: the outlines of all files to which imports lead from
 * there, and of those that any file sees. Faces are compared as digests.
 */
export class Faces {
  readonly #in: Inputs;
  readonly #byFile = new Map<ts.SourceFile, Face>();
  readonly #digests = new Map<ts.SourceFile, string>();
  readonly #seenByAll: readonly ts.SourceFile[];

  constructor(inputs: Inputs) {
    this.#in = inputs;
    this.#seenByAll = inputs.files.filter(isAmbient);
  }

  /** Equal digests: the file and everything that it can see of others are equal. */
  digest(file: ts.SourceFile): string {
    const known = this.#digests.get(file);
    if (known !== undefined) return known;
    const made = this.#digest(file);
    this.#digests.set(file, made);
    return made;
  }

  #digest(file: ts.SourceFile): string {
    const reached = new Set([...this.#seenByAll, file]);
    for (const each of reached) for (const imported of this.#face(each).imports) reached.add(imported);
    const faces = [...reached].map((each) => this.#face(each).digest).sort();
    return digest([this.#in.settings, textDigest(file), ...faces].join("\n"));
  }

  #face(file: ts.SourceFile): Face {
    const known = this.#byFile.get(file);
    if (known !== undefined) return known;
    const targets = specifiersOf(file)?.map((specifier) => [specifier.text, this.#target(specifier)] as const);
    const { origins, isLowered } = this.#in;
    const face = {
      digest: digest(
        [
          file.fileName,
          outlineDigest(file),
          ts.isExternalModule(file),
          isLowered(file),
          origins.isRuntime(file),
          ...(targets ?? []).map(([text, target]) => `${text} ${target?.fileName ?? ""}`),
        ].join("\n"),
      ),
      imports: targets?.flatMap(([, target]) => target ?? []) ?? this.#in.files,
    };
    this.#byFile.set(file, face);
    return face;
  }

  #target(specifier: ts.StringLiteralLike): ts.SourceFile | undefined {
    const declaration = this.#in.checker.getSymbolAtLocation(specifier)?.valueDeclaration;
    return declaration && ts.isSourceFile(declaration) ? declaration : undefined;
  }
}
