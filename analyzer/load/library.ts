import { HOST_LIBRARY } from "./library-host.js";
import { LANGUAGE_LIBRARY } from "./library-language.js";

const texts: Readonly<Record<string, string>> = {
  "lib.language.d.ts": LANGUAGE_LIBRARY,
  "lib.host.d.ts": HOST_LIBRARY,
};

export const libraryFolder = "/irql-library";
export const libraryNames: readonly string[] = Object.keys(texts);

export const isLibraryFile = (file: string): boolean => file.startsWith(`${libraryFolder}/`);

/** A part that a file asks for by name (`/// <reference lib="dom" />`) has nothing to add: what we know of it is in ours. */
export const libraryText = (file: string): string => texts[file.slice(libraryFolder.length + 1)] ?? "";
