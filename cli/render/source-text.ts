import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Lines of a file, or `undefined` where it cannot be read: it may be gone since it was checked. */
export type Sources = (file: string) => readonly string[] | undefined;

// The line ends of ECMAScript, so that line numbers are the compiler's.
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

export const linesOf = (text: string): readonly string[] => text.split(LINE_END);

/** By byte order mark, as the compiler does it: UTF-16 of both orders, else UTF-8. */
const decode = (bytes: Buffer): string => {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "feff") return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder(mark === "fffe" ? "utf-16le" : "utf-8").decode(bytes);
};

/** Reads each file at most once. Paths are relative to `cwd`. */
export const sourcesIn = (cwd: string): Sources => {
  const known = new Map<string, readonly string[] | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(resolve(cwd, file)));
    return known.get(file);
  };
};

const read = (path: string): readonly string[] | undefined => {
  try {
    return linesOf(decode(readFileSync(path)));
  } catch {
    return undefined;
  }
};
