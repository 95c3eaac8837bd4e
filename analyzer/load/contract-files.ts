import { resolve } from "node:path";
import { ts } from "#compiler";
import { UserError } from "../finding/errors.js";
import type { Disk } from "./disk.js";
import { isDeclarationFile, normalPath } from "./file-kind.js";
import type { Sources } from "./sources.js";
import type { Resolve } from "./module-graph.js";
import type { ImportedName } from "./scan-imports.js";

/** Declaration files that say by tags what code does that cannot be seen, in a small program of their own. */
export interface ContractFiles {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  /** Whether a file of the user names something of them. */
  isUsedBy(text: string, imports: readonly ImportedName[]): boolean;
}

const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [], allowImportingTsExtensions: true };

const HOW = 'write `declare module "name" { … }`, `declare function` and the like, with contract tags';

const refuse = (name: string, why: string): never => {
  throw new UserError(`cannot use the contracts in \`${name}\`: ${why}`);
};

const parse = (file: string, name: string, disk: Disk): ts.SourceFile => {
  if (!isDeclarationFile(file)) refuse(name, "it is no declaration file; name one that ends in `.d.ts`");
  const source = disk.readSource(file);
  if ("unreadable" in source) return refuse(name, source.unreadable);
  return ts.createSourceFile(file, source.text, { languageVersion: ts.ScriptTarget.ESNext }, true);
};

const moduleNames = (file: ts.SourceFile): readonly string[] =>
  file.statements.flatMap((statement) =>
    ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name) ? [statement.name.text] : [],
  );

/** What would silently match nothing is refused. */
const refuseUnusable = (file: ts.SourceFile, name: string, program: ts.Program): void => {
  const [wrong] = program.getSyntacticDiagnostics(file);
  if (wrong) {
    const { line, character } = file.getLineAndCharacterOfPosition(wrong.start);
    const what = ts.flattenDiagnosticMessageText(wrong.messageText, " ").replace(/\.$/, "");
    refuse(name, `line ${String(line + 1)}, column ${String(character + 1)}: ${what}`);
  }
  if (ts.isExternalModule(file))
    refuse(name, 'an `import` or `export` at its top makes it a module itself; move it into `declare module "…" { }`');
  if (file.statements.length === 0) refuse(name, `it declares nothing; ${HOW}`);
  const relative = moduleNames(file).find((module) => module.startsWith("."));
  if (relative !== undefined) refuse(name, `\`${relative}\` names no module; write a module's name as imports have it`);
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `declare module "*.node"` stands for every module with such a name, as in TypeScript. */
const modulePattern = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map((name) => name.split("*").map(escaped).join(".*")).join("|")})$`);

const namePattern = (names: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w$])(?:${names.map(escaped).join("|")})(?![\\w$])`);

/** Names that the files declare for every file: those of functions, variables, classes, namespaces. */
const globalNames = (files: readonly ts.SourceFile[]): readonly string[] =>
  files.flatMap((file) =>
    file.statements.flatMap((statement) => {
      if (ts.isVariableStatement(statement))
        return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
      const name = ts.getNameOfDeclaration(statement as unknown as ts.Declaration);
      return name && ts.isIdentifier(name) ? [name.text] : [];
    }),
  );

/**
 * Opens the files that are named as contracts; undefined where none is named.
 * @throws UserError where one cannot be read, or could match nothing
 */
export const openContracts = (cwd: string, names: readonly string[], disk: Disk): ContractFiles | undefined => {
  if (names.length === 0) return undefined;
  const parsed = new Map(names.map((name) => [normalPath(resolve(cwd, name)), name] as const));
  const sources = new Map([...parsed].map(([file, name]) => [file, parse(file, name, disk)]));
  const host: ts.CompilerHost = {
    getSourceFile: (file) => sources.get(file),
    fileExists: (file) => sources.has(file),
    readFile: (file) => sources.get(file)?.text,
    writeFile: () => undefined,
    getDefaultLibFileName: () => "lib.d.ts",
    getCurrentDirectory: () => cwd,
    getCanonicalFileName: (file) => (ts.sys.useCaseSensitiveFileNames ? file : file.toLowerCase()),
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => "\n",
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const files = [...sources.values()];
  for (const file of files) refuseUnusable(file, parsed.get(file.fileName) ?? file.fileName, program);
  const modules = modulePattern(files.flatMap(moduleNames));
  const globals = globalNames(files);
  const global = globals.length === 0 ? undefined : namePattern(globals);
  return {
    checker: program.getTypeChecker(),
    files,
    isUsedBy: (text, imports) => imports.some(({ from }) => modules.test(from)) || global?.test(text) === true,
  };
};

/**
 * Contracts are for code that cannot be seen: the tags of one's own code stand in its source.
 * @throws UserError where a module that is declared is one of the project's own
 */
export const refuseOwnModules = ({ files }: ContractFiles, from: string, resolveModule: Resolve): void => {
  for (const file of files) {
    for (const module of moduleNames(file)) {
      const own = resolveModule(module, from);
      if (own !== undefined)
        refuse(
          file.fileName,
          `the source of \`${module}\` is part of the project; write the tags there, in \`${own}\``,
        );
    }
  }
};

/** Files that name what the contracts declare matter as much as those that name a routine. */
export const withContractUsers = <Some extends Pick<Sources, "texts" | "imports" | "traits">>(
  sources: Some,
  contracts: ContractFiles | undefined,
): Some => {
  if (contracts === undefined) return sources;
  const traits = [...sources.traits].map(([file, found]) => {
    const isUser = contracts.isUsedBy(sources.texts.get(file) ?? "", sources.imports.get(file) ?? []);
    return [file, isUser ? { ...found, isDriverLike: true } : found] as const;
  });
  return { ...sources, traits: new Map(traits) };
};
