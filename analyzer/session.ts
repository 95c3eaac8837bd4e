import type { CheckedRule } from "./check/rule.js";
import { openDisk, type Disk } from "./load/disk.js";
import { loadProgram, projectOfProgram } from "./load/load-program.js";
import { KnownDisk } from "./load/known-disk.js";
import { load } from "./load/load.js";
import { SourceMemory } from "./load/source-memory.js";
import type { LoadOptions, SourceSet } from "./load/source-set.js";
import { readMemory, writeMemory } from "./kept-memory.js";
import { analyze, createMemory, type Analysis, type Memory, type Progress } from "./pipeline.js";

export interface Counts {
  readonly all: number;
  readonly known: number;
}

/**
 * One project over time: what an edit cannot have changed is not made again. Every version gives what a new session would
 * give; only the last one is remembered.
 */
export class Session {
  readonly #known = new KnownDisk();
  readonly #sources = new SourceMemory();
  readonly #memory: Memory;

  /** @param kept what a session of another process remembered; nothing is, where it cannot be read */
  constructor(kept?: Uint8Array) {
    this.#memory = (kept && readMemory(kept)) ?? createMemory();
  }

  /** What is remembered, for another process; undefined where it is too much. */
  keep(): Uint8Array | undefined {
    return writeMemory(this.#memory);
  }

  /** Functions of the last version, and of how many all was known from the one before. */
  get functions(): Counts {
    return this.#memory.solving.counts;
  }

  /** Files of the last version, and of how many the graphs were known. */
  get files(): Counts {
    return this.#memory.lowering.counts;
  }

  /**
   * The disk, asked as far as something has changed since the last version.
   * @param changed all paths, absolute, at which something has changed, come or gone since then; by default every file is looked at
   */
  disk(changed?: readonly string[], disk: Disk = openDisk()): Disk {
    return this.#known.open(disk, changed);
  }

  /** @param disk all that is asked of the file system is asked here */
  load(options: LoadOptions, disk: Disk = this.disk()): SourceSet {
    return load(options, this.#sources, disk);
  }

  /**
   * @param contracts declaration files with contracts, absolute
   * @throws UserError where the program was made by a TypeScript whose trees cannot be read, or a contracts file cannot be used
   */
  loadProgram(program: object, contracts: readonly string[]): SourceSet {
    return loadProgram(program, { contracts, memory: this.#sources });
  }

  analyze(sources: SourceSet, rules: readonly CheckedRule[], progress?: Progress): Analysis {
    return analyze(sources, rules, progress, this.#memory);
  }
}

/** An editor has few projects open at a time; those least recently asked for are forgotten. */
const MAX_SESSIONS = 4;

/** Sessions of the projects whose programs somebody else opens. */
export class Sessions {
  readonly #byProject = new Map<string, Session>();

  of(program: object): Session {
    const project = projectOfProgram(program);
    const session = this.#byProject.get(project) ?? new Session();
    this.#byProject.delete(project);
    this.#byProject.set(project, session);
    const [oldest] = this.#byProject.keys();
    if (this.#byProject.size > MAX_SESSIONS && oldest !== undefined) this.#byProject.delete(oldest);
    return session;
  }
}
