import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compilerFile } from "../analyzer/load/compiler-file.js";
import { toolVersion } from "./tool-version.js";

/** This folder, which is the whole tool where it is bundled, and the analyzer's beside it. */
const CODE = ["./", "../analyzer/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

const codeFiles = (): readonly string[] =>
  CODE.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.[jt]s$/.test(name) && !/\.(?:d|test)\.ts$/.test(name))
      .map((name) => join(folder, name)),
  );

const stamp = (file: string): string => {
  const { size, mtimeMs } = statSync(file);
  return `${file} ${String(size)} ${String(mtimeMs)}`;
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
    compiler === undefined ? "" : stamp(compiler),
    ...codeFiles().map(stamp).sort(),
  ];
};
