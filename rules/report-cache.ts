import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../analyzer/finding/report.js";
import type { Question } from "../analyzer/load/recorded-file-system.js";

/** A report and all that the run asked of the disk; that and its key are all that it depends on. */
export interface Entry {
  readonly report: Report;
  readonly questions: readonly Question[];
}

const MAX_ENTRIES = 32;
const ENDING = ".irql-report.json";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

const fileOf = (folder: string, key: string): string => join(folder, `${hash(key)}${ENDING}`);

/** A line with the hash of the rest, by which a file that was cut off or that others wrote is known; the key; the entry. */
const written = (key: string, entry: Entry): string => {
  const body = JSON.stringify({ key, ...entry });
  return `${hash(body)}\n${body}`;
};

/** Undefined where there is none for this key; `broken` where there is one that cannot be read. */
export const readEntry = (folder: string, key: string): Entry | "broken" | undefined => {
  try {
    const text = readFileSync(fileOf(folder, key), "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== hash(body)) return "broken";
    const entry = JSON.parse(body) as Entry & { readonly key: string };
    return entry.key === key ? entry : "broken";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? undefined : "broken";
  }
};

const age = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const dropOldest = (folder: string): void => {
  const files = readdirSync(folder)
    .filter((name) => name.includes(ENDING))
    .map((name) => join(folder, name));
  if (files.length <= MAX_ENTRIES) return;
  const byAge = files.map((file) => ({ file, age: age(file) })).sort((a, b) => b.age - a.age);
  for (const { file } of byAge.slice(MAX_ENTRIES)) rmSync(file, { force: true });
};

/** Whether it could be written. Readers see the entry that was there before or the whole new one. */
export const writeEntry = (folder: string, key: string, entry: Entry): boolean => {
  const file = fileOf(folder, key);
  const temporary = `${file}.${String(process.pid)}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(temporary, written(key, entry), { mode: 0o600 });
    renameSync(temporary, file);
    dropOldest(folder);
    return true;
  } catch {
    rmSync(temporary, { force: true });
    return false;
  }
};
