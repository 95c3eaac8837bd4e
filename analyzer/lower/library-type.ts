import type { ts } from "#compiler";
import type { Body } from "./body.js";
import { mainDeclaration } from "./property-id.js";

/** Whether the type is one of the library by such a name. */
export const isLibraryType = ({ origins }: Body["program"], type: ts.Type, name: RegExp): boolean => {
  const symbol = type.getSymbol();
  const declaration = symbol && name.test(symbol.name) ? mainDeclaration(symbol) : undefined;
  return declaration !== undefined && origins.isLibrary(declaration.getSourceFile());
};
