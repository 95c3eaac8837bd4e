import { ts } from "#compiler";
import type { Disk } from "./disk.js";
import { normalPath } from "./file-kind.js";

/** The module that `declare module "name"` declares in a program. */
export const ambientModule = (checker: ts.TypeChecker): ((name: string) => ts.Symbol | undefined) => {
  const modules = new Map(checker.getAmbientModules().map((symbol) => [symbol.name.slice(1, -1), symbol]));
  return (name) => modules.get(name);
};

/** The module that `import … from "name"` leads to in a program that has read its packages' declarations. */
export const moduleOfProgram = (
  program: ts.Program,
  folder: string,
  disk: Disk,
): ((name: string) => ts.Symbol | undefined) => {
  const checker = program.getTypeChecker();
  const ambient = ambientModule(checker);
  return (name) => {
    const declared = ambient(name);
    if (declared) return declared;
    const { resolvedModule } = ts.resolveModuleName(name, `${folder}/index.ts`, program.getCompilerOptions(), disk);
    const file = resolvedModule && program.getSourceFile(normalPath(resolvedModule.resolvedFileName));
    return file && checker.getSymbolAtLocation(file);
  };
};

/** A file whose own names are those of every file. */
export const globalScopeOf = (program: ts.Program): ts.SourceFile | undefined =>
  program.getSourceFiles().find((file) => !ts.isExternalModule(file));
