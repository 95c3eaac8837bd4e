import { ts } from "#compiler";

/** Past imports and re-exports to the symbol itself; undefined where a module on the way was not found. */
export const resolveAlias = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol | undefined => {
  if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  return checker.isUnknownSymbol(target) ? undefined : target;
};

/** The name under which an alias's module exports it: `K` in `import { K as k }`, undefined for a whole module. */
const exportedName = (alias: ts.Symbol): string | undefined => {
  for (const declaration of alias.declarations ?? []) {
    if (ts.isImportSpecifier(declaration) || ts.isExportSpecifier(declaration))
      return (declaration.propertyName ?? declaration.name).text;
  }
  return undefined;
};

/** The module that an alias is imported or exported from, as written. */
const moduleOf = (alias: ts.Symbol): string | undefined => {
  for (const declaration of alias.declarations ?? []) {
    const from = ts.findAncestor(
      declaration,
      (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node),
    );
    const specifier = from && ts.isImportEqualsDeclaration(from) ? equalsSpecifier(from) : from?.moduleSpecifier;
    if (specifier && ts.isStringLiteralLike(specifier)) return specifier.text;
  }
  return undefined;
};

const equalsSpecifier = ({ moduleReference }: ts.ImportEqualsDeclaration): ts.Expression | undefined =>
  ts.isExternalModuleReference(moduleReference) ? moduleReference.expression : undefined;

/** What an import names that leads to no declaration. */
export interface MissingImport {
  readonly module: string | undefined;
  /** Undefined for the whole module. */
  readonly name: string | undefined;
}

/** What the last module on the way would have to export, where that module was not found. */
export const missingImport = (checker: ts.TypeChecker, symbol: ts.Symbol): MissingImport | undefined => {
  if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return undefined;
  let at = symbol;
  for (let steps = 0; steps < 100; steps += 1) {
    const next = checker.getImmediateAliasedSymbol(at);
    if (!next || next === at || checker.isUnknownSymbol(next) || (next.flags & ts.SymbolFlags.Alias) === 0) break;
    at = next;
  }
  return { module: moduleOf(at), name: exportedName(at) };
};

/** The name that the last module on the way would have to export, where that module was not found. */
export const importedName = (checker: ts.TypeChecker, symbol: ts.Symbol): string | undefined =>
  missingImport(checker, symbol)?.name;
