import type { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";

export const propertyIdOf = (declaration: ts.Node): PropertyId => {
  const file = declaration.getSourceFile();
  return `${file.fileName}:${String(declaration.getStart(file))}`;
};

/** The declaration that names a property where it has several (overloads, merged interfaces). */
export const mainDeclaration = (symbol: ts.Symbol): ts.Declaration | undefined =>
  symbol.valueDeclaration ?? symbol.declarations?.[0];
