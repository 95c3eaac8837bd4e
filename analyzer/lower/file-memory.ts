import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import { enterAgain, type ContractEntry } from "./contract-entries.js";
import { textDigest, type Faces } from "./faces.js";
import type { Answers, Facts } from "./facts.js";

/** What was made of a file, with what was asked for it and what the book of contracts was made to hold on the way. */
export interface MadeOfFile {
  readonly answers: Answers;
  readonly entered: readonly ContractEntry[];
}

export interface Remembered<Made> {
  readonly made: Made;
  /** Of the file and what it sees of others. */
  readonly digest: string;
  /** Digests of whole files of which the result holds positions, or that were looked into. */
  readonly texts: ReadonlyMap<string, string>;
}

export type RememberedFiles<Made> = ReadonlyMap<string, Remembered<Made>>;

interface Version {
  readonly program: Pick<ts.Program, "getSourceFile">;
  readonly contracts: ContractBook;
  readonly faces: Faces;
  readonly facts: Facts;
}

/** How something is made of a file. */
export interface Making<Made> {
  readonly of: (file: ts.SourceFile) => Made;
  /** Names of other files that it depends on as a whole. */
  readonly dependsOn: (made: Made) => Iterable<string>;
}

const filesOfTags = (entered: readonly ContractEntry[]): readonly string[] =>
  entered.flatMap((entry) => (entry.kind === "tags" ? entry.tags.file : []));

/**
 * What is made of each file. What was made for an earlier version stands while the file's text, what it sees of other files, the
 * whole texts that it depends on, and the answers to what was asked of the whole program are the same; it is the same object then.
 */
export const madeOfFiles = <Made extends MadeOfFile>(
  { program, contracts, faces, facts }: Version,
  files: Iterable<ts.SourceFile>,
  before: RememberedFiles<Made>,
  make: Making<Made>,
): RememberedFiles<Made> => {
  const text = (name: string): string => {
    const file = program.getSourceFile(name);
    return file ? textDigest(file) : "";
  };
  const stands = ({ texts, made }: Remembered<Made>): boolean =>
    [...texts].every(([name, last]) => text(name) === last) && facts.stillHold(made.answers);
  const anew = (file: ts.SourceFile, digest: string): Remembered<Made> => {
    const made = make.of(file);
    const names = new Set([...make.dependsOn(made), ...filesOfTags(made.entered)]);
    return { made, digest, texts: new Map([...names].map((name) => [name, text(name)])) };
  };
  const all = new Map<string, Remembered<Made>>();
  for (const file of files) {
    const digest = faces.digest(file);
    const known = before.get(file.fileName);
    const isKept = known?.digest === digest && stands(known);
    // The book of contracts is a new one each time.
    if (isKept) enterAgain(contracts, known.made.entered);
    all.set(file.fileName, isKept ? known : anew(file, digest));
  }
  return all;
};
