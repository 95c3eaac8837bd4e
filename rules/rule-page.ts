import { readFile } from "node:fs/promises";
import { RULES } from "./catalogue.js";
import { packageFolders } from "./tool-version.js";

/** The page of a rule as Markdown; undefined for a rule that does not exist. */
export const rulePage = async (id: string): Promise<string | undefined> => {
  if (!RULES.some((rule) => rule.meta.id === id)) return undefined;
  for (const folder of packageFolders) {
    const page = await readFile(new URL(`rules/${id}.md`, folder), "utf8").catch(() => undefined);
    if (page !== undefined) return page;
  }
  return undefined;
};
