import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.js";

const BYTE_ORDER_MARK = "\uFEFF";

/** A file as it is encoded, and its text without a byte order mark, which no offset counts. */
export interface Utf8File {
  readonly named: string;
  readonly path: string;
  readonly mark: string;
  readonly text: string;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws UsageError where the file cannot be read, or is not UTF-8 */
export const readUtf8 = (cwd: string, named: string): Utf8File => {
  const path = resolve(cwd, named);
  try {
    const text = decoder.decode(readFileSync(path));
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    return { named, path, mark, text: text.slice(mark.length) };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`\`${named}\` is not UTF-8; save it as UTF-8 and run again`);
    throw new UsageError(`cannot read \`${named}\` (${codeOf(error)})`);
  }
};

/** @throws UsageError where the file cannot be written */
export const writeUtf8 = ({ path, named, mark }: Utf8File, text: string): void => {
  try {
    writeFileSync(path, mark + text);
  } catch (error) {
    throw new UsageError(`cannot write \`${named}\` (${codeOf(error)})`);
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
