import { readFileSync } from "node:fs";

/** From the package that this file is part of; it stands one folder up in the sources and two up in `dist`. */
export const version = (): string => {
  for (const place of ["../package.json", "../../package.json"]) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
      if (isManifest(manifest)) return manifest.version;
    } catch {
      // Not here: the other place has it.
    }
  }
  throw new Error("the package.json of irql is missing from its installation");
};

const isManifest = (value: unknown): value is { readonly version: string } =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  value.name === "irql" &&
  "version" in value &&
  typeof value.version === "string";
