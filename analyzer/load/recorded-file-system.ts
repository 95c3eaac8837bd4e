import { createHash } from "node:crypto";
import { type FileSystem, openFileSystem } from "./file-system.js";
import { fileVersion } from "./file-version.js";

type Ask = keyof FileSystem;

/** One question that was put to the file system, and what it answered. */
export interface Question {
  readonly ask: Ask;
  readonly path: string;
  /** The answer itself, or its hash where it is long. */
  readonly answer: string;
  /** What tells without reading that a file is still the same; missing where that cannot be told. */
  readonly version?: string | undefined;
}

const hash = (content: string | Buffer): string => createHash("sha256").update(content).digest("base64url");

const answers: { readonly [A in Ask]: (answer: ReturnType<FileSystem[A]>) => string } = {
  read: (content) => (typeof content === "string" ? content : hash(content)),
  list: (listing) =>
    hash(JSON.stringify([...listing].map(([name, { kind, isLink }]) => [name, kind, isLink] as const).sort())),
  kind: (kind) => kind ?? "nothing",
  stat: (kind) => kind ?? "nothing",
  realpath: (path) => path,
};

const answerOf = (system: FileSystem, ask: Ask, path: string): string =>
  (answers[ask] as (answer: unknown) => string)(system[ask](path));

/** What a run asked of the file system. */
export interface Recording {
  readonly system: FileSystem;
  /** Undefined where a question had two answers: then the files changed while they were read. */
  questions(): readonly Question[] | undefined;
}

export const recordFileSystem = (system: FileSystem = openFileSystem()): Recording => {
  const asked = new Map<string, Question>();
  let isSteady = true;
  const note = <A extends Ask>(ask: A, path: string, given: ReturnType<FileSystem[A]>, version?: string): void => {
    const key = `${ask} ${path}`;
    const answer = answers[ask](given);
    const known = asked.get(key);
    if (known === undefined) asked.set(key, { ask, path, answer, version });
    else if (known.answer !== answer) isSteady = false;
  };
  const noting =
    <A extends Ask>(ask: A) =>
    (path: string): ReturnType<FileSystem[A]> => {
      const given = system[ask](path) as ReturnType<FileSystem[A]>;
      note(ask, path, given);
      return given;
    };
  return {
    system: {
      read: (file) => {
        const version = fileVersion(file, Date.now());
        const content = system.read(file);
        note("read", file, content, version);
        return content;
      },
      list: noting("list"),
      kind: noting("kind"),
      stat: noting("stat"),
      realpath: noting("realpath"),
    },
    questions: () => (isSteady ? [...asked.values()] : undefined),
  };
};

/** Whether the disk would answer every question as it did. */
export const answersTheSame = (questions: readonly Question[], system: FileSystem = openFileSystem()): boolean => {
  const now = Date.now();
  return questions.every(
    ({ ask, path, answer, version }) =>
      (version !== undefined && version === fileVersion(path, now)) || answerOf(system, ask, path) === answer,
  );
};
