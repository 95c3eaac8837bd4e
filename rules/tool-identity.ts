import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compilerFile } from "../analyzer/load/compiler-file.js";
import { toolVersion } from "./tool-version.js";

/** This folder, which is the whole tool where it is bundled, and the analyzer's beside it. */
const CODE = ["./", "../analyzer/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

const codeFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[jt]s$/.test(name) && !/\.(?:d|test)\.ts$/.test(name))
    .sort();

/** Of the code in folders: what it says, not when it was written, since every installation gives its files new times. */
export const codeDigest = (folders: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const folder of folders.filter((each) => existsSync(each)))
    for (const name of codeFiles(folder))
      hash
        .update(`${name}\n`)
        .update(readFileSync(join(folder, name)))
        .update("\n");
  return hash.digest("base64url");
};

/** An installed compiler is told by its package and its size: to read its nine megabytes would cost more than they tell. */
const compilerIdentity = (file: string): string => {
  const manifest = join(dirname(dirname(file)), "package.json");
  return `${String(statSync(file).size)} ${existsSync(manifest) ? readFileSync(manifest, "utf8") : ""}`;
};

/**
 * Everything but its input that a report depends on: this package's code, which may be a build of one version among many, the
 * compiler, and Node.js with its options (the depth of its stack is one).
 */
export const toolIdentity = (): readonly string[] => {
  const compiler = compilerFile();
  return [
    toolVersion(),
    process.version,
    process.platform,
    process.arch,
    ...process.execArgv,
    process.env.NODE_OPTIONS ?? "",
    compiler === undefined ? "" : compilerIdentity(compiler),
    codeDigest(CODE),
  ];
};
