import type { Session } from "../analyzer/session.js";
import { KeptFiles } from "./kept-files.js";

const filesIn = (folder: string): KeptFiles => new KeptFiles(folder, { ending: ".irql-functions", max: 8 });

/** What a session of an earlier process found in each function; undefined where there is nothing that can be read. */
export const readKept = (folder: string, key: string): Uint8Array | undefined => {
  const kept = filesIn(folder).read(key);
  return kept === "broken" ? undefined : kept;
};

/** Keeps what a session found in each function for another process; not where it is too much, or cannot be written. */
export const keepSession = (folder: string, key: string, session: Session): void => {
  const kept = session.keep();
  if (kept) filesIn(folder).write(key, kept);
};
