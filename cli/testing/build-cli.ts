import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The command line as it is installed, before an analysis given as JavaScript text; in a folder of its own.
 * Only the process can show what it does with pipes, exit codes and full disks.
 */
export const buildCli = (rulesModule: string): { readonly folder: string; readonly main: string } => {
  const folder = mkdtempSync(join(tmpdir(), "irql-built-"));
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const file of readdirSync(join(ROOT, "cli"), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing")) build(file, folder);
  }
  write(join(folder, "dist/rules/index.js"), rulesModule);
  return { folder, main: join(folder, "dist/cli/main.js") };
};

const build = (file: string, folder: string): void => {
  const source = readFileSync(join(ROOT, "cli", file), "utf8");
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    verbatimModuleSyntax: true,
  };
  write(
    join(folder, "dist/cli", file.replace(/\.ts$/, ".js")),
    ts.transpileModule(source, { compilerOptions }).outputText,
  );
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
