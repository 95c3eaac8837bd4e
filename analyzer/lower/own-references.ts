import { ts } from "#compiler";
import { ofEach } from "../ir/of-each.js";
import type { Body } from "./body.js";

/** Identifiers of a file, by their text. */
const identifiersIn = ofEach((file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> => {
  const found = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const known = found.get(node.text);
      if (known) known.push(node);
      else found.set(node.text, [node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
});

const isExported = (declaration: ts.VariableDeclaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;

/** `const`, `using` and `await using`. */
const isAssignedOnce = (declaration: ts.VariableDeclaration): boolean => {
  const scope: number = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped;
  return scope !== 0 && scope !== (ts.NodeFlags.Let as number);
};

/**
 * All that names a `const` but its declaration, where all of it stands in its own file; undefined where others can name it, or
 * it is given a new value.
 */
export const ownReferences = (
  body: Body,
  declaration: ts.VariableDeclaration,
): readonly ts.Identifier[] | undefined => {
  const { name } = declaration;
  const file = declaration.getSourceFile();
  if (!ts.isIdentifier(name) || !isAssignedOnce(declaration) || isExported(declaration) || !ts.isExternalModule(file))
    return undefined;
  const { checker } = body.program;
  const symbol = checker.getSymbolAtLocation(name);
  const named = identifiersIn(file).get(name.text) ?? [];
  return named.filter((node) => node !== name && checker.getSymbolAtLocation(node) === symbol);
};
