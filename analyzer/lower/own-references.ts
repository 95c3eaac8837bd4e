import { ts } from "#compiler";
import { addTo } from "../ir/add-to.js";
import { ofEach } from "../ir/of-each.js";
import type { Body } from "./body.js";

/** Identifiers of a file, by their text. */
const identifiersIn = ofEach((file: ts.SourceFile): ReadonlyMap<string, readonly ts.MemberName[]> => {
  const found = new Map<string, ts.MemberName[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) addTo(found, node.text, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
});

/** Whether other files may name it. */
const isSeen = (declaration: ts.VariableDeclaration | ts.PropertyDeclaration): boolean => {
  const flags = ts.getCombinedModifierFlags(declaration);
  if (ts.isVariableDeclaration(declaration)) return (flags & ts.ModifierFlags.Export) !== 0;
  return !ts.isPrivateIdentifier(declaration.name) && (flags & ts.ModifierFlags.Private) === 0;
};

/** What `export { name }` exports. */
const localTarget = (checker: ts.TypeChecker, node: ts.ExportSpecifier): ts.Symbol | undefined =>
  checker.getExportSpecifierLocalTargetSymbol(node);

/**
 * All that names a variable or a private field but its declaration, where all of it stands in its own file; undefined where others can name it. A
 * new value, and a name by which others get it, are among them.
 */
export const ownReferences = (
  body: Body,
  declaration: ts.VariableDeclaration | ts.PropertyDeclaration,
): readonly ts.MemberName[] | undefined => {
  const { name } = declaration;
  const file = declaration.getSourceFile();
  if (!ts.isMemberName(name) || isSeen(declaration) || !ts.isExternalModule(file)) return undefined;
  const { checker, symbols } = body.program;
  const symbol = checker.getSymbolAtLocation(name);
  const symbolOf = (node: ts.MemberName): ts.Symbol | undefined => {
    if (ts.isExportSpecifier(node.parent)) return localTarget(checker, node.parent);
    return ts.isIdentifier(node) && ts.isVariableDeclaration(declaration)
      ? symbols.of(node)
      : checker.getSymbolAtLocation(node);
  };
  const named = identifiersIn(file).get(name.text) ?? [];
  return named.filter((node) => node !== name && symbolOf(node) === symbol);
};
