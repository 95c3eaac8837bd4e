// Type-checks every project of the repository: `node scripts/check-types.mjs typescript` with TypeScript 6, the one that builds, or
// `typescript-7` with the native one, so that our own sources are ready for it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./pack.mjs";

const formatHost = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => root,
  getNewLine: () => "\n",
};

/** Libraries are parsed and bound once for all projects that read them alike. */
const parsed = new Map();

const hostOf = (options) => {
  const host = ts.createCompilerHost(options);
  const shared = { ...options, configFilePath: undefined };
  return {
    ...host,
    getSourceFile: (path, how, onError) => {
      const key = JSON.stringify([path, how, shared]);
      if (!parsed.has(key)) parsed.set(key, host.getSourceFile(path, how, onError));
      return parsed.get(key);
    },
  };
};

/** With TypeScript 6: one process for all. True where nothing is wrong. */
const checkHere = (project) => {
  const errors = [];
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, project),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (error) => errors.push(error) },
  );
  if (config) {
    const { fileNames: rootNames, options, projectReferences, errors: configFileParsingDiagnostics } = config;
    const host = hostOf(options);
    const program = ts.createProgram({ rootNames, options, projectReferences, configFileParsingDiagnostics, host });
    errors.push(...ts.getPreEmitDiagnostics(program));
  }
  process.stdout.write(ts.formatDiagnostics(errors, formatHost));
  return errors.length === 0;
};

/** With a compiler that has no API. */
const checkThere = (compiler) => (project) => {
  const tsc = join(root, "node_modules", compiler, "bin", "tsc");
  if (!existsSync(tsc)) throw new Error(`no compiler named \`${compiler}\` in node_modules`);
  const { status } = spawnSync(process.execPath, [tsc, "-p", project, "--noEmit"], { cwd: root, stdio: "inherit" });
  return status === 0;
};

const listing = spawnSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--", "tsconfig.json", "*/tsconfig.json"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
const projects = listing.stdout.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
if (listing.status !== 0 || projects.length === 0)
  throw new Error(`found no tsconfig.json to check: ${listing.stderr}`);

const compiler = process.argv[2] ?? "typescript";
const check = compiler === "typescript" ? checkHere : checkThere(compiler);
const failed = projects.filter((project) => !check(project));
console.log(
  `${compiler}: ${String(projects.length)} projects, ${String(failed.length)} with errors ${failed.join(" ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
