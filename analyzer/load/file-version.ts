import { statSync } from "node:fs";

/**
 * Times of files have steps, on some file systems of two seconds: a file that changed within one step of being read looks
 * the same before and after.
 */
const STEP_MS = 3_000;

/** The change time is in it, which no program can set back, so a file that was put in place with its old time is seen. */
const versionOf = (file: string, now: number): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true || Math.max(found.mtimeMs, found.ctimeMs) > now - STEP_MS) return undefined;
  return [found.size, found.mtimeMs, found.ctimeMs, found.ino, found.dev].join(" ");
};

/** What tells that a file has not changed since it had the same; undefined where nothing does. */
export const fileVersion = (file: string, now: number): string | undefined => {
  try {
    return versionOf(file, now);
  } catch {
    return undefined;
  }
};
