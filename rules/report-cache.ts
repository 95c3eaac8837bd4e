import type { Report } from "../analyzer/finding/report.js";
import type { Question } from "../analyzer/load/recorded-file-system.js";
import { KeptFiles } from "./kept-files.js";

/** A report and all that the run asked of the disk; that and its key are all that it depends on. */
export interface Entry {
  readonly report: Report;
  readonly questions: readonly Question[];
}

const filesIn = (folder: string): KeptFiles => new KeptFiles(folder, { ending: ".irql-report.json", max: 32 });

/** Undefined where there is none for this key; `broken` where there is one that cannot be read. */
export const readEntry = (folder: string, key: string): Entry | "broken" | undefined => {
  const body = filesIn(folder).read(key);
  return body === undefined || body === "broken" ? body : (JSON.parse(body.toString("utf8")) as Entry);
};

/** Whether it could be written. */
export const writeEntry = (folder: string, key: string, entry: Entry): boolean =>
  filesIn(folder).write(key, JSON.stringify(entry));
