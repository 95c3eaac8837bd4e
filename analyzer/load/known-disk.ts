import { dirname } from "node:path";
import type { Disk } from "./disk.js";
import { fileVersion } from "./file-version.js";
import type { SourceText } from "./read-source.js";

/** All other questions to the disk follow from these. */
type Ask = Exclude<keyof Disk, "readFile">;
type Given<A extends Ask> = Map<string, { readonly answer: ReturnType<Disk[A]> }>;
type Answers = { readonly [A in Ask]: Given<A> };

const noAnswers = (): Answers => ({
  list: new Map(),
  stat: new Map(),
  realpath: new Map(),
  fileExists: new Map(),
  directoryExists: new Map(),
  readSource: new Map(),
});

const ASKS = Object.keys(noAnswers()) as readonly Ask[];

interface Known {
  readonly version: string;
  readonly source: SourceText;
}

/** More changes than this are looked for again everywhere. */
const MAX_CHANGED = 1_000;

const above = (path: string): readonly string[] => {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...above(folder)];
};

/**
 * What the disk said of one project last. A file that has not changed since is not read again; and where somebody tells all that
 * has changed, nothing is asked again of the rest.
 */
export class KnownDisk {
  #answers = noAnswers();
  #texts: ReadonlyMap<string, Known> = new Map();
  #textsNow = new Map<string, Known>();

  /**
   * A disk for a new version.
   * @param changed all paths, absolute, at which something has changed, come or gone since the last one; undefined where that is
   * not known
   */
  open(disk: Disk, changed?: readonly string[]): Disk {
    if (changed === undefined || changed.length > MAX_CHANGED) this.#startAnew();
    else for (const path of changed) this.#forget(path);
    const known =
      <A extends Ask>(ask: A) =>
      (path: string): ReturnType<Disk[A]> => {
        const given: Given<A> = this.#answers[ask];
        const before = given.get(path);
        if (before !== undefined) return before.answer;
        const now = (ask === "readSource" ? this.#read(path, disk) : disk[ask](path)) as ReturnType<Disk[A]>;
        given.set(path, { answer: now });
        return now;
      };
    const readSource = known("readSource");
    return {
      list: known("list"),
      stat: known("stat"),
      realpath: known("realpath"),
      fileExists: known("fileExists"),
      directoryExists: known("directoryExists"),
      readSource,
      readFile: (file) => {
        const source = readSource(file);
        return "text" in source ? source.text : undefined;
      },
    };
  }

  /** Texts of files that nobody asks for in the next version are forgotten. */
  #startAnew(): void {
    this.#answers = noAnswers();
    this.#texts = this.#textsNow;
    this.#textsNow = new Map();
  }

  /** What was said of a path, of all inside it, and of the folders that it lies in. */
  #forget(path: string): void {
    const folders = above(path);
    for (const ask of ASKS) {
      const answers = this.#answers[ask];
      for (const each of [path, ...folders]) {
        answers.delete(each);
        answers.delete(`${each}/`);
      }
      for (const asked of answers.keys()) if (asked.startsWith(`${path}/`)) answers.delete(asked);
    }
  }

  #read(file: string, disk: Disk): SourceText {
    const version = fileVersion(file, Date.now());
    const before = this.#texts.get(file) ?? this.#textsNow.get(file);
    const source = version !== undefined && before?.version === version ? before.source : disk.readSource(file);
    if (version !== undefined) this.#textsNow.set(file, { version, source });
    return source;
  }
}
