import { ts } from "#compiler";
import { addTo } from "../ir/add-to.js";
import { ofEach } from "../ir/of-each.js";
import type { Body } from "./body.js";

/** Identifiers of a file, by their text. */
const identifiersIn = ofEach((file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> => {
  const found = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) addTo(found, node.text, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
});

const isExported = (declaration: ts.VariableDeclaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;

/** What `export { name }` exports. */
const localTarget = (checker: ts.TypeChecker, node: ts.ExportSpecifier): ts.Symbol | undefined =>
  checker.getExportSpecifierLocalTargetSymbol(node);

/**
 * All that names a variable but its declaration, where all of it stands in its own file; undefined where others can name it. A
 * new value, and a name by which others get it, are among them.
 */
export const ownReferences = (
  body: Body,
  declaration: ts.VariableDeclaration,
): readonly ts.Identifier[] | undefined => {
  const { name } = declaration;
  const file = declaration.getSourceFile();
  if (!ts.isIdentifier(name) || isExported(declaration) || !ts.isExternalModule(file)) return undefined;
  const { checker, symbols } = body.program;
  const symbol = checker.getSymbolAtLocation(name);
  const isNamed = (node: ts.Identifier): boolean =>
    symbol === (ts.isExportSpecifier(node.parent) ? localTarget(checker, node.parent) : symbols.of(node));
  const named = identifiersIn(file).get(name.text) ?? [];
  return named.filter((node) => node !== name && isNamed(node));
};
