import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const manifest = pathToFileURL(createRequire(import.meta.url).resolve("irql/package.json"));

/** The page of a rule as it was installed, so that it speaks of this version and opens without a network. */
export const pageAddress = (id: string): string => new URL(`rules/${id}.md`, manifest).href;
