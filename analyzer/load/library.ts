import { createRequire } from "node:module";
import { Invariant } from "../finding/errors.js";
import { HOST_LIBRARY } from "./library-host.js";

const require = createRequire(import.meta.url);

interface BundledLibrary {
  getLibFiles(): readonly { readonly fileName: string; readonly text: string }[];
}

let texts: ReadonlyMap<string, string> | undefined;

const bundled = (): ReadonlyMap<string, string> => {
  const common = createRequire(require.resolve("ts-morph"))("@ts-morph/common") as BundledLibrary;
  return new Map([
    [hostLibrary, HOST_LIBRARY],
    ...common.getLibFiles().map((file) => [file.fileName, file.text] as const),
  ]);
};

export const libraryFolder = "/irql-library";
const hostLibrary = "lib.host.d.ts";
export const libraryNames: readonly string[] = ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", hostLibrary];

export const isLibraryFile = (file: string): boolean => file.startsWith(`${libraryFolder}/`);

export const libraryText = (file: string): string => {
  texts ??= bundled();
  const text = texts.get(file.slice(libraryFolder.length + 1));
  if (text === undefined) throw new Invariant(`no library file ${file}`);
  return text;
};
