import type { ts } from "#compiler";
import type { Choice } from "./choose-projects.js";
import type { SourceTraits } from "./classify-source.js";
import { classifySource } from "./classify-source.js";
import { isKernelName } from "./kernel-names.js";
import { MadeOfDisk } from "./made-of-disk.js";
import { ProgramMemory } from "./program-memory.js";
import { RelevantMemory } from "./relevant-memory.js";
import type { ImportedName } from "./scan-imports.js";
import { scanImports } from "./scan-imports.js";

/** What a file's text tells without being parsed. */
export interface Scan {
  readonly traits: SourceTraits;
  readonly imports: readonly ImportedName[];
}

const scan = (text: string): Scan => ({ traits: classifySource(text, isKernelName), imports: scanImports(text) });

type Made<Value> = ReadonlyMap<string, { readonly text: string; readonly value: Value }>;

/** What was made of a file's text, as long as the text is the same; files that a version does not ask for are forgotten. */
class OfTexts<Value> {
  #before: Made<Value> = new Map();
  #now = new Map<string, { readonly text: string; readonly value: Value }>();

  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  get(key: string, text: string, make: () => Value): Value {
    const known = this.#now.get(key) ?? this.#before.get(key);
    const kept = known?.text === text ? known : { text, value: make() };
    this.#now.set(key, kept);
    return kept.value;
  }
}

/** Files of an earlier version of a project, scanned and parsed. */
export class SourceMemory {
  readonly #scans = new OfTexts<Scan>();
  readonly #parsed = new OfTexts<ts.SourceFile>();
  readonly relevant = new RelevantMemory();
  readonly choice = new MadeOfDisk<Choice>();
  readonly program = new ProgramMemory();

  /** Starts a new version. */
  turn(): void {
    this.#scans.turn();
    this.#parsed.turn();
  }

  scanned(file: string, text: string): Scan {
    return this.#scans.get(file, text, () => scan(text));
  }

  /** @param how tells apart ways of parsing the same file */
  parsed(file: string, how: string, text: string, parse: () => ts.SourceFile): ts.SourceFile {
    return this.#parsed.get(`${how} ${file}`, text, parse);
  }
}
