import { readFileSync } from "node:fs";

const isManifest = (value: unknown): value is { readonly version: string } =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  value.name === "irql" &&
  "version" in value &&
  typeof value.version === "string";

/** Where the package's own files lie, seen from here: one folder up in the sources, two up in `dist`. */
export const packageFolders: readonly string[] = ["../", "../../"].map((up) => new URL(up, import.meta.url).href);

const readVersion = (folder: string): string | undefined => {
  try {
    const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
    return isManifest(manifest) ? manifest.version : undefined;
  } catch {
    return undefined;
  }
};

export const toolVersion = (): string =>
  packageFolders.map(readVersion).find((version) => version !== undefined) ?? "0.0.0";
