import { getHeapStatistics } from "node:v8";
import type { Counts, Session } from "../analyzer/session.js";
import { KeptFiles } from "./kept-files.js";

const filesIn = (folder: string): KeptFiles => new KeptFiles(folder, { ending: ".irql-functions", max: 8 });

/** What a session of an earlier process found in each function; undefined where there is nothing that can be read. */
export const readKept = (folder: string, key: string): Uint8Array | undefined => {
  const kept = filesIn(folder).read(key);
  return kept === "broken" ? undefined : kept;
};

/** Where no more than this share is new, what was kept before serves nearly as well, and writing would take longer than it saves. */
const FEW = 1 / 50;

const isNearlyKnown = ({ all, known }: Counts): boolean => all - known <= all * FEW;

/** Whether what a session of this process found is worth keeping, where it began with what an earlier one had kept. */
const hasMuchNew = ({ files, functions }: Session): boolean => !isNearlyKnown(files) || !isNearlyKnown(functions);

/** Writing holds it all once more: a run must not end in want of memory, since nothing is reported yet. */
const hasRoom = (): boolean => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used < limit / 2;
};

/**
 * Keeps what a session found in each function for another process.
 * @param had whether the session began with what was kept
 * @returns false where that is too much, or cannot be written
 */
export const keepSession = (folder: string, key: string, session: Session, had: boolean): boolean => {
  if (had && !hasMuchNew(session)) return true;
  const kept = hasRoom() ? session.keep() : undefined;
  return kept !== undefined && filesIn(folder).write(key, kept);
};
