import { join } from "node:path";
import { runMeasured } from "./run-measured.mjs";

const script = join(import.meta.dirname, "check-again.mjs");

/** One process that checks a project and then so many edits of it; times in milliseconds, memory in bytes. */
export const checkAgain = async (folder, edits) => {
  const { code, stdout, stderr, bytes } = await runMeasured(script, [String(edits)], folder);
  if (code !== 0) throw new Error(`the checks in one process ended with ${code}:\n${stderr.slice(0, 2000)}`);
  return { ...JSON.parse(stdout), bytes };
};
