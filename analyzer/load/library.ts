import { Invariant } from "../finding/errors.js";
import { HOST_LIBRARY } from "./library-host.js";
import { LANGUAGE_LIBRARY } from "./library-language.js";

const texts: Readonly<Record<string, string>> = {
  "lib.language.d.ts": LANGUAGE_LIBRARY,
  "lib.host.d.ts": HOST_LIBRARY,
};

export const libraryFolder = "/irql-library";
export const libraryNames: readonly string[] = Object.keys(texts);

export const isLibraryFile = (file: string): boolean => file.startsWith(`${libraryFolder}/`);

export const libraryText = (file: string): string => {
  const text = texts[file.slice(libraryFolder.length + 1)];
  if (text === undefined) throw new Invariant(`no library file ${file}`);
  return text;
};
