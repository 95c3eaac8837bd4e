import type { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import { placeIn } from "./outline.js";

export const propertyIdOf = (declaration: ts.Node): PropertyId => {
  const file = declaration.getSourceFile();
  return `${file.fileName}:${placeIn(file, declaration)}`;
};

/** The declaration that names a property where it has several (overloads, merged interfaces). */
export const mainDeclaration = (symbol: ts.Symbol): ts.Declaration | undefined =>
  symbol.valueDeclaration ?? symbol.declarations?.[0];
