import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const manifest = require.resolve("irql/package.json");
const { version: declared } = require(manifest) as { readonly version: string };

/** Version of the package that this module is part of. */
export const version = declared;

/** The page of a rule as it was installed, so that it speaks of this version and opens without a network. */
export const pageOf = (id: string): string => new URL(`rules/${id}.md`, pathToFileURL(manifest)).href;
