import type { Disk } from "./disk.js";
import { fileVersion } from "./file-version.js";
import type { SourceText } from "./read-source.js";

interface Known {
  readonly version: string;
  readonly source: SourceText;
}

/** Texts of files as they were read last: a file that has not changed since is not read again. */
export class KnownTexts {
  #before: ReadonlyMap<string, Known> = new Map();
  #now = new Map<string, Known>();

  /** A disk that reads for a new version; files that it is not asked for are forgotten. */
  open(disk: Disk): Disk {
    this.#before = this.#now;
    this.#now = new Map();
    const readSource = (file: string): SourceText => this.#read(file, disk);
    return {
      ...disk,
      readSource,
      readFile: (file) => {
        const source = readSource(file);
        return "text" in source ? source.text : undefined;
      },
    };
  }

  #read(file: string, disk: Disk): SourceText {
    const version = fileVersion(file, Date.now());
    const before = this.#before.get(file) ?? this.#now.get(file);
    const source = version !== undefined && before?.version === version ? before.source : disk.readSource(file);
    if (version !== undefined) this.#now.set(file, { version, source });
    return source;
  }
}
