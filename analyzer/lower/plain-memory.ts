import type { Faces } from "./faces.js";
import type { DataDeclaration } from "./member-names.js";
import { propertyIdOf } from "./property-id.js";

export interface PlainOfFile {
  readonly digest: string;
  readonly plain: Map<string, boolean>;
}

/** Which declarations of an earlier version declare plain data; those of a file hold while it and what it sees of others do. */
export class PlainMemory {
  #before: ReadonlyMap<string, PlainOfFile> = new Map();
  #now = new Map<string, PlainOfFile>();

  /** Starts a new version. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  kept(): ReadonlyMap<string, PlainOfFile> {
    return this.#now;
  }

  restore(kept: ReadonlyMap<string, PlainOfFile>): void {
    this.#now = new Map(kept);
  }

  of(declaration: DataDeclaration, faces: Faces, decide: () => boolean): boolean {
    const file = declaration.getSourceFile();
    const { plain } = this.#now.get(file.fileName) ?? this.#open(file.fileName, faces.digest(file));
    const id = propertyIdOf(declaration);
    const known = plain.get(id) ?? decide();
    plain.set(id, known);
    return known;
  }

  #open(name: string, digest: string): PlainOfFile {
    const before = this.#before.get(name);
    const opened = before?.digest === digest ? before : { digest, plain: new Map<string, boolean>() };
    this.#now.set(name, opened);
    return opened;
  }
}
