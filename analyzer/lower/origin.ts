import { ts } from "#compiler";

type ReadFile = (file: string) => string | undefined;

/** Where a declaration comes from, as far as it matters: our own runtime, the language's and Node's library, the program. */
export interface Origins {
  isRuntime(file: ts.SourceFile): boolean;
  isLibrary(file: ts.SourceFile): boolean;
  /** Declared by an installed package. */
  isInstalled(file: ts.SourceFile): boolean;
}

const readPackageName = (path: string, readFile: ReadFile): string | undefined => {
  const text = readFile(path);
  if (text === undefined) return undefined;
  const parsed: unknown = ts.parseConfigFileTextToJson(path, text).config;
  const name = typeof parsed === "object" && parsed !== null && "name" in parsed ? parsed.name : undefined;
  return typeof name === "string" ? name : "";
};

/** Name of the nearest package and its folder; asks the disk once per folder. */
class Packages {
  readonly #readFile: ReadFile;
  readonly #byFolder = new Map<string, { readonly name: string; readonly folder: string } | undefined>();

  constructor(readFile: ReadFile) {
    this.#readFile = readFile;
  }

  of(folder: string): { readonly name: string; readonly folder: string } | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const name = readPackageName(`${folder}/package.json`, this.#readFile);
    const up = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    const found = name !== undefined ? { name, folder } : up === folder || up === "" ? undefined : this.of(up);
    this.#byFolder.set(folder, found);
    return found;
  }
}

const RUNTIME_FOLDER = /^\/(?:dist\/)?runtime\//u;

export const createOrigins = (readFile: ReadFile): Origins => {
  const packages = new Packages(readFile);
  const runtime = new Map<ts.SourceFile, boolean>();
  const decide = (path: string): boolean => {
    if (!path.includes("/runtime/")) return false;
    const found = packages.of(path.slice(0, path.lastIndexOf("/")));
    return found?.name === "irql" && RUNTIME_FOLDER.test(path.slice(found.folder.length));
  };
  return {
    isRuntime: (file) => {
      const known = runtime.get(file);
      if (known !== undefined) return known;
      const answer = decide(file.fileName);
      runtime.set(file, answer);
      return answer;
    },
    isLibrary: (file) =>
      file.fileName.includes("/node_modules/@types/") || /(?:^|\/)lib\.[\w.]*d\.ts$/u.test(file.fileName),
    isInstalled: (file) => file.fileName.includes("/node_modules/"),
  };
};
