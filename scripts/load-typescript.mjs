// Runs TypeScript of this repository from a script: transpiles a folder, file by file, and imports one module of it.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { root } from "./pack.mjs";

const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };

/** The exports of `entry`, a file inside `folder`; both relative to the repository. */
export const loadTypeScript = async (folder, entry) => {
  const out = mkdtempSync(join(tmpdir(), "irql-script-"));
  try {
    writeFileSync(join(out, "package.json"), '{ "type": "module" }');
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
      const target = join(out, file.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(
        target,
        ts.transpileModule(readFileSync(join(root, folder, file), "utf8"), { compilerOptions }).outputText,
      );
    }
    return await import(pathToFileURL(join(out, entry.replace(/\.ts$/, ".js"))).href);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};
