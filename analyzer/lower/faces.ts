import { createHash } from "node:crypto";
import { ts } from "#compiler";
import { ofEach } from "../ir/of-each.js";
import { outlineOf } from "./outline.js";
import type { Origins } from "./origin.js";

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Equal digests: equal texts. */
export const textDigest = ofEach((file: ts.SourceFile) => digest(file.text));

const outlineDigest = ofEach((file: ts.SourceFile) => digest(outlineOf(file).text));

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

/** A file's digest and what it was made from. */
interface Seen {
  readonly text: string;
  /** Names of the files that it sees, itself among them, those that all see left out. */
  readonly reached: readonly string[];
  readonly digest: string;
}

/** Digests of one version of a program. */
export interface FaceDigests {
  readonly settings: string;
  /** Names of the files that all see, in the order of the program. */
  readonly seenByAll: readonly string[];
  /** Of what other files see of each, by name. */
  readonly faces: Map<string, string>;
  /** Of each file's own text. */
  readonly texts: ReadonlyMap<string, string>;
  readonly seen: Map<string, Seen>;
}

/**
 * What the compiler and `lower` can have seen of a program from one file: the outlines of all files to which imports lead from
 * there, and of those that any file sees. Faces are compared as digests.
 */
export class Faces {
  readonly #in: Inputs;
  readonly #byFile = new Map<ts.SourceFile, Face>();
  readonly #byName: ReadonlyMap<string, ts.SourceFile>;
  readonly #seenByAll: readonly ts.SourceFile[];
  readonly #before: FaceDigests | undefined;
  /** Nothing that files see of others has changed. */
  readonly #isSameOutside: boolean;
  readonly digests: FaceDigests;

  /** @param before of an earlier version: a file that sees the same has the same digest without a look at all that it sees */
  constructor(inputs: Inputs, before?: FaceDigests) {
    this.#in = inputs;
    this.#byName = new Map(inputs.files.map((file) => [file.fileName, file]));
    this.#seenByAll = inputs.files.filter(isAmbient);
    const { settings } = inputs;
    const seenByAll = this.#seenByAll.map(({ fileName }) => fileName);
    const texts = new Map(inputs.files.map((file) => [file.fileName, textDigest(file)]));
    this.digests = { settings, seenByAll, faces: new Map(), texts, seen: new Map() };
    this.#before = before?.settings === settings && this.#isSeenAsIn(before) ? before : undefined;
    const isSame = inputs.files.map((file) => this.#isSame(file));
    this.#isSameOutside = this.#before?.faces.size === inputs.files.length && !isSame.includes(false);
  }

  /** The files that have changed, where no file can see anything new of another; undefined where one may. */
  changedInside(): readonly ts.SourceFile[] | undefined {
    const before = this.#before;
    if (before === undefined || !this.#isSameOutside) return undefined;
    return this.#in.files.filter((file) => before.texts.get(file.fileName) !== textDigest(file));
  }

  /** Whether all files see the same of those that all see, in their order: of two declarations of a name the first one counts. */
  #isSeenAsIn({ seenByAll, faces }: FaceDigests): boolean {
    return (
      seenByAll.length === this.#seenByAll.length &&
      this.#seenByAll.every(
        (file, index) => file.fileName === seenByAll[index] && faces.get(file.fileName) === this.#face(file).digest,
      )
    );
  }

  /** Equal digests: the file and everything that it can see of others are equal. */
  digest(file: ts.SourceFile): string {
    const { seen } = this.digests;
    const known = seen.get(file.fileName) ?? this.#seenBefore(file) ?? this.#see(file);
    seen.set(file.fileName, known);
    return known.digest;
  }

  /** A file without a change in it or in any that it sees sees no others either. */
  #seenBefore(file: ts.SourceFile): Seen | undefined {
    const before = this.#before?.seen.get(file.fileName);
    if (before?.text !== textDigest(file)) return undefined;
    const isSame = (name: string): boolean => this.#isSame(this.#byName.get(name));
    return this.#isSameOutside || before.reached.every(isSame) ? before : undefined;
  }

  #isSame(file: ts.SourceFile | undefined): boolean {
    if (file === undefined) return false;
    const { digest: now } = this.#face(file);
    return this.#before?.faces.get(file.fileName) === now;
  }

  #see(file: ts.SourceFile): Seen {
    const reached = new Set([...this.#seenByAll, file]);
    for (const each of reached) for (const imported of this.#face(each).imports) reached.add(imported);
    const faces = [...reached].map((each) => this.#face(each).digest);
    const text = textDigest(file);
    return {
      text,
      reached: [...reached].slice(this.#seenByAll.length).map(({ fileName }) => fileName),
      digest: digest([this.#in.settings, text, ...faces].join("\n")),
    };
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
          ...(targets ?? this.#in.files.map((each) => ["", each] as const)).map(
            ([text, target]) => `${text} ${target?.fileName ?? ""}`,
          ),
        ].join("\n"),
      ),
      imports: targets?.flatMap(([, target]) => target ?? []) ?? this.#in.files,
    };
    this.#byFile.set(file, face);
    this.digests.faces.set(file.fileName, face.digest);
    return face;
  }

  #target(specifier: ts.StringLiteralLike): ts.SourceFile | undefined {
    const declaration = this.#in.checker.getSymbolAtLocation(specifier)?.valueDeclaration;
    return declaration && ts.isSourceFile(declaration) ? declaration : undefined;
  }
}
