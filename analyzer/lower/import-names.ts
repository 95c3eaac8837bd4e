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

/** The name that the last module on the way would have to export, where that module was not found. */
export const importedName = (checker: ts.TypeChecker, symbol: ts.Symbol): string | undefined => {
  if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return undefined;
  let name = exportedName(symbol);
  let at = symbol;
  for (let steps = 0; steps < 100; steps += 1) {
    const next = checker.getImmediateAliasedSymbol(at);
    if (!next || next === at || checker.isUnknownSymbol(next) || (next.flags & ts.SymbolFlags.Alias) === 0) break;
    at = next;
    name = exportedName(at);
  }
  return name;
};
